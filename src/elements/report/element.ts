import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { reportNotice, type Says } from '../../client/more.ts';
import { activeNotices, effectivePhase, type Notice } from '../../model/views/notices.ts';
import { message, word } from '../i18n/messages.ts';
import { spoken } from '../i18n/spoken.ts';
import { phaseText } from '../i18n/words.ts';
import { Announcement, isToldElsewhere } from '../shared/announcement.ts';
import { CandorElement } from '../shared/candor-element.ts';
import { cardStyles } from '../shared/card-styles.ts';
import { elementStyles } from '../shared/element-styles.ts';
import { Outcome } from '../shared/outcome.ts';
import { drillMark, pressButton, toneOf } from '../shared/templates.ts';
import { KeptController } from '../shared/visitor-flags-controller.ts';

/**
 * Lets readers say that a notice affects them and, once a fix is in place, whether it works again. Only a count is sent, once per
 * browser and answer. It takes no room unless the notice asks for reports.
 *
 * @tag candor-report
 * @csspart card - The question.
 * @csspart title - The notice's title.
 * @csspart button - Each answer.
 * @csspart drill - The mark of an exercise.
 */
export class CandorReport extends CandorElement {
	static override styles: CSSResultGroup = [...elementStyles, cardStyles];
	static override properties: PropertyDeclarations = { notice: {} };

	/** The id of the notice that is asked about; without it, the worst open one that asks for reports. */
	declare notice: string | null;

	readonly #kept = new KeptController(this, () => this.foundFeed);
	readonly #outcome = new Outcome(this);
	readonly #news = new Announcement();
	#sending: Says | null = null;

	constructor() {
		super();
		this.notice = null;
	}

	protected override render(): TemplateResult {
		const { snapshot, now } = this;
		const about = this.#find();
		const isMended = !!about && ['monitoring', 'verifying'].includes(effectivePhase(about.value, now));
		const question = message(isMended ? 'isWorking' : 'isAffected');
		return html`
			${about ? this.#card(about, isMended, question) : nothing}
			${this.#news.draw(snapshot, `${about && nameOf(about, 'affected')} ${isMended}`, () =>
				about && !isToldElsewhere() ? `${this.said(about, phaseText(about, now))} ${question}` : '',
			)}
		`;
	}

	#card(about: Notice, isMended: boolean, question: string): TemplateResult {
		const { value, language } = this.words(about.value);
		const answers: readonly Says[] = isMended ? ['works-again', 'still-broken'] : ['affected'];
		const names = answers.map((says) => nameOf(about, says));
		const outcome = names.map((name) => this.#outcome.of(name)).find(Boolean);
		const thanks = names.some((name) => this.#kept.has(name)) ? word('reportIs', 'counted') : '';
		return html`
			<section class="card stack" part="card" aria-labelledby="title" data-tone=${toneOf(about, this.now)}>
				${drillMark(about)}
				<h3 id="title" part="title" ${spoken(language)}>${value.title}</h3>
				<p>${question}</p>
				<div class="actions">
					${answers.map((says) =>
						pressButton(
							'button',
							word('says', says),
							this.#sending === says || this.#kept.has(nameOf(about, says)),
							() => this.#send(about, says),
						),
					)}
				</div>
				<p class="muted">${message('reportHolds')}</p>
				<p role="status">${outcome ?? thanks}</p>
			</section>
		`;
	}

	#find(): Notice | undefined {
		const { snapshot, now } = this;
		return snapshot
			? activeNotices(snapshot.state, now)
					.filter(this.isMeant)
					.find(({ id, value }) => value.reporting && (!this.notice || id === this.notice))
			: undefined;
	}

	async #send(about: Notice, says: Says): Promise<void> {
		const source = this.foundFeed?.source;
		if (source === undefined || this.#sending) return;
		const name = nameOf(about, says);
		this.#sending = says;
		this.#outcome.say(name);
		const result = await reportNotice(window, source, about.id, says);
		this.#sending = null;
		if (result === 'counted') this.#kept.set(name);
		this.#outcome.say(name, word('reportIs', result));
	}
}

/** An id that an operator chose may come again in another log: it is another notice then. */
const nameOf = ({ id, value }: Notice, says: Says): string => `report ${id} ${value.openedAt} ${says}`;

declare global {
	interface HTMLElementTagNameMap {
		'candor-report': CandorReport;
	}
}
