import MagicString from 'magic-string';

/** @typedef {[pattern: RegExp, replacement: string]} Replacement */

/** @type {Replacement} */
const versions = [
	/\(\w+\.(?:reactiveElement|litElement|litHtml)Versions\?\?=\[\]\)\.push\("[^"]*"\)/,
	'void 0',
];
/** @type {Replacement} */
const metadata = [
	/Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap;/,
	'const litPropertyMetadata=new WeakMap;',
];

/** What each of Lit's modules writes on `globalThis`, and what takes its place. */
const writes = new Map([
	['@lit/reactive-element/reactive-element.js', [versions, metadata]],
	['lit-html/lit-html.js', [versions]],
	['lit-element/lit-element.js', [versions]],
]);

/**
 * Keeps the Lit inside our bundles from writing globals of its own. In somebody else's page they would make the page's
 * own Lit warn of several versions, and they would share decorator metadata, which we do not use, with it.
 *
 * @returns {import('rollup').Plugin}
 */
export const keepLitPrivate = () => ({
	name: 'keep-lit-private',
	transform(code, id) {
		const module = id.replaceAll('\\', '/').split('/node_modules/').at(-1) ?? '';
		const text = new MagicString(code);
		for (const [pattern, replacement] of writes.get(module) ?? []) {
			if (!code.match(pattern))
				this.error(`${module} writes its globals in a new way. Adapt keep-lit-private.mjs to it.`);
			text.replace(pattern, replacement);
		}
		return text.hasChanged() ? { code: text.toString(), map: text.generateMap({ hires: 'boundary' }) } : null;
	},
});
