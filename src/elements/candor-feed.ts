import { type PropertyDeclarations, ReactiveElement } from '@lit/reactive-element';
import { sourceChange } from './feed-controller.ts';

/**
 * Names the status server for the elements inside it, at any depth and across shadow roots. It draws nothing.
 *
 * @tag candor-feed
 * @slot - The page's own content and the elements that use the feed.
 */
export class CandorFeed extends ReactiveElement {
	static override properties: PropertyDeclarations = { src: { reflect: true } };

	/** The status server's origin. */
	declare src: string | null;

	constructor() {
		super();
		this.src = null;
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
