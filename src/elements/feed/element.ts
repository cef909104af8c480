import { type PropertyDeclarations, ReactiveElement } from '@lit/reactive-element';
import { renderAll } from '../shared/render-all.ts';

/**
 * Sets the status server and the visitor's context for all elements inside it, also across shadow
 * roots. It renders nothing.
 *
 * @tag candor-feed
 * @slot - The page's own content and the elements that use the feed.
 */
export class CandorFeed extends ReactiveElement {
	static override properties: PropertyDeclarations = {
		src: { reflect: true },
		context: { reflect: true },
	};

	/** The address of the status server. Several servers of the same log are separated by spaces. */
	declare src: string | null;
	/**
	 * What the page knows about its visitor, as JSON: `{"plan": "pro", "signedIn": true}`. It stays
	 * in the browser; with `data-counts`, a count may name one value that an audience has.
	 */
	declare context: string | null;

	constructor() {
		super();
		this.src = null;
		this.context = null;
	}

	/** Without a shadow root the content is rendered as if this element were not there. */
	protected override createRenderRoot(): HTMLElement | DocumentFragment {
		return this;
	}

	protected override updated(): void {
		renderAll();
	}
}

declare global {
	interface HTMLElementTagNameMap {
		'candor-feed': CandorFeed;
	}
}
