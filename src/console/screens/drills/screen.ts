import { type CSSResultGroup, css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { timeText } from '../../../elements/i18n/time.ts';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { answer, api, type Schema } from '../../api/client.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { dueDrillText } from '../../shared/due-drill.ts';
import { LiveState } from '../../shared/live.ts';
import { can } from '../../shared/session.ts';
import { toasts } from '../../shared/toasts.ts';
import { Watched, watchingMs } from '../../shared/watched.ts';
import './running-drill.ts';
import { scorecardRows } from './scorecard.ts';
import './start-form.ts';

type Drill = Schema<'Drill'>;

/** The most scorecards that stand side by side. */
const mostCompared = 8;

/** Practice that no visitor sees: what runs, what is due, and how the drills before went. */
class DrillsScreen extends ConsoleElement {
	static override styles: CSSResultGroup = [
		ConsoleElement.styles,
		css`
			/* On a phone the table scrolls, and its words stay whole. */
			th,
			td {
				min-width: 13ch;
				overflow-wrap: normal;
			}
		`,
	];
	readonly #live = new LiveState(this);
	readonly #drills = new Watched(
		this,
		async () => this.#announceEnds(await answer(api.GET('/v1/drills'))),
		({ drills }) => (drills.some(({ state }) => state === 'running') ? watchingMs : watchingMs * 4),
	);
	/** The ids of the drills that ran when they were last read. */
	#running: ReadonlySet<string> = new Set();

	protected override render(): TemplateResult {
		const { value, problem } = this.#drills;
		const drills = value?.drills ?? [];
		return html`<div class="stack" @drill-started=${this.#refresh} @drill-ended=${this.#refresh}>
			<h1>Drills</h1>
			<p class="quiet">A drill is a system of its own. Visitors see nothing of it. It goes on when you close the console.</p>
			${this.#due()}
			${problem ? html`<p class="error" role="alert">${problem}</p>` : nothing}
			${repeat(
				drills.filter(({ state }) => state === 'running'),
				({ id }) => id,
				(each) => html`<console-running-drill .drill=${each}></console-running-drill>`,
			)}
			${this.#past(drills.filter(({ state }) => state !== 'running'))}
			${can('hold-drill') ? html`<console-start-drill></console-start-drill>` : nothing}
		</div>`;
	}

	#due(): TemplateResult | typeof nothing {
		const { due } = this.#drills.value ?? {};
		if (!due) return nothing;
		const { isLate, text } = dueDrillText(due, this.#live.now);
		if (text === '') return nothing;
		return html`<p class=${isLate ? 'toned numbers' : 'numbers'} data-tone="minor">${text}</p>`;
	}

	#past(drills: readonly Drill[]): TemplateResult {
		if (drills.length === 0) return html`<p class="quiet">No drill has ended yet.</p>`;
		const compared = drills.slice(0, mostCompared);
		const failed = compared.filter(({ problem }) => problem !== null);
		return html`<section class="stack tight">
			<h2>How they went</h2>
			${failed.map(({ title, problem }) => html`<p class="error">${title}: ${problem}</p>`)}
			<div class="scroll panel" tabindex="0" role="region" aria-label="Scorecards, side by side, the newest first">
				<table class="numbers">
					<thead><tr><th scope="col"><span class="visually-hidden">Measure</span></th>${compared.map(
						({ title, startedAt, state }) =>
							html`<th scope="col">${title}<br /><span class="quiet">${timeText(startedAt, this.#live.now)}${state === 'interrupted' ? ', interrupted' : ''}</span></th>`,
					)}</tr></thead>
					<tbody>${scorecardRows(compared.map(({ scorecard }) => scorecard)).map(
						({ name, cells }) =>
							html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`,
					)}</tbody>
				</table>
			</div>
		</section>`;
	}

	/** A drill that ran a moment ago and has ended by itself has its scorecard now. */
	#announceEnds(list: Schema<'Drills'>): Schema<'Drills'> {
		for (const { id, state, title, problem } of list.drills)
			if (state === 'ended' && this.#running.has(id))
				toasts.show(problem ? `Ended early: ${title}` : `Ended: ${title}. Its scorecard is the first one.`);
		this.#running = new Set(list.drills.filter(({ state }) => state === 'running').map(({ id }) => id));
		return list;
	}

	readonly #refresh = (event: Event): void => {
		// The button that ended it has said so already.
		if (event.type === 'drill-ended') this.#running = new Set();
		void this.#drills.refresh();
	};
}

defineElement('console-drills', DrillsScreen);
