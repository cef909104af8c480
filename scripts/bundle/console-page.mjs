import { readFileSync } from 'node:fs';

const source = 'src/console/page/index.html';

/**
 * Writes the console's one document, which names the entry by its hash and the files that it imports
 * at once, so that a browser requests all of them together.
 *
 * @returns {import('rollup').Plugin}
 */
export const consolePage = () => ({
	name: 'console-page',
	buildStart() {
		this.addWatchFile(source);
	},
	generateBundle(_, bundle) {
		const entry = Object.values(bundle).find((output) => output.type === 'chunk' && output.isEntry);
		if (entry?.type !== 'chunk') throw new Error('The bundle of the console has no entry.');
		const scripts = [
			`<script type="module" src="/console/${entry.fileName}"></script>`,
			...entry.imports.map((file) => `<link rel="modulepreload" href="/console/${file}">`),
		];
		const page = readFileSync(source, 'utf8').replace('<!-- scripts -->', scripts.join('\n'));
		this.emitFile({ type: 'asset', fileName: 'index.html', source: page });
	},
});
