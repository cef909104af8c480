import type { Feed } from '../client/index.ts';
import { presentNotices } from './banner/presenter.ts';
import { bannerStyles } from './banner/styles.ts';
import { feedController } from './feed-controller.ts';

/** Where pages are rendered on a server there are no elements: the class may be imported, and none is ever made. */
const PageElement = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/**
 * Says what is wrong, worst first, one notice at a time. It draws with DOM calls alone: it must appear where no
 * template library may run, under any content security policy.
 *
 * @tag candor-banner
 * @fires {DismissEvent} candor-dismiss - The reader dismissed a notice; cancel it to keep the notice.
 * @csspart card - The banner itself.
 * @csspart title - The notice's title.
 * @csspart actions - The row of buttons.
 * @cssprop [--candor-banner-z=2147483000] - The stacking order when it is placed at the top or the bottom.
 * @cssprop [--candor-banner-width=46rem] - The greatest width when it is placed at the top or the bottom.
 */
export class CandorBanner extends PageElement {
	static readonly observedAttributes: readonly string[] = ['src'];

	#feed: Feed | null | undefined;
	#drawing: Promise<boolean> | undefined;
	readonly #source = feedController(this);
	readonly #draw: () => void;

	constructor() {
		super();
		this.#draw = presentNotices(this, styledRoot(this), this.#source);
		// Properties that were set before the class was there would hide the accessors below.
		const given = { ...this };
		for (const name in given) Reflect.deleteProperty(this, name);
		Object.assign(this, given);
	}

	/** A feed given by script; otherwise `src`, the closest `candor-feed`, or the embed script says where it is. */
	get feed(): Feed | null | undefined {
		return this.#feed;
	}
	set feed(feed) {
		this.#feed = feed;
		this.requestUpdate();
	}

	/**
	 * The status server's origin.
	 * @attr
	 * @reflect
	 */
	get src(): string | null | undefined {
		return this.getAttribute('src');
	}
	set src(src) {
		reflect(this, 'src', src);
	}

	/**
	 * `top`, `bottom`: over the page's edge, moving nothing. Without it, or `inline`: in the page where it stands.
	 * @attr
	 * @reflect
	 */
	get placement(): 'inline' | 'top' | 'bottom' | null | undefined {
		return this.getAttribute('placement') as 'inline' | null;
	}
	set placement(placement) {
		reflect(this, 'placement', placement);
	}

	/** Settles once what was changed so far is drawn. */
	get updateComplete(): Promise<boolean> {
		return this.#drawing ?? Promise.resolve(true);
	}

	/** Draws in a moment, once for all that changes until then. */
	requestUpdate(): void {
		this.#drawing ??= Promise.resolve().then(() => {
			this.#drawing = undefined;
			this.#draw();
			return true;
		});
	}

	attributeChangedCallback(): void {
		this.requestUpdate();
	}

	/** Moved into another document, a picture-in-picture window for one. */
	adoptedCallback(): void {
		dressRoot(this.shadowRoot as ShadowRoot);
	}

	connectedCallback(): void {
		this.#source.hostConnected();
	}

	disconnectedCallback(): void {
		this.#source.hostDisconnected();
	}
}

function styledRoot(element: Element): ShadowRoot {
	const root = element.attachShadow({ mode: 'open' });
	dressRoot(root);
	return root;
}

/** A sheet belongs to the document that it was made in. */
function dressRoot(root: ShadowRoot): void {
	const sheet = new (root.ownerDocument.defaultView ?? window).CSSStyleSheet();
	sheet.replaceSync(bannerStyles);
	root.adoptedStyleSheets = [sheet];
}

function reflect(element: Element, name: string, value: string | null | undefined): void {
	if (value == null) element.removeAttribute(name);
	else element.setAttribute(name, value);
}

declare global {
	interface HTMLElementTagNameMap {
		'candor-banner': CandorBanner;
	}
}
