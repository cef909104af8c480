/** A module that the build makes a file of its own; see rollup.config.mjs. */
declare module '*?chunk' {
	/** Its name, beside the script. */
	export const file: string;
	/** What it must hold (Subresource Integrity). */
	export const integrity: string;
}
