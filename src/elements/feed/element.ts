import { type PropertyDeclarations, ReactiveElement } from '@lit/reactive-element';
import { sourceChange } from '../shared/feed-controller.ts';

/**
 * Names the status server for the elements inside it, at any depth and across shadow roots, and says whom they speak to. It draws nothing.
 *
 * @tag candor-feed
 * @slot - The page's own content and the elements that use the feed.
 */
export class CandorFeed extends ReactiveElement {
	static override properties: PropertyDeclarations = {
		src: { reflect: true },
		context: { reflect: true },
	};

	/** The status server's address; several that serve the same log have spaces between. */
	declare src: string | null;
	/**
	 * What the page knows of its visitor, for the elements inside, as JSON: `{"plan": "pro", "signedIn": true}`. It never leaves the
	 * browser.
	 */
	declare context: string | null;

	constructor() {
		super();
		this.src = null;
		this.context = null;
	}

	/** The content stays where it is: no shadow root, no box of its own. */
	protected override createRenderRoot(): HTMLElement | DocumentFragment {
		return this;
	}

	protected override updated(): void {
		dispatchEvent(new Event(sourceChange));
	}
}

declare global {
	interface HTMLElementTagNameMap {
		'candor-feed': CandorFeed;
	}
}
