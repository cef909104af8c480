/** The fields that make maintenance recur, and its next five occurrences as the server says. */
import {
	html,
	nothing,
	type ReactiveController,
	type ReactiveControllerHost,
	type TemplateResult,
} from 'lit';
import { parseRule } from '../../../model/decide/series/rrule.ts';
import { answer, api, type Schema } from '../../api/client.ts';
import { sentenceOf } from '../../api/problem.ts';
import type { Series } from './entries.ts';
import { once, repeatsFor } from './repeats.ts';
import { clockChangeText, inBoth } from './times.ts';

export type SeriesRequest = Schema<'CreateSeries'>;

/** After the last key, milliseconds. */
const settleMs = 400;

/** Asks the server for the next occurrences of what is in the form, without planning anything. */
export class NextOccurrences implements ReactiveController {
	value: Series | null = null;
	problem = '';
	readonly #host: ReactiveControllerHost;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#asked = '';

	constructor(host: ReactiveControllerHost) {
		this.#host = host;
		host.addController(this);
	}

	hostConnected(): void {
		// It asks when the form is complete.
	}

	hostDisconnected(): void {
		clearTimeout(this.#timer);
	}

	/** `null`: the form is not complete. The same request is not sent again. */
	ask(request: SeriesRequest | null): void {
		const asked = JSON.stringify(request);
		if (asked === this.#asked) return;
		this.#asked = asked;
		clearTimeout(this.#timer);
		const problem = request && ruleProblem(request.rrule);
		if (request === null || problem) this.#show(null, problem ?? '');
		else this.#timer = setTimeout(() => void this.#send(request, asked), settleMs);
	}

	async #send(body: SeriesRequest, asked: string): Promise<void> {
		try {
			const params = { query: { 'dry-run': 'true' as const } };
			const made: unknown = await answer(api.POST('/v1/series', { params, body }));
			if (asked === this.#asked) this.#show((made as Schema<'DryRun'>).response as Series, '');
		} catch (error) {
			if (asked === this.#asked) this.#show(null, sentenceOf(error));
		}
	}

	#show(value: Series | null, problem: string): void {
		this.value = value;
		this.problem = problem;
		this.#host.requestUpdate();
	}
}

/** What is wrong with a rule; empty: nothing. A rule that is being written is not sent. */
function ruleProblem(rrule: string): string {
	try {
		parseRule(rrule);
		return '';
	} catch (error) {
		return sentenceOf(error);
	}
}

interface RecurrenceForm {
	readonly day: string;
	readonly from: string;
	readonly zone: string;
	readonly repeats: string;
	readonly rule: string;
	readonly ahead: string;
}

export function seriesFields(
	form: RecurrenceForm,
	next: NextOccurrences,
	change: (fields: Partial<Pick<RecurrenceForm, 'repeats' | 'rule' | 'ahead'>>) => void,
): TemplateResult {
	const fieldValue = (event: Event): string => (event.target as HTMLInputElement | HTMLSelectElement).value;
	const isRecurring = form.repeats !== once;
	return html`<div class="stack">
		<div class="field">
			<label for="repeats">Repeats</label>
			<select id="repeats" @change=${(event: Event) => change({ repeats: fieldValue(event) })}>
				<option value=${once} ?selected=${!isRecurring}>Never</option>
				${repeatsFor(form.day).map(({ id, label }) => html`<option value=${id} ?selected=${id === form.repeats}>${label}</option>`)}
			</select>
		</div>
		${
			form.repeats === 'custom'
				? html`<div class="field">
					<label for="rule">Rule <span class="hint">RFC 5545, such as FREQ=MONTHLY;BYDAY=-1SU</span></label>
					<input id="rule" required maxlength="200" .value=${form.rule} @input=${(event: Event) => change({ rule: fieldValue(event) })} />
				</div>`
				: nothing
		}
		${
			isRecurring
				? html`<div class="field">
					<label for="ahead">Each is announced</label>
					<select id="ahead" @change=${(event: Event) => change({ ahead: fieldValue(event) })}>
						${aheads.map(([ahead, label]) => html`<option value=${ahead} ?selected=${ahead === form.ahead}>${label}</option>`)}
					</select>
				</div>
				<div role="status" class="stack tight">${nextList(next, form.zone, form.from)}</div>`
				: nothing
		}
	</div>`;
}

const aheads = [
	['1d', '1 day before'],
	['3d', '3 days before'],
	['7d', '7 days before'],
	['14d', '14 days before'],
] as const;

function nextList(
	{ value, problem }: NextOccurrences,
	zone: string,
	from: string,
): TemplateResult | typeof nothing {
	if (problem) return html`<p class="error">${problem}</p>`;
	if (!value) return nothing;
	return html`<p class="label">The next five</p>
		<ul class="stack tight numbers small">${value.occurrences.map(
			(each) =>
				html`<li>${inBoth(each, zone)} <span class="quiet">${clockChangeText(each.clockChange, from)}</span></li>`,
		)}</ul>`;
}
