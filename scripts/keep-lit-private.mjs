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

/**
 * The policy for Trusted Types, and the parser that it is for: our templates come as nodes, from `src/elements/shared/html.ts`. What
 * nothing names any more, the bundler leaves out.
 *
 * @type {Replacement[]}
 */
const parser = [
	[/\w+\?\w+\.createPolicy\("lit-html",\{createHTML:\w=>\w\}\):void 0/, 'void 0'],
	[/"number"==typeof (\w+)\?this\._\$AC\(\w+\):\(void 0===\1\.el&&\(.+?\),this\.options\)\),\1\)/, '$1'],
	[/_\$AC\(\w+\)\{[^}]+\}/, ''],
	[/\w+\?\.\(\w+,\w+\),/, ''],
	// What only rendering on a server takes from here.
	[/\{M:\w+,P:\w+,A:\w+,C:1,L:\w+,R(?::\w+)?,D:\w+,V:\w+,/, '{'],
];
/** @type {Replacement} */
const forServers = [/\{boundAttributeSuffix:.+(?=AttributePart:\w+\.H,)/, '{'];

/** What is in each of Lit's modules, and what takes its place. */
const changes = new Map([
	['@lit/reactive-element/reactive-element.js', [versions, metadata]],
	['lit-html/lit-html.js', [versions, ...parser]],
	['lit-html/private-ssr-support.js', [forServers]],
	['lit-element/lit-element.js', [versions]],
]);

/**
 * Keeps the Lit inside our bundles from whatever else would be seen in somebody's page: globals of its own, which would
 * make the page's own Lit warn of several versions and share decorator metadata with it, and a policy for Trusted Types.
 *
 * @returns {import('rollup').Plugin}
 */
export const keepLitPrivate = () => ({
	name: 'keep-lit-private',
	transform(code, id) {
		const module = id.replaceAll('\\', '/').split('/node_modules/').at(-1) ?? '';
		const text = new MagicString(code);
		for (const [pattern, replacement] of changes.get(module) ?? []) {
			if (!code.match(pattern))
				this.error(`${module} is written in a new way: ${pattern}. Adapt keep-lit-private.mjs to it.`);
			text.replace(pattern, replacement);
		}
		return text.hasChanged() ? { code: text.toString(), map: text.generateMap({ hires: 'boundary' }) } : null;
	},
});
