import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { FeedSnapshot } from '../../client/index.ts';
import { concerns } from '../../model/audience.ts';
import type { RemedyValue } from '../../model/records/remedies.ts';
import { notice } from '../../model/views/notices.ts';
import { isClaimable, type Remedy, remedies, remedyInLanguage } from '../../model/views/remedies.ts';
import type { MessageName } from '../i18n/catalogue.ts';
import { ageText } from '../i18n/connection-text.ts';
import { lang } from '../i18n/lang-directive.ts';
import { label, message } from '../i18n/messages.ts';
import { preferredLanguages } from '../i18n/preferred-languages.ts';
import { clockTime } from '../i18n/time.ts';
import { ActionFeedback } from '../shared/action-feedback.ts';
import { CandorElement } from '../shared/candor-element.ts';
import { actionButton } from '../shared/controls.ts';
import { drawOnce } from '../shared/dom.ts';
import { elementStyles } from '../shared/element-styles.ts';
import { LiveRegion } from '../shared/live-region.ts';
import { drillLabel } from '../shared/notice-parts.ts';
import { VisitorFlagsController } from '../shared/visitor-flags-controller.ts';
import { ClaimEvent } from './claim-event.ts';
import { offerIcon } from './offer-icons.ts';
import { remedyStyles } from './styles.ts';

/**
 * The make-good: the apology first, then what is offered, its terms, until when, and the way to claim it. It takes no room
 * while there is nothing to offer to this visitor. That an offer was claimed is remembered in this browser.
 *
 * @tag candor-remedy
 * @fires {ClaimEvent} candor-claim - The reader claims an offer that the page hands out; `waitUntil(promise)` tells when that is done, cancel it to leave the offer unclaimed.
 * @csspart card - The remedy.
 * @csspart title - Its title.
 * @csspart drill - The mark of an exercise.
 * @csspart offer - What is offered.
 * @csspart code - The code to use.
 * @csspart claim - The button or link that claims it.
 */
export class CandorRemedy extends CandorElement {
	static override styles: CSSResultGroup = [...elementStyles, remedyStyles];
	static override properties: PropertyDeclarations = { notice: {} };

	/** The id of the notice whose remedy is shown; without it, the newest remedy that this visitor can claim. */
	declare notice: string | null;

	readonly #kept = new VisitorFlagsController(this, () => this.foundFeed);
	readonly #icon = drawOnce(({ offer }: RemedyValue) => offerIcon(offer.kind));
	#shown = '';
	readonly #feedback = new ActionFeedback(this);
	readonly #news = new LiveRegion();
	#claiming = false;

	constructor() {
		super();
		this.notice = null;
	}

