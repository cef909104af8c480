import { type CSSResultGroup, LitElement, type PropertyDeclarations, type PropertyValues } from 'lit';
import type { Feed, FeedSnapshot } from '../../client/index.ts';
import { isFor, type VisitorContext } from '../../model/audience.ts';
import type { RichText } from '../../model/rich-text.ts';
import type { Notice } from '../../model/views/notices.ts';
import {
	bodyInLanguage,
	type InLanguage,
	inLanguage,
	type Translated,
} from '../../model/views/translation.ts';
import { languages, mark, own } from '../i18n/languages.ts';
import { speakFor } from '../i18n/speaking.ts';
import { saidText } from '../i18n/words.ts';
import { drawOnce } from './dom.ts';
import { elementStyles } from './element-styles.ts';
import { feedController } from './feed-controller.ts';
import { icon, type Tone } from './icons.ts';
import { renderRichText } from './rich-text.ts';
import { shownSnapshot } from './shown-snapshot.ts';
import { visitorOf } from './visitor.ts';
import { task } from './yield-to-main.ts';

/**
 * What the Lit elements share: a feed, the server's time, and operators' words drawn once.
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
export abstract class CandorElement extends LitElement {
	static override styles: CSSResultGroup = elementStyles as CSSResultGroup;
	static override properties: PropertyDeclarations = { feed: { attribute: false }, src: {} };

	/** A feed given by script; otherwise `src`, the closest `candor-feed`, or the embed script says where it is. */
	declare feed: Feed | null | undefined;
	/** The status server's address; several that serve the same log have spaces between. */
	declare src: string | null | undefined;

	readonly #rich = drawOnce(renderRichText);
	/** An operator's text, the same node every time. `language`: the tag that came with the words; default: the element's own. */
	protected readonly rich = (text: RichText, language?: string): HTMLElement => {
		const node = this.#rich(text);
		return language === undefined ? node : mark(node, language);
	};
	readonly #source = feedController(this);
	readonly #icons = new Map<string, SVGElement>();

	constructor() {
		super();
		this.addController(this.#source);
	}

	/** Each element in its own task: a page may have many. */
	protected override async scheduleUpdate(): Promise<void> {
		await task();
		super.scheduleUpdate();
	}

	/**
	 * What the reader is at may be moved to another place, which takes the focus from it: it is given back. Where it is gone, whatever is around it
	 * that can have the focus takes it, so that nobody who is in a panel is thrown out of it.
	 */
	protected override update(changed: PropertyValues): void {
		speakFor(this.#source.feed);
		const root = this.renderRoot as ShadowRoot;
		const at = root.activeElement as HTMLElement | null;
		const around = at?.closest<HTMLElement>('[tabindex]');
		super.update(changed);
		own(root.children);
		if (root.activeElement !== at) (at?.isConnected ? at : around)?.focus({ preventScroll: true });
	}

	/**
	 * A notice's or a post-mortem's value in the reader's language as far as there is a translation, and the tag of the language that
	 * its words are in, for `spoken(language)` and `rich(text, language)`.
	 */
	protected words<Value extends Translated>(value: Value): InLanguage<Value> {
		return inLanguage(value, languages());
	}

	/** The same of an update's body. `language` is its notice's, in which the original is. */
	protected body(
		update: { readonly body: RichText; readonly translations: Readonly<Record<string, RichText>> },
		language: string | null,
	): InLanguage<RichText> {
		return bodyInLanguage(update, language, languages());
	}

	/** A notice's title in the reader's language, and in a word what there is to say of it. */
	protected said(notice: Notice, phase: string): string {
		return saidText(notice, this.words(notice.value).value.title, phase);
	}

	/** The tone's icon; the same node every time for the same place, so that a redraw changes nothing. */
	protected icon(place: string, tone: Tone): SVGElement {
		const key = `${tone} ${place}`;
		const known = this.#icons.get(key) ?? icon(tone);
		this.#icons.set(key, known);
		return known;
	}

	/** The feed that was found, while the element is in a page. */
	protected get foundFeed(): Feed | null {
		return this.#source.feed;
	}

	/** What the page says of its visitor. */
	protected get context(): VisitorContext {
		return visitorOf(this);
	}

	/** Whether a notice is meant for this visitor. */
	protected readonly isMeant = ({ value }: Notice): boolean => isFor(value, this.context);

	protected get snapshot(): FeedSnapshot | null {
		return shownSnapshot(this.foundFeed);
	}

	/** Server time, epoch milliseconds. */
	protected get now(): number {
		return this.foundFeed?.clock.now() ?? 0;
	}
}
