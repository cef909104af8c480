import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type ReportKind, reportNotice } from '../../client/resources/visitor-report.ts';
import { activeNotices, effectivePhase, type Notice } from '../../model/views/notices.ts';
import { lang } from '../i18n/lang-directive.ts';
import { label, message } from '../i18n/messages.ts';
import { phaseText } from '../i18n/notice-text.ts';
import { ActionFeedback } from '../shared/action-feedback.ts';
import { CandorElement } from '../shared/candor-element.ts';
import { cardStyles } from '../shared/card-styles.ts';
import { actionButton } from '../shared/controls.ts';
import { elementStyles } from '../shared/element-styles.ts';
import { isAnnouncedElsewhere, LiveRegion } from '../shared/live-region.ts';
import { drillLabel } from '../shared/notice-parts.ts';
import { toneOfNotice } from '../shared/tones.ts';
import { VisitorFlagsController } from '../shared/visitor-flags-controller.ts';

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

	readonly #kept = new VisitorFlagsController(this, () => this.foundFeed);
	readonly #feedback = new ActionFeedback(this);
	readonly #news = new LiveRegion();
	#sending: ReportKind | null = null;

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
			${this.#news.render(snapshot, `${about && nameOf(about, 'affected')} ${isMended}`, () =>
				about && !isAnnouncedElsewhere()
					? `${this.announcement(about, phaseText(about, now))} ${question}`
					: '',
			)}
		`;
	}

	#card(about: Notice, isMended: boolean, question: string): TemplateResult {
		const { value, language } = this.localize(about.value);
		const answers: readonly ReportKind[] = isMended ? ['works-again', 'still-broken'] : ['affected'];
		const names = answers.map((says) => nameOf(about, says));
		const outcome = names.map((name) => this.#feedback.of(name)).find(Boolean);
		const thanks = names.some((name) => this.#kept.has(name)) ? label('reportIs', 'counted') : '';
		return html`
			<section class="card stack" part="card" aria-labelledby="title" data-tone=${toneOfNotice(about.value, this.now)}>
				${drillLabel(about)}
				<h3 id="title" part="title" ${lang(language)}>${value.title}</h3>
				<p>${question}</p>
				<div class="actions">
					${answers.map((says) =>
						actionButton(
							'button',
							label('says', says),
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
					.filter(this.isForVisitor)
					.find(({ id, value }) => value.reporting && (!this.notice || id === this.notice))
			: undefined;
	}

	async #send(about: Notice, says: ReportKind): Promise<void> {
		const source = this.foundFeed?.source;
		if (source === undefined || this.#sending) return;
		const name = nameOf(about, says);
		this.#sending = says;
		this.#feedback.set(name);
		const result = await reportNotice(window, source, about.id, says);
		this.#sending = null;
		if (result === 'counted') this.#kept.set(name);
		this.#feedback.set(name, label('reportIs', result));
	}
}

/** An id that an operator chose may come again in another log: it is another notice then. */
const nameOf = ({ id, value }: Notice, says: ReportKind): string => `report ${id} ${value.openedAt} ${says}`;

declare global {
	interface HTMLElementTagNameMap {
		'candor-report': CandorReport;
	}
}
