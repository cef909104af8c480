import { type CSSResultGroup, css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import 'cally';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { components } from '../../../model/views/components.ts';
import { upcomingMaintenance } from '../../../model/views/notices.ts';
import { answer, api } from '../../api/client.ts';
import { sentenceOf } from '../../api/problem.ts';
import { type Attempt, attemptFor } from '../../shared/attempt.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { LiveState } from '../../shared/live.ts';
import { session } from '../../shared/session.ts';
import { toasts } from '../../shared/toasts.ts';
import { unsent } from '../../shared/unsent.ts';
import { windowOf } from '../../shared/zoned-time.ts';
import { linkTo, navigate } from '../../shell/navigation.ts';

interface Form {
	title: string;
	body: string;
	day: string;
	from: string;
	until: string;
	zone: string;
	affected: string[];
	endsByClock: boolean;
}

const ownZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';

const emptyForm = (): Form => ({
	title: '',
	body: '',
	day: '',
	from: '02:00',
	until: '04:00',
	zone: ownZone(),
	affected: [],
	endsByClock: false,
});

/** Announces work ahead of time, on the clocks of a named zone. */
class MaintenanceScreen extends ConsoleElement {
	static override styles: CSSResultGroup = [
		ConsoleElement.styles,
		css`
			form {
				max-width: 760px;
			}
			.when {
				display: grid;
				gap: 16px;
				grid-template-columns: repeat(auto-fit, minmax(min(100%, 250px), 1fr));
			}
			calendar-date {
				max-width: 320px;
			}
			calendar-date::part(heading) {
				font-size: 15px;
				font-weight: 650;
			}
			calendar-date::part(button) {
				min-height: 44px;
				padding: 8px 12px;
				border: 1px solid var(--c-line);
				border-radius: var(--c-radius);
				background: var(--c-panel);
				color: inherit;
				font: 500 14px system-ui, sans-serif;
			}
			calendar-month::part(button) {
				width: 44px;
				height: 44px;
				border-radius: 8px;
				color: inherit;
				font: 400 14px system-ui, sans-serif;
			}
			calendar-month::part(selected) {
				background: var(--c-primary);
				color: var(--c-on-primary);
			}
			.times {
				display: grid;
				gap: 12px;
				grid-template-columns: 1fr 1fr;
			}
			.zone {
				grid-column: 1 / -1;
			}
		`,
	];
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

	protected override render(): TemplateResult {
		const { form } = this;
		const { state, now } = this.#live;
		const planned = upcomingMaintenance(state, now);
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
		return html`<div class="stack">
			<h1>Maintenance</h1>
			${
				planned.length > 0
					? html`<section class="stack tight" aria-labelledby="planned">
						<h2 id="planned">Planned</h2>
						<ul class="stack tight">${repeat(
							planned,
							({ id }) => id,
							({ id, value }) =>
								html`<li><a href=${linkTo('notices', id)}>${value.title}</a> <span class="quiet small numbers">${value.window ? this.#both(value.window) : ''}</span></li>`,
						)}</ul>
					</section>`
					: nothing
			}
			<form class="stack" @submit=${(event: Event) => this.#announce(event)}>
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
							found === null ? 'Choose a day.' : typeof found === 'string' ? found : this.#both(found)
						}</p>
						<label class="check"><input type="checkbox" .checked=${form.endsByClock} @change=${(event: Event) => this.#change({ endsByClock: (event.target as HTMLInputElement).checked })} /> Ends by the clock, without an operator</label>
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
			</form>
		</div>`;
	}

	/** The window on the clocks of the zone, and in UTC. */
	#both({ start, end }: { readonly start: string; readonly end: string }): string {
		const format = (zone: string): string =>
			new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).formatRange(
				new Date(start),
				new Date(end),
			);
		return `${format(this.form.zone)} (${this.form.zone}), ${format('UTC')} (UTC)`;
	}

	async #announce(event: Event): Promise<void> {
		event.preventDefault();
		const { title, body, day, from, until, zone, affected, endsByClock } = this.form;
		const window = day ? windowOf(day, from, until, zone) : 'Choose a day.';
		if (this.isBusy) return;
		if (typeof window === 'string') {
			this.problem = window;
			return;
		}
		this.isBusy = true;
		this.problem = '';
		try {
			const request = {
				kind: 'maintenance' as const,
				title,
				window,
				endsByClock,
				...(body.trim() && { body }),
				...(affected.length > 0 && {
					affected: affected.map((component) => ({ component, status: 'maintenance' as const })),
				}),
			};
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
}

defineElement('console-maintenance', MaintenanceScreen);
