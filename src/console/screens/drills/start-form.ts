import { type CSSResultGroup, css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { answer, api } from '../../api/client.ts';
import { sentenceOf } from '../../api/problem.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { toasts } from '../../shared/toasts.ts';
import { lengthText, type Scenario, speeds } from './speeds.ts';

/**
 * Chooses a scenario and its speed, and starts a drill. The server plays it. `drill-started` follows.
 */
class StartDrill extends ConsoleElement {
	static override styles: CSSResultGroup = [
		ConsoleElement.styles,
		css`
			select {
				justify-self: start;
			}
		`,
	];
	static override properties: PropertyDeclarations = {
		scenarios: { state: true },
		chosen: { state: true },
		speed: { state: true },
		people: { state: true },
		problem: { state: true },
		busy: { state: true },
	};

	declare scenarios: readonly Scenario[];
	/** The name of a scenario. */
	declare chosen: string;
	declare speed: number;
	declare people: boolean;
	declare problem: string;
	declare busy: boolean;

	constructor() {
		super();
		this.scenarios = [];
		this.chosen = '';
		this.speed = 20;
		this.people = false;
		this.problem = '';
		this.busy = false;
	}

	override connectedCallback(): void {
		super.connectedCallback();
		void this.#load();
	}

	async #load(): Promise<void> {
		try {
			this.scenarios = (await answer(api.GET('/v1/drill-scenarios'))).scenarios;
			this.chosen ||= this.scenarios[0]?.name ?? '';
		} catch (error) {
			this.problem = sentenceOf(error);
		}
	}

	protected override render(): TemplateResult {
		const { problem } = this;
		const scenario = this.scenarios.find(({ name }) => name === this.chosen);
		return html`<form class="panel stack" aria-labelledby="start" @submit=${this.#start}>
			<h2 id="start">Start a drill</h2>
			${problem ? html`<p class="error" role="alert">${problem}</p>` : nothing}
			<fieldset class="stack tight">
				<legend>Scenario</legend>
				${this.scenarios.map(
					(each) => html`<label class="check">
						<input
							type="radio"
							name="scenario"
							value=${each.name}
							.checked=${each.name === this.chosen}
							@change=${() => {
								this.chosen = each.name;
							}}
						/>
						<span>${each.title} <span class="quiet numbers">${lengthText(each, 1)}</span><br /><span class="hint">${each.purpose}</span></span>
					</label>`,
				)}
			</fieldset>
			<div class="field">
				<label for="speed">Speed</label>
				<select id="speed" aria-describedby="length" @change=${this.#chooseSpeed}>
					${speeds.map(
						(each) =>
							html`<option value=${each} ?selected=${each === this.speed}>${each === 1 ? 'Real time' : `${each} times faster`}</option>`,
					)}
				</select>
				<p class="hint numbers" id="length" role="status">${scenario ? `It is over in ${lengthText(scenario, this.speed)}. Promised updates come sooner too.` : ''}</p>
			</div>
			<label class="check">
				<input type="checkbox" .checked=${this.people} @change=${this.#choosePeople} />
				<span>Operators publish<br /><span class="hint">Only the alerts and the faults are played. You publish from the command line, and end the drill.</span></span>
			</label>
			<div class="row"><button class="primary" aria-disabled=${String(this.busy || !scenario)}>Start</button></div>
		</form>`;
	}

	readonly #chooseSpeed = (event: Event): void => {
		this.speed = Number((event.target as HTMLSelectElement).value);
	};

	readonly #choosePeople = (event: Event): void => {
		this.people = (event.target as HTMLInputElement).checked;
	};

	readonly #start = async (event: Event): Promise<void> => {
		event.preventDefault();
		const scenario = this.scenarios.find(({ name }) => name === this.chosen);
		if (this.busy || !scenario) return;
		const { title, components = [], steps } = scenario;
		const { speed, people } = this;
		this.busy = true;
		this.problem = '';
		try {
			await answer(api.POST('/v1/drills', { body: { title, components, steps, speed, people } }));
			toasts.show(`Started: ${title}`);
			this.dispatchEvent(new Event('drill-started', { bubbles: true, composed: true }));
		} catch (error) {
			this.problem = sentenceOf(error);
		}
		this.busy = false;
	};
}

defineElement('console-start-drill', StartDrill);
