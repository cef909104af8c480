import type { Feed } from '../../client/index.ts';
import { feedController } from '../shared/feed-controller.ts';
import { task } from '../shared/yield-to-main.ts';
import type { Look, Told } from './look.ts';

/** Where pages are rendered on a server there are no elements: the class may be imported, and none is ever made. */
const PageElement = (globalThis.HTMLElement ?? class {}) as typeof HTMLElement;

/**
 * What a banner is to the page around it; how it looks and what it says is its look's.
 *
 * @cssprop [--candor-font=inherit] - The font family.
 * @cssprop [--candor-radius=12px] - The corners of cards, panels and buttons.
 * @cssprop [--candor-gap=16px] - The padding of cards.
 * @cssprop --candor-TONE-surface - The surface of what has the tone `TONE`.
 * @cssprop --candor-TONE-border - The border of what has the tone `TONE`.
 * @cssprop --candor-TONE-accent - The edge, the icon and the phase of what has the tone `TONE`.
 * @cssprop --candor-TONE-text - The text of what has the tone `TONE`.
 * @cssprop --candor-TONE-muted - The small text of what has the tone `TONE`.
 */
export abstract class BannerElement extends PageElement {
	static readonly observedAttributes: readonly string[] = ['src', 'placement', 'space'];
	/** Every banner of a class wears the same, and changes when this does. */
	static look: Look;

	#feed: Feed | null | undefined;
	#drawing: Promise<void> | undefined;
	readonly #source = feedController(this);
	readonly #root = this.attachShadow({ mode: 'open' });
	readonly #told: Told = new Map();
	#look: Look | undefined;
	#draw: (() => void) | undefined;

	constructor() {
		super();
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
	 * The status server's address; several that serve the same log have spaces between.
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
	 * `top`, `bottom`: over that edge of the window, moving nothing. `inline`, or without it: in the page where it stands.
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
	get updateComplete(): Promise<void> {
		return this.#drawing ?? Promise.resolve();
	}

	/** Draws in a moment, once for all that changes until then. */
	requestUpdate(): void {
		this.#drawing ??= this.#dress().then(() => {
			this.#drawing = undefined;
			this.#draw?.();
		});
	}

	/** Puts on what is worn now, in this task; resolves in another. */
	async #dress(): Promise<void> {
		const { look } = this.constructor as typeof BannerElement;
		// Whoever is on a button of the look before keeps it until they have left.
		if (look !== this.#look && !this.#root.activeElement) {
			this.#look = look;
			this.#root.replaceChildren();
			this.#addStyles();
			this.#draw = await look.present(this, this.#root, this.#source, this.#told);
		}
		await task();
		// It may have become another in the meantime.
		if (look !== (this.constructor as typeof BannerElement).look) await this.#dress();
	}

	/** A sheet belongs to the document that it was made in. */
	#addStyles(): void {
		const sheet = new (this.ownerDocument.defaultView ?? window).CSSStyleSheet();
		sheet.replaceSync(this.#look?.styles ?? '');
		this.#root.adoptedStyleSheets = [sheet];
	}

	attributeChangedCallback(): void {
		this.requestUpdate();
	}

	/** Moved into another document, a picture-in-picture window for one. */
	adoptedCallback(): void {
		this.#addStyles();
	}

	connectedCallback(): void {
		this.#source.hostConnected();
	}

	disconnectedCallback(): void {
		this.#source.hostDisconnected();
	}
}

function reflect(element: Element, name: string, value: string | null | undefined): void {
	if (value == null) element.removeAttribute(name);
	else element.setAttribute(name, value);
}
