import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { FeedSnapshot } from '../../client/index.ts';
import { reach } from '../../client/reach.ts';
import { type ClaimResult, claimRemedy } from '../../client/resources/claim-remedy.ts';
import { claimFlag } from '../../client/storage/visitor-flags.ts';
import { concerns } from '../../model/audience.ts';
import type { RemedyValue } from '../../model/generated/record-types.ts';
import { notice } from '../../model/views/notices.ts';
import {
	isClaimable,
	type Remedy,
	remedies,
	remedyEndOf,
	remedyInLanguage,
} from '../../model/views/remedies.ts';
import type { MessageName } from '../i18n/catalogue.ts';
import { ageText } from '../i18n/connection-text.ts';
import { lang } from '../i18n/lang-directive.ts';
import { label, message } from '../i18n/messages.ts';
import { preferredLanguages } from '../i18n/preferred-languages.ts';
import { clockTime } from '../i18n/time.ts';
import { ActionFeedback } from '../shared/action-feedback.ts';
import { CandorElement } from '../shared/candor-element.ts';
import { actionButton } from '../shared/controls.ts';
import { renderOnce } from '../shared/dom.ts';
import { elementStyles } from '../shared/element-styles.ts';
import { LiveRegion } from '../shared/live-region.ts';
import { drillLabel } from '../shared/notice-parts.ts';
import { VisitorFlagsController } from '../shared/visitor-flags-controller.ts';
import { ClaimEvent } from './claim-event.ts';
import { offerIcon } from './offer-icons.ts';
import { remedyStyles } from './styles.ts';

/**
 * A remedy: the apology first, then the offer, its terms, its end, and the way to claim it. It
 * takes no room while there is none for this visitor. This browser remembers a claim.
 *
 * @tag candor-remedy
 * @fires {ClaimEvent} candor-claim - The visitor claims an offer that the page provides.
 * @csspart card - The remedy.
 * @csspart title - Its title.
 * @csspart drill - The label of a drill.
 * @csspart offer - The offer.
 * @csspart code - The code to copy.
 * @csspart claim - The button or link that claims the offer.
 */
export class CandorRemedy extends CandorElement {
	static override styles: CSSResultGroup = [...elementStyles, remedyStyles];
	static override properties: PropertyDeclarations = { notice: {}, token: {} };

	/**
	 * The id of the notice whose remedy is shown. Without it: the newest remedy that this visitor can
	 * claim.
	 */
	declare notice: string | null;

	/**
	 * A token of your server, for a remedy that pays out. It is signed for this customer, and sent once
	 * the visitor claims the offer. `useToken` of the event `candor-claim` can give it later.
	 */
	declare token: string | null;

	readonly #flags = new VisitorFlagsController(this, () => this.foundFeed);
	readonly #icon = renderOnce(({ offer }: RemedyValue) => offerIcon(offer.kind));
	#shownId = '';
	readonly #feedback = new ActionFeedback(this);
	readonly #liveRegion = new LiveRegion();
	#isClaiming = false;

	constructor() {
		super();
		this.notice = null;
		this.token = null;
	}

