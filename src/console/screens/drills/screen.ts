import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { timeText } from '../../../elements/i18n/time.ts';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { answer, api, type Schema } from '../../api/client.ts';
import { sentenceOf } from '../../api/problem.ts';
import { serverAddress } from '../../api/server.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import '../../shared/copy-button.ts';
import { durationText } from '../../shared/duration-text.ts';
import { LiveState } from '../../shared/live.ts';
import { can } from '../../shared/session.ts';
import { toasts } from '../../shared/toasts.ts';
import { Watched } from '../../shared/watched.ts';
import { scorecardRows } from './scorecard.ts';

type Drill = Schema<'Drill'>;

/** Practice that no visitor sees: what runs, what is due, and how the drills before went. */
class DrillsScreen extends ConsoleElement {
	static override properties: PropertyDeclarations = {
		problem: { state: true },
		link: { state: true },
		busy: { state: true },
		scenarios: { state: true },
	};

	declare problem: string;
	/** A new link for viewers. It is shown once, because nothing stores its token. */
	declare link: { readonly title: string; readonly address: string } | null;
	declare busy: boolean;
	declare scenarios: Schema<'DrillScenarios'>['scenarios'];

	readonly #live = new LiveState(this);
	readonly #drills = new Watched(this, () => answer(api.GET('/v1/drills')));

	constructor() {
		super();
		this.problem = '';
		this.link = null;
		this.busy = false;
		this.scenarios = [];
	}

	override connectedCallback(): void {
		super.connectedCallback();
		void this.#attempt(async () => {
			this.scenarios = (await answer(api.GET('/v1/drill-scenarios'))).scenarios;
		});
	}

	protected override render(): TemplateResult {
		const { value, problem } = this.#drills;
		const drills = value?.drills ?? [];
		return html`<div class="stack">
			<h1>Drills</h1>
			<p class="quiet">A drill is a system of its own. Visitors see nothing of it.</p>
			${this.#due()}
			${this.problem || problem ? html`<p class="error" role="alert">${this.problem || problem}</p>` : nothing}
			${this.link ? this.#linkPanel(this.link) : nothing}
			${drills.filter(({ state }) => state === 'running').map((each) => this.#running(each))}
			${can('hold-drill') && this.scenarios.length > 0 ? this.#startForm() : nothing}
			${this.#past(drills.filter(({ state }) => state !== 'running'))}
		</div>`;
	}

	#due(): TemplateResult | typeof nothing {
		const { due } = this.#drills.value ?? {};
		if (!due) return nothing;
		const { last, next, critical, every } = due;
		const { now } = this.#live;
		if (!last)
			return every
				? html`<p class="toned" data-tone="minor">No drill has ended yet. The policy pack expects one every ${durationText(every)}.</p>`
				: nothing;
		const isLate = next !== null && Date.parse(next) <= now;
		return html`<p class=${isLate ? 'toned numbers' : 'numbers'} data-tone="minor">
			Last drill: ${timeText(last, now)}.
			${next ? html`Next one due: ${timeText(next, now)}${isLate ? ', which has passed' : ''}.` : nothing}
			${critical ? html`For what is critical: ${timeText(critical, now)}.` : nothing}
		</p>`;
	}

	#running(drill: Drill): TemplateResult {
		const { id, title, startedAt, startedBy, live } = drill;
		return html`<section class="toned stack tight" data-tone="info">
			<h2>${title} is running</h2>
			<p class="small numbers">Since ${timeText(startedAt, this.#live.now)}${startedBy ? `, by ${startedBy}` : ''}.</p>
			${
				live
					? html`<p class="small">Practise from a terminal: <code>candor open "…" --url ${new URL(live, location.href).href}</code></p>`
					: nothing
			}
			${
				can('hold-drill')
					? html`<div class="row">
						<button type="button" aria-label=${`Link to watch ${title}`} @click=${() => this.#makeLink(drill)}>Link to watch</button>
						<button type="button" class="danger" aria-label=${`End ${title}`} @click=${() => this.#end(id, title)}>End the drill</button>
					</div>`
					: nothing
			}
		</section>`;
	}

	#linkPanel({ title, address }: { readonly title: string; readonly address: string }): TemplateResult {
		return html`<div class="toned stack tight" data-tone="assurance" role="status">
			<p><b>A link to watch “${title}”.</b> It works for four hours, and lets a person change nothing.</p>
			<div class="row"><code>${address}</code><console-copy .text=${address} .label=${'Copy the link'}></console-copy></div>
		</div>`;
	}

	#startForm(): TemplateResult {
		return html`<form class="panel stack" @submit=${this.#start}>
			<h2>Start a drill</h2>
			<fieldset class="stack tight">
				<legend>Scenario</legend>
				${this.scenarios.map(
					({ name, title, purpose }, index) => html`<label class="check">
						<input type="radio" name="scenario" value=${name} ?checked=${index === 0} />
						<span>${title}<br /><span class="hint">${purpose}</span></span>
					</label>`,
				)}
			</fieldset>
			<p class="hint">You publish in it from the command line. To have the scenario’s alerts and faults played too, start it with <code>candor drill run NAME --people</code>.</p>
			<div class="row"><button class="primary" aria-disabled=${String(this.busy)}>Start</button></div>
		</form>`;
	}

	#past(drills: readonly Drill[]): TemplateResult {
		if (drills.length === 0) return html`<p class="quiet">No drill has ended yet.</p>`;
		return html`<section class="stack tight">
			<h2>How they went</h2>
			<div class="scroll panel" tabindex="0" role="region" aria-label="Scorecards, side by side">
				<table class="numbers">
					<thead><tr><th scope="col"><span class="visually-hidden">Measure</span></th>${drills.map(
						({ title, startedAt, state }) =>
							html`<th scope="col">${title}<br /><span class="quiet">${timeText(startedAt, this.#live.now)}${state === 'interrupted' ? ', interrupted' : ''}</span></th>`,
					)}</tr></thead>
					<tbody>${scorecardRows(drills.map(({ scorecard }) => scorecard)).map(
						({ name, cells }) =>
							html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`,
					)}</tbody>
				</table>
			</div>
		</section>`;
	}

	async #attempt(act: () => Promise<void>): Promise<void> {
		this.problem = '';
		try {
			await act();
		} catch (error) {
			this.problem = sentenceOf(error);
		}
		void this.#drills.refresh();
	}

	readonly #start = async (event: Event): Promise<void> => {
		event.preventDefault();
		if (this.busy) return;
		const wanted = new FormData(event.target as HTMLFormElement).get('scenario');
		const scenario = this.scenarios.find(({ name }) => name === wanted);
		if (!scenario) return;
		const { title, components = [] } = scenario;
		this.busy = true;
		await this.#attempt(async () => {
			await answer(api.POST('/v1/drills', { body: { title, components } }));
			toasts.show(`Started: ${title}`);
		});
		this.busy = false;
	};

	#makeLink({ id, title }: Drill): Promise<void> {
		return this.#attempt(async () => {
			const params = { path: { id } };
			const { link } = await answer(api.POST('/v1/drills/{id}/viewers', { params }));
			this.link = { title, address: new URL(link, serverAddress).href };
		});
	}

	#end(id: string, title: string): Promise<void> {
		return this.#attempt(async () => {
			await answer(api.POST('/v1/drills/{id}/end', { params: { path: { id } } }));
			this.link = null;
			toasts.show(`Ended: ${title}`);
		});
	}
}

defineElement('console-drills', DrillsScreen);
