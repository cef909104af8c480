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
import { applyLanguage } from '../i18n/apply-language.ts';
import { markLanguage, setOwnLanguage } from '../i18n/language-attributes.ts';
import { announcementText } from '../i18n/notice-text.ts';
import { preferredLanguages } from '../i18n/preferred-languages.ts';
import { renderOnce } from './dom.ts';
import { elementStyles } from './element-styles.ts';
import { feedController } from './feed-controller.ts';
import { toneIcon } from './icons.ts';
import { watchLeaving } from './leaving.ts';
import { renderRichText } from './rich-text.ts';
import { shownSnapshot } from './shown-snapshot.ts';
import type { Tone } from './tones.ts';
import { visitorContext } from './visitor-context.ts';
import { yieldToMain } from './yield-to-main.ts';

/**
 * The base of the Lit elements: the feed and its clock, the visitor, the language, and what
 * operators wrote.
 *
 * @cssprop [--candor-font=inherit] - The font family.
 * @cssprop [--candor-size=15px] - The size of the text. Titles, buttons and labels follow it.
 * @cssprop [--candor-radius=12px] - The corners of cards, panels and buttons.
 * @cssprop [--candor-gap=16px] - The padding of cards.
 * @cssprop --candor-TONE-surface - The background in the tone `TONE`.
 * @cssprop --candor-TONE-border - The border in the tone `TONE`.
 * @cssprop --candor-TONE-accent - The edge, the icon and the phase in the tone `TONE`.
 * @cssprop --candor-TONE-text - The text in the tone `TONE`.
 * @cssprop --candor-TONE-muted - The small text in the tone `TONE`.
 */
export abstract class CandorElement extends LitElement {
	static override styles: CSSResultGroup = elementStyles as CSSResultGroup;
	static override properties: PropertyDeclarations = { feed: { attribute: false }, src: {} };

	/**
	 * The feed, if a script supplies it. Otherwise `src`, the closest `candor-feed` or the script tag
	 * decides.
	 */
	declare feed: Feed | null | undefined;
	/** The address of the status server. Several servers of the same log are separated by spaces. */
	declare src: string | null | undefined;

	readonly #renderOnce = renderOnce(renderRichText);
	readonly #source = feedController(this);
	readonly #icons = new Map<string, SVGElement>();

	constructor() {
		super();
		this.addController(this.#source);
	}

	/**
	 * Yields before each update: with many elements in a page, one long task would delay the
	 * visitor's input.
	 */
	protected override async scheduleUpdate(): Promise<void> {
		await yieldToMain();
		super.scheduleUpdate();
	}

	/**
	 * Moving the focused node takes the focus from it, so it gets the focus back. If the node is
	 * gone, its closest focusable ancestor gets the focus, so that a visitor in a panel stays in the
	 * panel.
	 */
	protected override update(changed: PropertyValues): void {
		applyLanguage(this.#source.feed);
		const root = this.renderRoot as ShadowRoot;
		const focused = root.activeElement as HTMLElement | null;
		const ancestor = focused?.closest<HTMLElement>('[tabindex]');
		const fadeLeaving = watchLeaving(root);
		super.update(changed);
		setOwnLanguage(root.children);
		if (root.activeElement !== focused)
			(focused?.isConnected ? focused : ancestor)?.focus({ preventScroll: true });
		fadeLeaving();
	}

	/**
	 * An operator's text; the same node for the same text. `language`: its BCP 47 tag; default: the
	 * element's own.
	 */
	protected richText(text: RichText, language?: string): HTMLElement {
		const node = this.#renderOnce(text);
		return language === undefined ? node : markLanguage(node, language);
	}

	/**
	 * The fields of a notice or a post-mortem in the visitor's language, as far as there is a
	 * translation, and the BCP 47 tag of that language, for `lang(language)` and
	 * `richText(text, language)`.
	 */
	protected localize<Value extends Translated>(value: Value): InLanguage<Value> {
		return inLanguage(value, preferredLanguages());
	}

	/**
	 * The same for the body of an update. `language`: the original language, which is its notice's.
	 */
	protected localizeBody(
		update: { readonly body: RichText; readonly translations: Readonly<Record<string, RichText>> },
		language: string | null,
	): InLanguage<RichText> {
		return bodyInLanguage(update, language, preferredLanguages());
	}

	/** What a screen reader announces: a notice's title in the visitor's language, and `phase`. */
	protected announcement(notice: Notice, phase: string): string {
		return announcementText(notice, this.localize(notice.value).value.title, phase);
	}

	/** The tone's icon; the same node for the same place, so that rendering again changes nothing. */
	protected icon(place: string, tone: Tone): SVGElement {
		const key = `${tone} ${place}`;
		const icon = this.#icons.get(key) ?? toneIcon(tone);
		this.#icons.set(key, icon);
		return icon;
	}

	/** `null` while the element is in no document, or no feed is configured. */
	protected get foundFeed(): Feed | null {
		return this.#source.feed;
	}

	/** What the page says about its visitor. */
	protected get visitor(): VisitorContext {
		return visitorContext(this);
	}

	/** Whether this visitor belongs to the notice's audience. */
	protected readonly isForVisitor = ({ value }: Notice): boolean => isFor(value, this.visitor);

	protected get snapshot(): FeedSnapshot | null {
		return shownSnapshot(this.foundFeed);
	}

	/** Server time, epoch milliseconds. */
	protected get now(): number {
		return this.foundFeed?.clock.now() ?? 0;
	}
}
