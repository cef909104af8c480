/** Takes out of our closed bundles what their dependencies carry for others. */
import MagicString from 'magic-string';

/**
 * What a dependency brings for others and we never use, and what takes its place: a minifier cannot know that we do not. It is
 * 0.8 kB of the embed in brotli, which every page downloads. The lock file pins the versions that these patterns fit; where one
 * no longer does, the build stops, and `test/embed.test.ts` tries the built files in a browser.
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
export const leaveOutUnused = () => ({
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
