/** A module that the build makes a file of its own; see scripts/bundle/built-chunk.mjs. */
declare module '*?chunk' {
	const chunk: {
		/** Its name, in the folder of the script. */
		readonly file: string;
		/** The hash of its content (Subresource Integrity). */
		readonly integrity: string;
	};
	export default chunk;
}
