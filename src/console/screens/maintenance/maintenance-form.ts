import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import 'cally';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { components } from '../../../model/views/components.ts';
import { answer, api } from '../../api/client.ts';
import { sentenceOf } from '../../api/problem.ts';
import { type Attempt, attemptFor } from '../../shared/attempt.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { LiveState } from '../../shared/live.ts';
import { session } from '../../shared/session.ts';
import { toasts } from '../../shared/toasts.ts';
import { unsent } from '../../shared/unsent.ts';
import { windowOf } from '../../shared/zoned-time.ts';
import { navigate } from '../../shell/navigation.ts';
import { emptyForm, type Form, ownZone, seriesRequest, textsOf } from './form.ts';
import { once } from './repeats.ts';
import { NextOccurrences, seriesFields } from './series-fields.ts';
import { formStyles } from './styles.ts';
import { inBoth } from './times.ts';

/**
 * Announces work ahead of time, once or again and again, on the clocks of a named zone. Dispatches
 * `console-planned` when a series was created.
 */
class MaintenanceForm extends ConsoleElement {
	static override styles: CSSResultGroup = [ConsoleElement.styles, formStyles];
	static override properties: PropertyDeclarations = {
		form: { state: true },
		problem: { state: true },
		isBusy: { state: true },
	};

	declare form: Form;
	declare problem: string;
	declare isBusy: boolean;

	readonly #live = new LiveState(this);
	readonly #unsent = unsent<Form>(session.current?.operator.id ?? '', 'maintenance');
	readonly #next = new NextOccurrences(this);
	#attempt: Attempt | null = null;

	constructor() {
		super();
		this.form = { ...emptyForm(), ...this.#unsent.read() };
		this.problem = '';
		this.isBusy = false;
	}

	#change(fields: Partial<Form>): void {
		this.form = { ...this.form, ...fields };
		this.#unsent.write(this.form);
	}

	protected override willUpdate(): void {
		this.#next.ask(seriesRequest(this.form));
	}

	protected override render(): TemplateResult {
		const { form } = this;
		const { state, now } = this.#live;
		const all = components(state, now);
		const found = form.day ? windowOf(form.day, form.from, form.until, form.zone) : null;
		const zones = [...new Set([form.zone, ownZone(), 'UTC', ...Intl.supportedValuesOf('timeZone')])];
		const text = (
			name: 'title' | 'from' | 'until',
			label: string,
			type: string,
		): TemplateResult => html`<div class="field">
			<label for=${name}>${label}</label>
			<input id=${name} type=${type} required maxlength="140" .value=${form[name]} @input=${(event: Event) => this.#change({ [name]: (event.target as HTMLInputElement).value })} />
		</div>`;
		return html`<form class="stack" @submit=${(event: Event) => this.#announce(event)}>
				<h2>Announce</h2>
				${text('title', 'Title', 'text')}
				<div class="when">
					<div class="field" role="group" aria-label="Day">
						<span class="label">Day</span>
						<calendar-date
							.value=${form.day}
							min=${new Date(now).toISOString().slice(0, 10)}
							@change=${(event: Event) => this.#change({ day: (event.target as HTMLInputElement).value })}
						><calendar-month></calendar-month></calendar-date>
					</div>
					<div class="stack">
						<div class="times">
							${text('from', 'From', 'time')}
							${text('until', 'Until', 'time')}
							<div class="field zone">
								<label for="zone">Time zone</label>
								<select id="zone" @change=${(event: Event) => this.#change({ zone: (event.target as HTMLSelectElement).value })}>
									${zones.map((zone) => html`<option value=${zone} ?selected=${zone === form.zone}>${zone}</option>`)}
								</select>
							</div>
						</div>
						<p class="numbers small" role="status">${
							found === null ? 'Choose a day.' : typeof found === 'string' ? found : inBoth(found, form.zone)
						}</p>
						<label class="check"><input type="checkbox" .checked=${form.endsByClock} @change=${(event: Event) => this.#change({ endsByClock: (event.target as HTMLInputElement).checked })} /> Ends by the clock, without an operator</label>
						${seriesFields(form, this.#next, (fields) => this.#change(fields))}
					</div>
				</div>
				<fieldset class="field">
					<legend>Affected</legend>
					<div class="choices">${repeat(
						all,
						({ id }) => id,
						({ id, value }) => html`<label class="choice" data-tone="maintenance">
						<input type="checkbox" .checked=${form.affected.includes(id)} @change=${() => this.#change({ affected: form.affected.includes(id) ? form.affected.filter((each) => each !== id) : [...form.affected, id] })} />
						<span>${value.name}</span>
					</label>`,
					)}</div>
				</fieldset>
				<div class="field">
					<label for="body">What will not work <span class="hint">and for how long</span></label>
					<textarea id="body" rows="2" maxlength="5000" .value=${form.body} @input=${(event: Event) => this.#change({ body: (event.target as HTMLTextAreaElement).value })}></textarea>
				</div>
				${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}
				<div class="row"><button class="primary" aria-disabled=${String(this.isBusy)}>Announce</button></div>
			</form>`;
	}

	async #announce(event: Event): Promise<void> {
		event.preventDefault();
		if (this.form.repeats !== once) return this.#plan();
		const { title, day, from, until, zone } = this.form;
		const window = day ? windowOf(day, from, until, zone) : 'Choose a day.';
		if (this.isBusy) return;
		if (typeof window === 'string') {
			this.problem = window;
			return;
		}
		this.isBusy = true;
		this.problem = '';
		try {
			const request = { ...textsOf(this.form), kind: 'maintenance' as const, title, window };
			this.#attempt = attemptFor(this.#attempt, request, () => crypto.randomUUID());
			const headers = { 'idempotency-key': this.#attempt.key };
			const made = await answer(api.POST('/v1/notices', { body: request, headers }));
			this.#unsent.clear();
			toasts.show('waiting' in made ? 'Waiting for approval by another person.' : `Announced: ${title}`);
			if ('waiting' in made) navigate('now');
			else navigate('notices', (made as { readonly id: string }).id);
		} catch (error) {
			this.problem = sentenceOf(error);
		} finally {
			this.isBusy = false;
		}
	}

	async #plan(): Promise<void> {
		const body = seriesRequest(this.form);
		if (this.isBusy) return;
		if (!body) {
			this.problem = 'Choose the first day, and how it repeats.';
			return;
		}
		this.isBusy = true;
		this.problem = '';
		try {
			this.#attempt = attemptFor(this.#attempt, body, () => crypto.randomUUID());
			const headers = { 'idempotency-key': this.#attempt.key };
			await answer(api.POST('/v1/series', { body, headers }));
			this.#unsent.clear();
			this.form = emptyForm();
			toasts.show(`Planned: ${body.title}`);
			this.dispatchEvent(new Event('console-planned'));
		} catch (error) {
			this.problem = sentenceOf(error);
		} finally {
			this.isBusy = false;
		}
	}
}

defineElement('console-maintenance-form', MaintenanceForm);
