/**
 * The browser files that a server hands out by name. Each carries everything it needs, Lit too: a page without a
 * bundler or an import map runs them as they are, and in an outage one request that arrives is enough.
 *
 * Applications with a bundler do not get these files. Package exports lead to `dist/src/`, the same modules one by one
 * as tsc wrote them, where Lit is an ordinary dependency: so it is in the application once, with whatever version the
 * application's other elements use, and what is not used is left out.
 */
import nodeResolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import MagicString from 'magic-string';
import esbuild from 'rollup-plugin-esbuild';
import { keepLitPrivate } from './scripts/keep-lit-private.mjs';
import { minifyTemplates } from './scripts/minify-templates.mjs';

/** The names of files that a bundle may be split into, now or later; the server serves what is named like this. */
const chunkFileNames = 'chunk-[hash].js';

/** `closed`: nobody extends what is inside, so that what only others use may go. */
const plugins = (closed) => [
	// Without the condition `development`, which Lit answers with its slower build that warns.
	nodeResolve({ browser: true, exportConditions: ['production'] }),
	esbuild({ target: 'es2022', tsconfig: 'tsconfig.base.json' }),
	keepLitPrivate(),
	closed && leaveOutUnused(),
	letForConst(),
	minifyTemplates(),
	terser({
		ecma: 2022,
		module: true,
		// Measured: what is written out twice and alike is smaller than what is called, once it is compressed.
		compress: { passes: 6, inline: 1, keep_fargs: false, pure_getters: true },
		format: { comments: false },
		// The names by which Lit's packages know each other: inside one file they may be any.
		mangle: !closed || { properties: { regex: /^_\$(?!lit)/ } },
	}),
];

/**
 * What a dependency brings for others and we never use, and what takes its place: a minifier cannot know that we do not.
 *
 * @type {Readonly<Record<string, readonly (readonly [pattern: RegExp, replacement: string])[]>>}
 */
const unused = {
	// Another way for browsers without constructable style sheets: those with `light-dark()`, which our colours need, have them.
	'@lit/reactive-element/css-tag.js': [
		[/=\w+\.ShadowRoot&&.*?"replace"in CSSStyleSheet\.prototype/, '=true'],
	],
	// Decorators, defaults as Lit 3.3 has them, polyfills, and attributes that are not strings: our elements have none of these.
	'@lit/reactive-element/reactive-element.js': [
		[/const t=this\[Symbol\.metadata\];if\(null!==t\)\{.*?\}(?=this\._\$Eh=)/, ''],
		[/static addInitializer\(t\)\{.*?\}(?=static get observedAttributes)/, ''],
		[/void 0!==t\.l&&\(this\.l=\[\.\.\.t\.l\]\),/, ''],
		[/,this\.constructor\.l\?\.forEach\(t=>t\(this\)\)/, ''],
		[/if\(s\.state&&\(s\.attribute=!1\),/, ''],
		[/this\.prototype\.hasOwnProperty\(t\)&&\(\(s=Object\.create\(s\)\)\.wrapped=!0\),/, ''],
		[/,!s\.noAccessor\)\{(const i=.*?;void 0!==h&&e\(this\.prototype,t,h\))\}/, ';$1'],
		[
			/const t=this\.constructor\.elementProperties;if\(t\.size>0\)for\(const\[s,i\]of t\)\{.*?\}\}(?=let t=!1)/,
			'}',
		],
		[
			/\|\|i\.useDefault&&i\.reflect&&h===this\._\$Ej\?\.get\(t\)&&!this\.hasAttribute\(r\._\$Eu\(t,i\)\)/,
			'',
		],
		[/i&&!\(this\._\$Ej\?\?=new Map\).*?void 0!==r\)\|\|/, ''],
		[/,p\?\.\(\{ReactiveElement:y\}\)/, ''],
		[/removeController\(t\)\{.*?\}/, ''],
		[/u=\{toAttribute\(t,s\)\{.*?return i\}\}/, 'u=0'],
		[/const h=\(void 0!==i\.converter.*?\(s,i\.type\);/, 'const h=s;'],
		[/const t=i\.getPropertyOptions\(e\),h="function".*?const r=.*?\?\?r,/, 'this._$Em=e;this[e]=s,'],
	],
	// Two callbacks, the question whether the others are there, a method, and the messages of errors whose type alone we read.
	'eventsource-parser/dist/parse.js': [
		[
			/onComment, onError, onEvent, onId, onRetry \} = config;/,
			'onError, onEvent, onRetry } = config, onComment = undefined, onId = undefined;',
		],
		[/(onError|onEvent|onRetry) === null \|\| \1 === void 0 \? void 0 : \1\(/g, '$1('],
		[/\{ feed, reset \}/, '{ feed }'],
		[/throw new Error\('Cannot feed[^']*'\)/, 'throw new Error()'],
		[/new ParseError\(`Buffered[^`]*`/, "new ParseError(''"],
		[/new ParseError\(`Invalid [^"]*"\$\{value\}"`/, "new ParseError(''"],
		[/new ParseError\(`Unknown field "\$\{.*\}"`/, "new ParseError(''"],
	],
};

/** @returns {import('rollup').Plugin} */
const leaveOutUnused = () => ({
	name: 'leave-out-unused',
	transform(code, id) {
		const module = id.replaceAll('\\', '/').split('/node_modules/').at(-1) ?? '';
		const text = new MagicString(code);
		for (const [pattern, replacement] of unused[module] ?? []) {
			if (code.search(pattern) < 0)
				this.error(`${module} is written in a new way: adapt rollup.config.mjs to it.`);
			text.replace(pattern, replacement);
		}
		return text.hasChanged() ? { code: text.toString(), map: text.generateMap({ hires: 'boundary' }) } : null;
	},
});

/**
 * `let` in place of `const`, so that declarations can be joined: 0.05 kB in brotli. tsc has seen by now that nothing is
 * assigned twice.
 *
 * @returns {import('rollup').Plugin}
 */
const letForConst = () => ({
	name: 'let-for-const',
	renderChunk(code) {
		const text = new MagicString(code);
		for (const { start } of declarations(this.parse(code), 'const'))
			text.overwrite(start, start + 'const'.length, 'let');
		return { code: text.toString(), map: text.generateMap({ hires: 'boundary' }) };
	},
});

/**
 * Every variable declaration of a kind at or below a node of a syntax tree.
 *
 * @param {any} node
 * @param {string} kind
 * @returns {Generator<any>}
 */
function* declarations(node, kind) {
	if (node === null || typeof node !== 'object') return;
	if (node.type === 'VariableDeclaration' && node.kind === kind) yield node;
	for (const child of Object.values(node)) yield* declarations(child, kind);
}

/** A bundle on its own, so that it shares no file with the others. */
const bundle = (input, output, closed) => ({
	input,
	// The maps lie beside the files; a line that names them would be one more for every page to download.
	output: { sourcemap: 'hidden', ...output },
	plugins: plugins(closed),
	// A warning is a mistake in what we ship: an unresolved import would be a bare name in somebody's page.
	onwarn: (warning) => {
		throw new Error(warning.message);
	},
});

export default [
	bundle('src/embed.ts', { file: 'dist/candor.js', format: 'iife' }, true),
	bundle({ define: 'src/define.ts' }, { dir: 'dist', format: 'es', chunkFileNames }, true),
	bundle({ index: 'src/index.ts' }, { dir: 'dist', format: 'es', chunkFileNames }, false),
];