	protected override render(): TemplateResult {
		const { snapshot } = this;
		const found = this.#find();
		if (found) reach()?.remedy(found);
		return html`
			${found && snapshot ? this.#card(found, snapshot) : nothing}
			${this.#liveRegion.render(snapshot, `${found && claimFlag(found)} ${found && this.#isOpen(found)}`, () => (found ? this.#announcementOf(found) : ''))}
		`;
	}

	readonly #isOpen = ({ value }: Remedy): boolean => isClaimable(value, this.now);

	/** Announces a new remedy, and its end. */
	#announcementOf(found: Remedy): string {
		const { title, offer } = remedyInLanguage(found.value, preferredLanguages()).value;
		return this.#isOpen(found)
			? message('said', { phase: title, title: offer.summary })
			: this.#endText(found);
	}

	/** When the offer ends, or why nothing is left of it; empty if it does not end. */
	#endText(found: Remedy): string {
		const { expiresAt } = found.value;
		const end = remedyEndOf(found.value, this.now);
		if (end !== null && end !== 'expired') return label('claimIs', end);
		return expiresAt === null
			? ''
			: message(this.#isOpen(found) ? 'until' : 'offerEnded', { time: clockTime(expiresAt, this.now) });
	}

	#card(found: Remedy, snapshot: FeedSnapshot): TemplateResult {
		const { value, language } = remedyInLanguage(found.value, preferredLanguages());
		const { title, apology, offer, terms } = value;
		const age = ageText(snapshot, this.now);
		const end = this.#endText(found);
		const about = notice(snapshot.state, value.notice ?? '');
		return html`
			<article class="card stack" part="card" aria-labelledby="title" data-tone="assurance">
				${about ? drillLabel(about) : nothing}
				<h2 id="title" part="title" ${lang(language)} .textContent=${title}></h2>
				${this.richText(apology, language)}
				<div class="offer" part="offer">
					${this.#icon(found.value)}
					<div>
						<p class="meta tone" .textContent=${label('offers', offer.kind)}></p>
						<p class="summary" ${lang(language)} .textContent=${offer.summary}></p>
					</div>
				</div>
				${
					terms?.length
						? html`<section class="stack muted" aria-labelledby="terms">
							<h3 id="terms" .textContent=${message('terms')}></h3>
							${this.richText(terms, language)}
						</section>`
						: nothing
				}
				${end ? html`<p class="muted" .textContent=${end}></p>` : nothing}
				${age ? html`<p class="muted" .textContent=${age}></p>` : nothing}
				<div class="actions" tabindex="-1">
					${this.#isOpen(found) ? this.#claimControl(found) : nothing}
					${this.#flags.has(claimFlag(found)) ? this.icon('claimed', 'resolved') : nothing}
					<span role="status">${this.#claimResult(found)}</span>
				</div>
			</article>
		`;
	}

	/** A remedy that this element has shown stays after its end. */
	#find(): Remedy | undefined {
		const state = this.snapshot?.state;
		if (!state) return undefined;
		const { visitor, now } = this;
		const candidates = remedies(state).filter(({ value }) => {
			if (this.notice && value.notice !== this.notice) return false;
			const about = notice(state, value.notice ?? '');
			return concerns(value.audience, visitor) && (!about?.value.drill || visitor.drill);
		});
		const found =
			candidates.find(({ value }) => isClaimable(value, now)) ??
			candidates.find(({ id }) => this.notice || id === this.#shownId);
		this.#shownId = found?.id ?? '';
		return found;
	}

	#claimControl(remedy: Remedy): TemplateResult | typeof nothing {
		const { claim } = remedy.value;
		if (claim.type === 'link') {
			// A new window for a `mailto:` link would stay empty.
			const target = claim.href.startsWith('mailto:') ? '' : '_blank';
			return html`<a class="button" part="claim" href=${claim.href} target=${target} rel="noopener noreferrer" @click=${() => this.#rememberClaim(remedy)} .textContent=${message('claim')}></a>`;
		}
		if (claim.type === 'code') {
			const button = actionButton('claim', message('copy'), false, () => this.#copy(remedy, claim.code));
			return html`<code part="code" id="code" .textContent=${claim.code}></code>${button}`;
		}
		// The result says that it is claimed.
		if (this.#flags.has(claimFlag(remedy))) return nothing;
		const text = message(this.#isClaiming ? 'claiming' : 'claim');
		return actionButton('claim', text, this.#isClaiming, () => this.#requestClaim(remedy));
	}

	#claimResult(remedy: Remedy): HTMLElement | TemplateResult | typeof nothing {
		const name = claimFlag(remedy);
		const feedback = this.#feedback.of(name);
		if (feedback || !this.#flags.has(name)) return feedback ?? nothing;
		return html`<span .textContent=${label('claimed', remedy.value.claim.type)}></span>`;
	}

	#rememberClaim(remedy: Remedy): void {
		this.#flags.set(claimFlag(remedy));
	}

	async #copy(remedy: Remedy, code: string): Promise<void> {
		let result: MessageName = 'copied';
		try {
			await navigator.clipboard.writeText(code);
		} catch {
			// Writing to the clipboard fails without https, or if the page or the visitor denies it.
			const node = this.renderRoot.querySelector('#code');
			if (node) getSelection()?.selectAllChildren(node);
			result = 'selected';
		}
		this.#rememberClaim(remedy);
		this.#feedback.set(claimFlag(remedy), message(result));
	}

	async #requestClaim(remedy: Remedy): Promise<void> {
		const event = new ClaimEvent(remedy.id, remedy.value.notice);
		if (!this.dispatchEvent(event)) return;
		this.#isClaiming = true;
		this.#feedback.set(claimFlag(remedy));
		const result = (await event.isFulfilled()) ? await this.#sendClaim(remedy, event) : null;
		this.#isClaiming = false;
		if (result === 'claimed') this.#rememberClaim(remedy);
		const failure = result === null ? message('claimFailed') : label('claimIs', result);
		this.#feedback.set(claimFlag(remedy), result === 'claimed' ? label('claimed', 'event') : failure);
	}

	/** Without a token, the page has provided the offer itself. */
	async #sendClaim({ id, value }: Remedy, event: ClaimEvent): Promise<ClaimResult> {
		const token = value.payout && ((await event.readToken()) ?? this.token);
		const source = this.foundFeed?.source;
		return token && source !== undefined ? claimRemedy(window, source, id, token) : 'claimed';
	}
}

declare global {
	interface HTMLElementTagNameMap {
		'candor-remedy': CandorRemedy;
	}
}
