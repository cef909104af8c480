/** A module that the build makes a file of its own; see rollup.config.mjs. */
declare module '*?chunk' {
	const chunk: {
		/** Its name, beside the script. */
		readonly file: string;
		/** What it must hold (Subresource Integrity). */
		readonly integrity: string;
	};
	export default chunk;
}
