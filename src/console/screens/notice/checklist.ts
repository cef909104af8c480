import { type CSSResultGroup, css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { relativeTime } from '../../../elements/i18n/relative-time.ts';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { answer, api, type Schema } from '../../api/client.ts';
import { sentenceOf } from '../../api/problem.ts';
import { stepNames } from '../../shared/checklist-steps.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { LiveState } from '../../shared/live.ts';
import { can } from '../../shared/session.ts';
import { Watched } from '../../shared/watched.ts';

type Step = Schema<'Checklist'>['steps'][number];
type Mark = Parameters<Checklist['mark']>[1];

/** What is to be done after an outage, and by when. */
class Checklist extends ConsoleElement {
	static override styles: CSSResultGroup = [
		ConsoleElement.styles,
		css`
			li {
				display: grid;
				gap: 6px;
				padding-block: 10px;
				border-block-start: 1px solid var(--c-line);
			}
			.late {
				font-weight: 600;
			}
		`,
	];
	static override properties: PropertyDeclarations = {
		notice: {},
		problem: { state: true },
		asked: { state: true },
	};

	/** The id of a notice that has ended. */
	declare notice: string;
	declare problem: string;
	/** The step whose reason is asked for; `null`: none. */
	declare asked: Step['step'] | null;

	readonly #live = new LiveState(this);
	readonly #checklist = new Watched(this, () =>
		answer(api.GET('/v1/notices/{id}/checklist', { params: { path: { id: this.notice } } })),
	);

	constructor() {
		super();
		this.problem = '';
		this.asked = null;
	}

	async mark(
		step: Step['step'],
		body: { readonly mark: 'done' | 'not-needed' | null; readonly reason?: string },
	): Promise<void> {
		this.problem = '';
		try {
			const params = { path: { id: this.notice, step } };
			await answer(api.PUT('/v1/notices/{id}/checklist/{step}', { params, body }));
			this.asked = null;
		} catch (error) {
			this.problem = sentenceOf(error);
		}
		await this.#checklist.refresh();
	}

	protected override render(): TemplateResult | typeof nothing {
		const { value, problem } = this.#checklist;
		if (!value) return problem ? html`<p class="error" role="status">Checklist: ${problem}</p>` : nothing;
		return html`<section class="panel stack tight" aria-labelledby="heading">
			<h2 id="heading">After the outage</h2>
			<p class="small quiet numbers">${value.done} of ${value.needed} done</p>
			${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}
			<ul>${value.steps.map((step) => this.#step(step))}</ul>
		</section>`;
	}

	#step(each: Step): TemplateResult {
		const { step, reason } = each;
		const name = stepNames[step];
		const button = (text: string, body: Mark): TemplateResult =>
			html`<button type="button" class="plain" aria-label="${text}: ${name}" @click=${() => this.mark(step, body)}>${text}</button>`;
		return html`<li>
			<b>${name}</b>
			<span class="small numbers ${each.isOverdue ? 'late' : 'quiet'}">${this.#stateText(each)}</span>
			${reason ? html`<span class="small">${reason}</span>` : nothing}
			${
				can('mark-step') && !each.isFound
					? html`<div class="row">${
							each.state === 'open'
								? html`${button('Done', { mark: 'done' })}
									<button type="button" class="plain" aria-label="Not needed: ${name}" aria-expanded=${String(this.asked === step)} @click=${() => {
										this.asked = this.asked === step ? null : step;
									}}>Not needed</button>`
								: button('Take back', { mark: null })
						}</div>`
					: nothing
			}
			${this.asked === step ? this.#reason(step) : nothing}
		</li>`;
	}

	#stateText({ state, dueAt, isOverdue }: Step): string {
		if (state === 'done') return 'Done';
		if (state === 'not-needed') return 'Not needed';
		if (dueAt === null) return 'Open';
		const time = relativeTime(Date.parse(dueAt), this.#live.now);
		return isOverdue ? `Was due ${time}` : `Due ${time}`;
	}

	#reason(step: Step['step']): TemplateResult {
		const send = (event: SubmitEvent): void => {
			event.preventDefault();
			const reason = this.find<HTMLInputElement>('#reason')?.value.trim() ?? '';
			void this.mark(step, { mark: 'not-needed', reason });
		};
		return html`<form class="stack tight" @submit=${send}>
			<div class="field">
				<label for="reason">Why it is not needed <span class="hint">for operators</span></label>
				<input id="reason" required maxlength="300" />
			</div>
			<div class="row"><button class="primary">Not needed</button></div>
		</form>`;
	}
}

defineElement('console-checklist', Checklist);
