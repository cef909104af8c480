/** The Lit of a page: it creates the Trusted Types policy `lit-html`, which no other copy of Lit can create again. */
import { html, LitElement, type TemplateResult } from 'lit';

class OwnLit extends LitElement {
	override render(): TemplateResult {
		return html`<p>The page’s own Lit</p>`;
	}
}
customElements.define('own-lit', OwnLit);
