import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { type ReportKind, reportNotice } from '../../client/resources/visitor-report.ts';
import { answerFlag } from '../../client/storage/visitor-flags.ts';
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
 * Asks visitors whether a notice affects them and, once a fix is in place, whether it works again.
 * Only a count is sent, once per browser and answer. It takes no room unless the notice asks for
 * reports.
 *
 * @tag candor-report
 * @csspart card - The question.
 * @csspart title - The notice's title.
 * @csspart button - The button of each answer.
 * @csspart drill - The label of a drill.
 */
export class CandorReport extends CandorElement {
	static override styles: CSSResultGroup = [...elementStyles, cardStyles];
	static override properties: PropertyDeclarations = { notice: {} };

	/** The id of the notice. Without it: the worst open notice that asks for reports. */
	declare notice: string | null;

	readonly #flags = new VisitorFlagsController(this, () => this.foundFeed);
	readonly #feedback = new ActionFeedback(this);
	readonly #liveRegion = new LiveRegion();
	/** The answer that is being sent. */
	#sending: ReportKind | null = null;

	constructor() {
		super();
		this.notice = null;
	}

	protected override render(): TemplateResult {
		const { snapshot, now } = this;
		const found = this.#find();
		const isFixed = !!found && ['monitoring', 'verifying'].includes(effectivePhase(found.value, now));
		const question = message(isFixed ? 'isWorking' : 'isAffected');
		return html`
			${found ? this.#card(found, isFixed, question) : nothing}
			${this.#liveRegion.render(snapshot, `${found && answerFlag(found, 'affected')} ${isFixed}`, () =>
				found && !isAnnouncedElsewhere()
					? `${this.announcement(found, phaseText(found, now))} ${question}`
					: '',
			)}
		`;
	}

	#card(notice: Notice, isFixed: boolean, question: string): TemplateResult {
		const { value, language } = this.localize(notice.value);
		const answers: readonly ReportKind[] = isFixed ? ['works-again', 'still-broken'] : ['affected'];
		const names = answers.map((answer) => answerFlag(notice, answer));
		const feedback = names.map((name) => this.#feedback.of(name)).find(Boolean);
		const thanks = names.some((name) => this.#flags.has(name))
			? html`<span .textContent=${label('reportIs', 'counted')}></span>`
			: nothing;
		return html`
			<section class="card stack" part="card" aria-labelledby="title question" data-tone=${toneOfNotice(notice.value, this.now)}>
				${drillLabel(notice)}
				<h3 id="title" part="title" ${lang(language)} .textContent=${value.title}></h3>
				<p id="question" .textContent=${question}></p>
				<div class="actions">
					${answers.map((answer) =>
						actionButton(
							'button',
							label('says', answer),
							this.#sending === answer || this.#flags.has(answerFlag(notice, answer)),
							() => this.#send(notice, answer),
						),
					)}
				</div>
				<p class="muted" .textContent=${message('reportHolds')}></p>
				<p role="status">${feedback ?? thanks}</p>
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

	async #send(notice: Notice, answer: ReportKind): Promise<void> {
		const source = this.foundFeed?.source;
		if (source === undefined || this.#sending) return;
		const name = answerFlag(notice, answer);
		this.#sending = answer;
		this.#feedback.set(name);
		const result = await reportNotice(window, source, notice.id, answer);
		this.#sending = null;
		if (result === 'counted') this.#flags.set(name);
		this.#feedback.set(name, label('reportIs', result));
	}
}

declare global {
	interface HTMLElementTagNameMap {
		'candor-report': CandorReport;
	}
}
