import {
	adoptStyles,
	type PropertyDeclarations,
	type PropertyValues,
	ReactiveElement,
} from '@lit/reactive-element';
import type { Feed } from '../../client/index.ts';
import type { AnnouncedNotices } from '../shared/announced-notices.ts';
import { feedController } from '../shared/feed-controller.ts';
import { yieldToMain } from '../shared/yield-to-main.ts';
import type { BannerRenderer } from './renderer.ts';

/**
 * The banner's base: properties, feed and shadow root. A renderer draws its content
 * with DOM calls, because lit-html throws under some Trusted Types policies.
 *
 * @cssprop [--candor-font=inherit] - The font family.
 * @cssprop [--candor-radius=12px] - The corners of cards, panels and buttons.
 * @cssprop [--candor-gap=16px] - The padding of cards.
 * @cssprop --candor-TONE-surface - The background in the tone `TONE`.
 * @cssprop --candor-TONE-border - The border in the tone `TONE`.
 * @cssprop --candor-TONE-accent - The edge, the icon and the phase in the tone `TONE`.
 * @cssprop --candor-TONE-text - The text in the tone `TONE`.
 * @cssprop --candor-TONE-muted - The small text in the tone `TONE`.
 */
export abstract class BannerElement extends ReactiveElement {
	static override properties: PropertyDeclarations = {
		feed: { attribute: false },
		src: { reflect: true },
		placement: { reflect: true },
		space: { reflect: true },
	};
	/**
	 * The renderer of every banner of this class. A banner adopts another one at its next update.
	 */
	static renderer: BannerRenderer;

	/**
	 * The feed, if a script supplies it. Otherwise `src`, the closest `candor-feed` or the script tag
	 * decides.
	 */
	declare feed: Feed | null | undefined;

	/** The address of the status server. Several servers of the same log are separated by spaces. */
	declare src: string | null | undefined;

	/**
	 * `top`, `bottom`: over that edge of the window; nothing in the page moves. `inline`: in the page,
	 * where the element is. Default: `inline`.
	 */
	declare placement: 'inline' | 'top' | 'bottom' | null | undefined;

	/**
	 * How the banner gets its space. `overlay`: it covers a part of the page. `push`, at the top or the
	 * bottom: the page gets padding of the banner's height at this edge. `reserve`, inline: the height
	 * `--candor-reserve` is always kept free. Default: `overlay`.
	 */
	declare space: 'overlay' | 'push' | 'reserve' | null | undefined;

	readonly #source = feedController(this);
	readonly #announced: AnnouncedNotices = new Map();
	#renderer: BannerRenderer | undefined;
	#draw: (() => void) | undefined;
	/** The nodes of a renderer that replaces one whose notice is shown, until they can be drawn. */
	#next: DocumentFragment | undefined;

	constructor() {
		super();
		this.addController(this.#source);
	}

	/**
	 * The renderer attaches in one task and draws in another, so that neither is long on a slow
	 * phone. With its renderer attached, the banner yields as early as the other elements do: it
	 * must not draw after `candor-status` has turned green.
	 */
	protected override async scheduleUpdate(): Promise<void> {
		do {
			if (this.#needsRenderer) await this.#attachRenderer();
			await yieldToMain();
		} while (this.#needsRenderer);
		await super.scheduleUpdate();
	}

	protected override update(changed: PropertyValues): void {
		super.update(changed);
		if (this.#next) {
			this.shadowRoot?.replaceChildren(this.#next);
			this.#next = undefined;
			this.#adoptStyles();
		}
		this.#draw?.();
	}

	/** The content is not replaced while it has focus. */
	get #needsRenderer(): boolean {
		const { renderer } = this.constructor as typeof BannerElement;
		return renderer !== this.#renderer && !this.shadowRoot?.activeElement;
	}

	async #attachRenderer(): Promise<void> {
		const root = this.shadowRoot;
		if (!root || !this.#needsRenderer) return;
		const { renderer } = this.constructor as typeof BannerElement;
		this.#renderer = renderer;
		if (this.#announced.size) this.#next = new DocumentFragment();
		else {
			root.replaceChildren();
			this.#adoptStyles();
		}
		this.#draw = await renderer.attach({
			host: this,
			root: this.#next ?? root,
			source: this.#source,
			announced: this.#announced,
		});
	}

	#adoptStyles(): void {
		const root = this.shadowRoot;
		const styles = this.#renderer?.styles;
		if (!root || !styles) return;
		const view = this.ownerDocument.defaultView;
		if (view && view !== window) {
			// A style sheet can only be adopted in the document that created it.
			const sheet = new view.CSSStyleSheet();
			sheet.replaceSync(styles.cssText);
			root.adoptedStyleSheets = [sheet];
		} else adoptStyles(root, [styles]);
	}

	/** The banner was moved to another document, for example a picture-in-picture window. */
	adoptedCallback(): void {
		this.#adoptStyles();
	}
}
