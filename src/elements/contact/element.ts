import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type ContactResult, requestContact } from '../../client/resources/request-contact.ts';
import { activeNotices, type Notice, notice } from '../../model/views/notices.ts';
import { lang } from '../i18n/lang-directive.ts';
import { label, message } from '../i18n/messages.ts';
import { ActionFeedback } from '../shared/action-feedback.ts';
import { CandorElement } from '../shared/candor-element.ts';
import { cardStyles } from '../shared/card-styles.ts';
import { actionButton } from '../shared/controls.ts';
import { elementStyles } from '../shared/element-styles.ts';
import { drillLabel } from '../shared/notice-parts.ts';
import { VisitorFlagsController } from '../shared/visitor-flags-controller.ts';
import { ContactEvent } from './contact-event.ts';

/**
 * Asks the team to contact this customer about a notice, once. The page says who the customer is: by
 * what it does on the event, or by a token that its server has signed. Nothing is typed in, and
 * nothing is sent before the visitor presses the button. It takes no room without a notice.
 *
 * @tag candor-contact
 * @fires {ContactEvent} candor-contact - The visitor asks for contact.
 * @csspart card - The request.
 * @csspart title - The notice's title.
 * @csspart drill - The label of a drill.
 * @csspart button - The button.
 */
export class CandorContact extends CandorElement {
	static override styles: CSSResultGroup = [...elementStyles, cardStyles];
	static override properties: PropertyDeclarations = { notice: {}, token: {} };

	/** The id of the notice. Without it: the worst open notice for this visitor. */
	declare notice: string | null;

	/**
	 * A token of your server, signed for this customer and this notice. It is sent once the visitor
	 * presses the button. `useToken` of the event `candor-contact` can give it later.
	 */
	declare token: string | null;

	readonly #flags = new VisitorFlagsController(this, () => this.foundFeed);
	readonly #feedback = new ActionFeedback(this);
	#isSending = false;

	constructor() {
		super();
		this.notice = null;
		this.token = null;
	}

	protected override render(): TemplateResult | typeof nothing {
		const found = this.#find();
		if (!found) return nothing;
		const { value, language } = this.localize(found.value);
		const name = flagName(found);
		const hasAsked = this.#flags.has(name);
		const asked = hasAsked ? html`<span .textContent=${label('contactIs', 'asked')}></span>` : nothing;
		return html`
			<section class="card stack" part="card" aria-labelledby="title" data-tone="info">
				${drillLabel(found)}
				<h3 id="title" part="title" ${lang(language)} .textContent=${value.title}></h3>
				<div class="actions">
					${actionButton(
						'button',
						message(this.#isSending ? 'claiming' : 'contact'),
						this.#isSending || hasAsked,
						() => this.#ask(found),
					)}
				</div>
				<p role="status">${this.#feedback.of(name) ?? asked}</p>
			</section>
		`;
	}

	#find(): Notice | undefined {
		const { snapshot, now } = this;
		if (!snapshot) return undefined;
		const named = this.notice ? [notice(snapshot.state, this.notice)] : activeNotices(snapshot.state, now);
		return named.find((each) => each && this.isForVisitor(each));
	}

	async #ask(found: Notice): Promise<void> {
		const event = new ContactEvent(found.id);
		if (!this.dispatchEvent(event)) return;
		const name = flagName(found);
		this.#isSending = true;
		this.#feedback.set(name);
		const result = await this.#send(event);
		this.#isSending = false;
		if (result === 'sent' || result === 'asked') this.#flags.set(name);
		this.#feedback.set(name, result ? label('contactIs', result) : message('claimFailed'));
	}

	/** Without a token, the page has done the rest, or nothing is possible. `null`: the page has failed. */
	async #send(event: ContactEvent): Promise<ContactResult | null> {
		const source = this.foundFeed?.source;
		try {
			await event.done;
			const token = (await event.readToken()) ?? this.token;
			if (token && source !== undefined) return await requestContact(window, source, event.notice, token);
			return event.done ? 'sent' : 'refused';
		} catch {
			// The page's promise was rejected.
			return null;
		}
	}
}

/** The time distinguishes notices of two logs with the same id, which an operator may choose. */
const flagName = ({ id, value }: Notice): string => `contact ${id} ${value.openedAt}`;

declare global {
	interface HTMLElementTagNameMap {
		'candor-contact': CandorContact;
	}
}
