import { type CSSResultGroup, css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { timeText } from '../../../elements/i18n/time.ts';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { scenarioTime } from '../../../model/drills/scenario-time.ts';
import { answer, api, type Schema } from '../../api/client.ts';
import { sentenceOf } from '../../api/problem.ts';
import { serverAddress } from '../../api/server.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import '../../shared/copy-button.ts';
import { LiveState } from '../../shared/live.ts';
import { can } from '../../shared/session.ts';
import { toasts } from '../../shared/toasts.ts';

type Drill = Schema<'Drill'>;
type Play = NonNullable<Drill['play']>;

const actionTexts: Readonly<Record<Play['played'][number]['action'], string>> = {
	alert: 'Alert',
	open: 'Notice',
	update: 'Update',
	resolve: 'End',
	postmortem: 'Post-mortem',
	fault: 'Fault',
};

/** A drill that runs: what was played, what comes next, and its end. `drill-ended` follows. */
class RunningDrill extends ConsoleElement {
	static override styles: CSSResultGroup = [
		ConsoleElement.styles,
		css`
			progress {
				width: 100%;
				height: 8px;
				accent-color: var(--c-primary);
			}
			li {
				display: grid;
				grid-template-columns: 9ch 11ch minmax(0, 1fr);
				gap: 0 10px;
			}
			.time {
				text-align: end;
			}
			@media (max-width: 500px) {
				li {
					grid-template-columns: 9ch minmax(0, 1fr);
				}
				.text {
					grid-column: 2;
				}
			}
		`,
	];
	static override properties: PropertyDeclarations = {
		drill: { attribute: false },
		problem: { state: true },
		link: { state: true },
	};

	declare drill: Drill;
	declare problem: string;
	/** A new link for viewers. It is shown once, because nothing stores its token. */
	declare link: string;

	readonly #live = new LiveState(this);

	constructor() {
		super();
		this.problem = '';
		this.link = '';
	}

	protected override render(): TemplateResult {
		const { title, startedAt, startedBy, speed, play, live } = this.drill;
		return html`<section class="toned stack" data-tone="info" aria-labelledby="heading">
			<div class="stack tight">
				<h2 id="heading">${title} is running</h2>
				<p class="small numbers">Since ${timeText(startedAt, this.#live.now)}${startedBy ? `, by ${startedBy}` : ''}, ${speed === 1 ? 'in real time' : `${speed} times faster than real time`}.</p>
			</div>
			${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}
			${play ? this.#progress(play) : nothing}
			${
				live && (!play || play.people)
					? html`<p class="small">Operators publish in its console, or from a terminal: <code>candor open "…" --url ${new URL(live, location.href).href}</code></p>`
					: nothing
			}
			${this.link ? this.#linkPanel() : nothing}
			<div class="row">
				${live ? html`<a class=${!play || play.people ? 'button primary' : 'button'} href=${`${live}/console`} target="_blank" aria-label=${`Open the console of ${title}`}>Open its console</a>` : nothing}
				${can('hold-drill') ? this.#actions(title) : nothing}
			</div>
		</section>`;
	}

	#actions(title: string): TemplateResult {
		return html`<button type="button" aria-label=${`Link to watch ${title}`} @click=${this.#makeLink}>Link to watch</button>
			<button type="button" class="danger" aria-label=${`End ${title}`} @click=${this.#end}>End the drill</button>`;
	}

	#progress({ played, steps, next, people }: Play): TemplateResult {
		return html`<div class="stack tight">
			<label class="small numbers" for="progress">${played.length} of ${steps} ${people ? 'alerts and faults' : 'steps'} played</label>
			<progress id="progress" max=${steps} value=${played.length}></progress>
			<p class="small numbers" role="status">${next ? `Next: ${actionTexts[next.action]}, ${this.#untilNext(next.atSeconds)}.` : people ? 'All are played. End the drill when you have finished.' : 'All are played. The scorecard follows.'}</p>
			<ol class="stack tight small numbers">${[...played].reverse().map(
				({ atSeconds, action, text, outcome }) => html`<li>
					<span class="quiet time">${scenarioTime(atSeconds)}</span>
					<b>${actionTexts[action]}</b>
					<span class="text">${text}${outcome === 'waits' ? html` <b>Waits for a second person.</b>` : nothing}</span>
				</li>`,
			)}</ol>
		</div>`;
	}

	#untilNext(atSeconds: number): string {
		const { startedAt, speed } = this.drill;
		const left = Math.round((Date.parse(startedAt) - this.#live.now) / 1_000 + atSeconds / speed);
		return left > 0 ? `in ${scenarioTime(left)}` : 'now';
	}

	#linkPanel(): TemplateResult {
		const { title } = this.drill;
		return html`<div class="toned stack tight" data-tone="assurance" role="status">
			<p><b>A link to watch “${title}”.</b> It works for four hours, and lets a person change nothing.</p>
			<div class="row"><code>${this.link}</code><console-copy .text=${this.link} .label=${'Copy the link'}></console-copy></div>
		</div>`;
	}

	async #attempt(act: (params: { path: { id: string } }) => Promise<void>): Promise<void> {
		this.problem = '';
		try {
			await act({ path: { id: this.drill.id } });
		} catch (error) {
			this.problem = sentenceOf(error);
		}
	}

	readonly #makeLink = (): Promise<void> =>
		this.#attempt(async (params) => {
			const { link } = await answer(api.POST('/v1/drills/{id}/viewers', { params }));
			this.link = new URL(link, serverAddress).href;
		});

	readonly #end = (): Promise<void> =>
		this.#attempt(async (params) => {
			const { title } = await answer(api.POST('/v1/drills/{id}/end', { params }));
			toasts.show(`Ended: ${title}`);
			this.dispatchEvent(new Event('drill-ended', { bubbles: true, composed: true }));
		});
}

defineElement('console-running-drill', RunningDrill);
