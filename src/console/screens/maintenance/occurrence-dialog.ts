import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { answer, api } from '../../api/client.ts';
import { sentenceOf } from '../../api/problem.ts';
import { openDialog } from '../../shared/dialog.ts';
import { DialogElement } from '../../shared/dialog-element.ts';
import { toasts, undoMs } from '../../shared/toasts.ts';
import { windowOf } from '../../shared/zoned-time.ts';
import { linkTo } from '../../shell/navigation.ts';
import type { Occurrence, Series } from './entries.ts';
import { clockChangeText, inBoth, type Span } from './times.ts';

interface Opened {
	readonly series: Series;
	readonly occurrence: Occurrence;
	/** Called when the server has changed it. */
	readonly onChanged: () => void;
}

type Step = 'move' | 'cancel' | 'restore';

/** Sends one change of an occurrence. Rejects with the server's sentence. */
async function send({ series, occurrence }: Opened, step: Step, window?: Span): Promise<void> {
	const params = { path: { id: series.id, day: occurrence.day } };
	const headers = { 'idempotency-key': crypto.randomUUID() };
	if (step === 'move')
		await answer(
			api.POST('/v1/series/{id}/occurrences/{day}/move', { params, headers, body: { ...window } }),
		);
	else if (step === 'cancel')
		await answer(api.POST('/v1/series/{id}/occurrences/{day}/cancel', { params, headers, body: {} }));
	else await answer(api.POST('/v1/series/{id}/occurrences/{day}/restore', { params, headers }));
}

/** Offers to take it back for ten seconds. */
function showWithUndo(opened: Opened, sentence: string, back: Step, window?: Span): void {
	const undo = async (): Promise<void> => {
		try {
			await send(opened, back, window);
			toasts.show('Undone.');
			opened.onChanged();
		} catch (error) {
			toasts.show(`Not undone. ${sentenceOf(error)}`, { ms: 20_000 });
		}
	};
	toasts.show(sentence, { ms: undoMs, action: { label: 'Undo', run: () => void undo() } });
}

/** One occurrence of a series: when it is, and what can be done about it. */
class OccurrenceDialog extends DialogElement {
	static override properties: PropertyDeclarations = {
		day: { state: true },
		from: { state: true },
		until: { state: true },
		problem: { state: true },
		isBusy: { state: true },
	};
	declare day: string;
	declare from: string;
	declare until: string;
	declare problem: string;
	declare isBusy: boolean;
	opened!: Opened;

	protected override get heading(): string {
		return String(this.opened.series.notice.title ?? '');
	}

	override connectedCallback(): void {
		super.connectedCallback();
		const { startInZone, endInZone } = this.opened.occurrence;
		this.day = startInZone.slice(0, 10);
		this.from = startInZone.slice(11, 16);
		this.until = endInZone.slice(11, 16);
		this.problem = '';
		this.isBusy = false;
	}

	async #act(step: Step, sentence: string, back: Step, window?: Span): Promise<void> {
		if (this.isBusy) return;
		this.isBusy = true;
		this.problem = '';
		const { start, end } = this.opened.occurrence;
		try {
			await send(this.opened, step, window);
			showWithUndo(this.opened, sentence, back, { start, end });
			this.opened.onChanged();
			this.close();
		} catch (error) {
			this.problem = sentenceOf(error);
		} finally {
			this.isBusy = false;
		}
	}

	#move(event: Event): void {
		event.preventDefault();
		const { zone } = this.opened.series;
		const window = windowOf(this.day, this.from, this.until, zone);
		if (typeof window === 'string') this.problem = window;
		else void this.#act('move', 'Moved.', 'move', window);
	}

	protected override content(): TemplateResult {
		const { series, occurrence } = this.opened;
		const { state, phase, notice, moved, clockChange, held, ruled } = occurrence;
		const isOff = state === 'cancelled' || phase === 'cancelled';
		const isOver =
			state === 'retracted' || (phase !== null && phase !== 'scheduled' && phase !== 'cancelled');
		const input = (name: 'day' | 'from' | 'until', label: string, type: string): TemplateResult => html`
			<div class="field">
				<label for=${name}>${label}</label>
				<input id=${name} type=${type} required .value=${this[name]} @input=${(event: Event) => {
					this[name] = (event.target as HTMLInputElement).value;
				}} />
			</div>`;
		return html`
			<p class="numbers">${inBoth(occurrence, series.zone)}</p>
			${clockChange ? html`<p class="advice">${clockChangeText(clockChange, series.start.slice(11))}</p>` : nothing}
			${moved && ruled ? html`<p class="quiet small">By the rule: ${inBoth(ruled, series.zone)}</p>` : nothing}
			${held ? html`<p class="error">It could not be announced: ${held}</p>` : nothing}
			${
				notice
					? html`<p><a href=${linkTo('notices', notice)} @click=${() => this.close()}>Open its notice</a></p>`
					: html`<p class="quiet small">It is announced ${new Intl.DateTimeFormat('en', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(occurrence.announceAt))}.</p>`
			}
			${
				isOff || isOver
					? nothing
					: html`<form class="stack" @submit=${(event: Event) => this.#move(event)}>
					${input('day', `Day in ${series.zone}`, 'date')}
					<div class="row">${input('from', 'From', 'time')}${input('until', 'Until', 'time')}</div>
					<div class="row"><button class="primary" aria-disabled=${String(this.isBusy)}>Move</button></div>
				</form>`
			}
			${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}
			<div class="row">
				${
					isOff || isOver
						? nothing
						: html`<button type="button" class="danger" @click=${() => this.#act('cancel', `Cancelled: ${occurrence.day}.`, 'restore')}>Cancel this one</button>`
				}
				${
					!isOver && (isOff || moved || held)
						? html`<button type="button" @click=${() => this.#act('restore', putBackText(isOff, held), isOff ? 'cancel' : 'move')}>Put back</button>`
						: nothing
				}
				<button type="button" autofocus @click=${() => this.close()}>Close</button>
			</div>
		`;
	}
}

function putBackText(isOff: boolean, held: string | null): string {
	if (isOff) return 'It is no longer cancelled.';
	return held === null ? 'As the rule says.' : 'It is tried again.';
}

defineElement('console-occurrence', OccurrenceDialog);

export function openOccurrence(opened: Opened): void {
	openDialog(Object.assign(document.createElement('console-occurrence') as OccurrenceDialog, { opened }));
}
