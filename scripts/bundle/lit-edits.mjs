/**
 * The edits of Lit's code in our bundles. Candor runs inside other people's pages, and Lit expects
 * to be the page's own: it writes globals and creates a Trusted Types policy as soon as it is
 * imported. The packages are pinned exactly (package.json), and the build fails when an edit no
 * longer finds its place. `npm run size` prints this list; test/entries/lit-edits.test.ts checks
 * each edit.
 */
import MagicString from 'magic-string';

/**
 * @typedef {object} Edit
 * @property {string} module Path inside node_modules.
 * @property {RegExp} find
 * @property {string} replace
 * @property {string} reason
 */

const versionsReason =
	"A global array of Lit's versions is visible in the page, and makes the page's own Lit warn about several versions.";

/** @type {readonly Edit[]} */
export const edits = [
	...[
		['@lit/reactive-element/reactive-element.js', 'reactiveElementVersions'],
		['lit-element/lit-element.js', 'litElementVersions'],
		['lit-html/lit-html.js', 'litHtmlVersions'],
	].map(([module = '', name]) => ({
		module,
		find: RegExp(`\\(\\w+\\.${name}\\?\\?=\\[\\]\\)\\.push\\("[\\d.]+"\\)`),
		replace: 'void 0',
		reason: versionsReason,
	})),
	{
		module: '@lit/reactive-element/reactive-element.js',
		find: /Symbol\.metadata\?\?=Symbol\("metadata"\),\w+\.litPropertyMetadata\?\?=new WeakMap;/,
		replace: 'const litPropertyMetadata=new WeakMap;',
		reason: 'Symbol.metadata and a global map would be shared with every other Lit in the page.',
	},
	{
		module: 'lit-html/lit-html.js',
		find: /\w+\?\w+\.createPolicy\("lit-html",\{createHTML:\w=>\w\}\):void 0/,
		replace: 'void 0',
		reason:
			"Creating the policy throws where the page's Content Security Policy does not name it, and where the page's own Lit has created it.",
	},
	{
		module: 'lit-html/lit-html.js',
		find: /const (\w)=\w+\.createElement\("template"\);return \1\.innerHTML=\w,\1/,
		replace: 'throw Error("A template must come from compiled-lit.ts.")',
		reason:
			'No bundle parses HTML: a template that did not come as nodes fails in every page, not only under Trusted Types.',
	},
];

/**
 * Applies the edits to the modules of Lit.
 *
 * @returns {import('rollup').Plugin}
 */
export const litEdits = () => ({
	name: 'lit-edits',
	transform(code, id) {
		const module = id.replaceAll('\\', '/').split('/node_modules/').at(-1);
		const own = edits.filter((edit) => edit.module === module);
		if (own.length === 0) return null;
		const text = new MagicString(code);
		for (const { find, replace } of own) {
			if (code.match(find)?.length === undefined)
				this.error(`${module} no longer contains ${find}. Adapt scripts/bundle/lit-edits.mjs to it.`);
			text.replace(find, replace);
		}
		return { code: text.toString(), map: text.generateMap({ hires: 'boundary' }) };
	},
});
