/** The Content Security Policies under which Candor must work, from none to the strictest. */

export interface Policy {
	readonly name: string;
	/** The header's value for a page that loads Candor from the origin `candor`; empty for none. */
	readonly header: (candor: string) => string;
	/** A script of the page that runs before Candor's. */
	readonly own?: string;
}

/** On the tag of every page. */
export const nonce = 'bm9uY2Utb2YtdGhlLXBhZ2U';

const typed = "require-trusted-types-for 'script'";

export const policies: readonly Policy[] = [
	{ name: 'no policy', header: () => '' },
	{
		name: 'a nonce',
		header: (candor) => `default-src 'none'; script-src 'nonce-${nonce}'; connect-src ${candor}`,
	},
	{
		name: "default-src 'none' with the directives that are needed",
		header: (candor) => `default-src 'none'; script-src ${candor}; connect-src ${candor}`,
	},
	{ name: "style-src 'none'", header: () => "style-src 'none'" },
	{ name: "img-src 'none'", header: () => "img-src 'none'" },
	{ name: 'trusted types', header: () => typed },
	{ name: 'trusted types, lit-html allowed', header: () => `${typed}; trusted-types lit-html` },
	{ name: 'trusted types, no policy allowed', header: () => `${typed}; trusted-types 'none'` },
	{ name: 'trusted types, others allowed', header: () => `${typed}; trusted-types dompurify angular` },
	{
		name: 'trusted types, the page’s own Lit has the name lit-html',
		header: () => `${typed}; trusted-types lit-html`,
		own: `import { html, LitElement } from 'lit';
			customElements.define('own-lit', class extends LitElement {
				render() { return html\`<p>The page’s own Lit</p>\`; }
			});`,
	},
];
