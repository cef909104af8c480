/** A script of the page that the worker answers with: bundled on its own, minified, as text (scripts/inline-script.mjs). */
declare module '*?script' {
	const text: string;
	export default text;
}