	protected override render(): TemplateResult {
		const { snapshot } = this;
		const found = this.#find();
		return html`
			${found && snapshot ? this.#card(found, snapshot) : nothing}
			${this.#news.render(snapshot, `${found && nameOf(found)} ${found && this.#isOpen(found)}`, () => (found ? this.#said(found) : ''))}
		`;
	}

	readonly #isOpen = ({ value }: Remedy): boolean => isClaimable(value, this.now);

	/** What has come, or that it has ended. */
	#said(found: Remedy): string {
		const { title, offer } = remedyInLanguage(found.value, preferredLanguages()).value;
		return this.#isOpen(found) ? message('said', { title, phase: offer.summary }) : this.#until(found);
	}

	/** Until when it can be claimed, or could be. */
	#until(found: Remedy): string {
		const { expiresAt } = found.value;
		return expiresAt === null
			? ''
			: message(this.#isOpen(found) ? 'until' : 'offerEnded', { time: clockTime(expiresAt, this.now) });
	}

	#card(found: Remedy, snapshot: FeedSnapshot): TemplateResult {
		const { value, language } = remedyInLanguage(found.value, preferredLanguages());
		const { title, apology, offer, terms } = value;
		const age = ageText(snapshot, this.now);
		const until = this.#until(found);
		const about = notice(snapshot.state, value.notice ?? '');
		return html`
			<article class="card stack" part="card" aria-labelledby="title" data-tone="assurance">
				${about ? drillLabel(about) : nothing}
				<h2 id="title" part="title" ${lang(language)}>${title}</h2>
				${this.richText(apology, language)}
				<div class="offer" part="offer">
					${this.#icon(found.value)}
					<div>
						<p class="meta tone">${label('offers', offer.kind)}</p>
						<p class="summary" ${lang(language)}>${offer.summary}</p>
					</div>
				</div>
				${
					terms?.length
						? html`<section class="stack muted" aria-labelledby="terms">
							<h3 id="terms">${message('terms')}</h3>
							${this.richText(terms, language)}
						</section>`
						: nothing
				}
				${until ? html`<p class="muted">${until}</p>` : nothing}
				${age ? html`<p class="muted">${age}</p>` : nothing}
				<div class="actions">
					${this.#isOpen(found) ? this.#way(found) : nothing}
					<span role="status">${this.#result(found)}</span>
				</div>
			</article>
		`;
	}

	/** What this element has shown stays, also once it can no longer be claimed. */
	#find(): Remedy | undefined {
		const state = this.snapshot?.state;
		if (!state) return undefined;
		const { visitor, now } = this;
		const found = remedies(state).filter(({ value }) => {
			if (this.notice && value.notice !== this.notice) return false;
			const about = notice(state, value.notice ?? '');
			return concerns(value.audience, visitor) && (!about?.value.drill || visitor.drill);
		});
		const one =
			found.find(({ value }) => isClaimable(value, now)) ??
			found.find(({ id }) => this.notice || id === this.#shown);
		this.#shown = one?.id ?? '';
		return one;
	}

	#way(remedy: Remedy): TemplateResult {
		const { claim } = remedy.value;
		if (claim.type === 'link') {
			// A mail program needs no window of its own.
			const target = claim.href.startsWith('mailto:') ? '' : '_blank';
			return html`<a class="button" part="claim" href=${claim.href} target=${target} rel="noopener noreferrer" @click=${() => this.#keep(remedy)}>${message('claim')}</a>`;
		}
		if (claim.type === 'code') {
			const button = actionButton('claim', message('copy'), false, () => this.#copy(remedy, claim.code));
			return html`<code part="code" id="code">${claim.code}</code>${button}`;
		}
		const isDone = this.#claiming || this.#kept.has(nameOf(remedy));
		const text = message(this.#claiming ? 'claiming' : 'claim');
		return actionButton('claim', text, isDone, () => this.#ask(remedy));
	}

	#result(remedy: Remedy): HTMLElement | string {
		const name = nameOf(remedy);
		return this.#feedback.of(name) ?? (this.#kept.has(name) ? label('claimed', remedy.value.claim.type) : '');
	}

	#keep(remedy: Remedy): void {
		this.#kept.set(nameOf(remedy));
	}

	async #copy(remedy: Remedy, code: string): Promise<void> {
		let said: MessageName = 'copied';
		try {
			await navigator.clipboard.writeText(code);
		} catch {
			// Without https, or where the page or the reader forbids it.
			const node = this.renderRoot.querySelector('#code');
			if (node) getSelection()?.selectAllChildren(node);
			said = 'selected';
		}
		this.#keep(remedy);
		this.#feedback.set(nameOf(remedy), message(said));
	}

	async #ask(remedy: Remedy): Promise<void> {
		const event = new ClaimEvent(remedy.id, remedy.value.notice);
		if (!this.dispatchEvent(event)) return;
		this.#claiming = true;
		this.#feedback.set(nameOf(remedy));
		const isKept = await event.isKept();
		this.#claiming = false;
		if (isKept) this.#keep(remedy);
		this.#feedback.set(nameOf(remedy), isKept ? label('claimed', 'event') : message('claimFailed'));
	}
}

/** An id that an operator chose may come again in another log: it is another offer then. */
const nameOf = ({ id, value }: Remedy): string => `claim ${id} ${value.publishedAt}`;

declare global {
	interface HTMLElementTagNameMap {
		'candor-remedy': CandorRemedy;
	}
}
