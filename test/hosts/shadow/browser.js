import 'candor/define';
import { markup, start } from '../plain/build.js';

customElements.define(
	'own-application',
	class extends HTMLElement {
		connectedCallback() {
			const root = this.attachShadow({ mode: 'open' });
			root.append(document.createRange().createContextualFragment(markup(globalThis.source)));
			start(root, globalThis.source);
		}
	},
);
document.getElementById('app').append(document.createElement('own-application'));
