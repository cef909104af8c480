import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { answer, api } from '../../api/client.ts';
import { sentenceOf } from '../../api/problem.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { LiveState } from '../../shared/live.ts';
import { toasts, undoMs } from '../../shared/toasts.ts';
import { Watched } from '../../shared/watched.ts';
import { navigate } from '../../shell/navigation.ts';
import { type Entry, entriesOf, localDay, monthAfter, type Series } from './entries.ts';
import './maintenance-form.ts';
import { monthStyles, monthView } from './month.ts';
import { seriesList } from './series-list.ts';

const dayMs = 86_400_000;

/** The calendar of a month, the series, and the form that announces maintenance. */
class MaintenanceScreen extends ConsoleElement {
	static override styles: CSSResultGroup = [ConsoleElement.styles, monthStyles];
	static override properties: PropertyDeclarations = {
		month: { state: true },
		removing: { state: true },
	};

	/** `2027-03`. */
	declare month: string;
	/** The series whose removal waits for a second click. */
	declare removing: string;

	readonly #live = new LiveState(this);
	readonly #series = new Watched(this, () => this.#load());

	constructor() {
		super();
		this.month = localDay(Date.now()).slice(0, 7);
		this.removing = '';
	}

	/** The series with their occurrences of the month, and of the days around it. */
	async #load(): Promise<readonly Series[]> {
		const from = new Date(Date.parse(`${this.month}-01T00:00:00Z`) - 8 * dayMs).toISOString();
		const to = new Date(Date.parse(`${monthAfter(this.month, 1)}-01T00:00:00Z`) + 8 * dayMs).toISOString();
		const { series } = await answer(api.GET('/v1/series', { params: { query: { from, to } } }));
		return series;
	}

	#show(month: string): void {
		this.month = month;
		void this.#series.refresh();
	}

	protected override render(): TemplateResult {
		const { state, now } = this.#live;
		const series = this.#series.value ?? [];
		return html`<div class="stack">
			<h1>Maintenance</h1>
			${this.#series.problem ? html`<p class="error" role="alert">${this.#series.problem}</p>` : nothing}
			${monthView({
				month: this.month,
				entries: entriesOf(series, state, now),
				now,
				onMonth: (month) => this.#show(month),
				onOpen: (entry) => this.#open(entry),
			})}
			${seriesList(series, this.removing, (each) => void this.#remove(each))}
			<console-maintenance-form @console-planned=${() => void this.#series.refresh()}></console-maintenance-form>
		</div>`;
	}

	#open({ of, notice }: Entry): void {
		if (!of) {
			if (notice) navigate('notices', notice);
			return;
		}
		const opened = { ...of, onChanged: () => void this.#series.refresh() };
		void import('./occurrence-dialog.ts').then(({ openOccurrence }) => openOccurrence(opened));
	}

	async #remove({ id, notice, seq }: Series): Promise<void> {
		if (this.removing !== id) {
			this.removing = id;
			return;
		}
		this.removing = '';
		try {
			const headers = { 'if-match': `"${seq}"` };
			await answer(api.DELETE('/v1/series/{id}', { params: { path: { id } }, headers }));
			toasts.show(`Removed: ${String(notice.title ?? '')}. What is announced stays.`, {
				ms: undoMs,
				action: { label: 'Undo', run: () => void this.#restore(id) },
			});
		} catch (error) {
			toasts.show(sentenceOf(error), { ms: 20_000 });
		}
		void this.#series.refresh();
	}

	async #restore(id: string): Promise<void> {
		try {
			const params = { path: { id } };
			await answer(api.POST('/v1/series/{id}/restore', { params }));
			toasts.show('Undone.');
		} catch (error) {
			toasts.show(`Not undone. ${sentenceOf(error)}`, {
				ms: 20_000,
				action: { label: 'Try again', run: () => void this.#restore(id) },
			});
		}
		void this.#series.refresh();
	}
}

defineElement('console-maintenance', MaintenanceScreen);
