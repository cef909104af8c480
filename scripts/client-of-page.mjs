/** In a bundle that the script tag fetches later, the client is the one that the tag has brought. */

/** @returns {import('rollup').Plugin} */
export const clientOfPage = () => ({
	name: 'client-of-page',
	async resolveId(source, importer) {
		if (!source.endsWith('client/index.ts')) return null;
		return this.resolve(source.replace('index.ts', 'client-of-page.ts'), importer);
	},
});
