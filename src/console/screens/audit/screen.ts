import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { timeText } from '../../../elements/i18n/time.ts';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { answer, api, type Schema } from '../../api/client.ts';
import { sentenceOf } from '../../api/problem.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { LiveState } from '../../shared/live.ts';
import { linkTo } from '../../shell/navigation.ts';
import { fieldText } from './field-text.ts';

type Entry = Schema<'LogEntry'>;

/** Who changed what, when and from where, with each field before and after. */
class AuditScreen extends ConsoleElement {
	static override properties: PropertyDeclarations = {
		entries: { state: true },
		next: { state: true },
		problem: { state: true },
		isLoading: { state: true },
	};

	declare entries: readonly Entry[];
	declare next: string | null;
	declare problem: string;
	declare isLoading: boolean;

	readonly #live = new LiveState(this);
	#filter: Readonly<Record<string, string>> = {};
	/** Of the last request: the answer to an earlier one is too old to be shown. */
	#request = 0;

	constructor() {
		super();
		this.entries = [];
		this.next = null;
		this.problem = '';
		this.isLoading = false;
	}

	override connectedCallback(): void {
		super.connectedCallback();
		void this.#load(null);
	}

	/** `cursor`: `null` for the newest entries. */
	async #load(cursor: string | null): Promise<void> {
		this.#request += 1;
		const request = this.#request;
		this.isLoading = true;
		this.problem = '';
		try {
			const query = { ...this.#filter, limit: 50, ...(cursor !== null && { cursor }) };
			// JSON lines are another type of the same answer.
			const page = (await answer(api.GET('/v1/log', { params: { query } }))) as Schema<'LogPage'>;
			if (request !== this.#request) return;
			this.entries = cursor === null ? page.entries : [...this.entries, ...page.entries];
			this.next = page.next;
		} catch (error) {
			if (request === this.#request) this.problem = sentenceOf(error);
		} finally {
			if (request === this.#request) this.isLoading = false;
		}
	}

	#search(event: SubmitEvent): void {
		event.preventDefault();
		const fields = [...new FormData(event.target as HTMLFormElement)].map(
			([name, value]) => [name, String(value).trim()] as const,
		);
		this.#filter = Object.fromEntries(
			fields
				.filter(([, value]) => value)
				.map(([name, value]) => [name, name === 'since' ? new Date(value).toISOString() : value]),
		);
		void this.#load(null);
	}

	protected override render(): TemplateResult {
		return html`<div class="stack">
			<h1>Audit</h1>
			<form class="row" role="search" @submit=${(event: SubmitEvent) => this.#search(event)}>
				<div class="field"><label for="actor">Who</label><input id="actor" name="actor" placeholder="name or id" /></div>
				<div class="field"><label for="notice">Notice</label><input id="notice" name="notice" placeholder="id" /></div>
				<div class="field"><label for="command">Command</label><input id="command" name="command" placeholder="such as resolve" /></div>
				<div class="field"><label for="since">Since</label><input id="since" name="since" type="datetime-local" /></div>
				<div class="field"><span class="label visually-hidden">Search</span><button>Search</button></div>
			</form>
			${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}
			${this.entries.length === 0 && !this.isLoading && !this.problem ? html`<p class="quiet">No entry fits.</p>` : nothing}
			<ol class="stack tight">${repeat(this.entries, ({ seq }) => seq, this.#entry)}</ol>
			${
				this.next
					? html`<div class="row"><button type="button" aria-disabled=${String(this.isLoading)} @click=${() => this.#load(this.next)}>Earlier entries</button></div>`
					: nothing
			}
		</div>`;
	}

	readonly #entry = ({
		seq,
		at,
		actor,
		source,
		command,
		notices,
		changes,
		unanswered,
	}: Entry): TemplateResult => html`<li class="panel">
		<details>
			<summary><span>${command}</span><span class="quiet small numbers">${actor.name ?? actor.id}${source ? `, ${source}` : ''}, ${timeText(at, this.#live.now)}, ${seq}</span></summary>
			<div class="stack">
				${notices.length > 0 ? html`<p class="small">${notices.map((id) => html`<a href=${linkTo('notices', id)}>Notice ${id}</a> `)}</p>` : nothing}
				${unanswered.length > 0 ? html`<p class="small">No answer in time from the review: ${unanswered.join(', ')}.</p>` : nothing}
				${changes.map(
					({ kind, id, change, fields }) => html`<section class="stack tight">
						<h2>${kind} ${id} <span class="quiet">${change}</span></h2>
						<table class="small">
							<thead><tr><th scope="col">Field</th><th scope="col">Before</th><th scope="col">After</th></tr></thead>
							<tbody>${fields.map(({ field, before, after }) => html`<tr><th scope="row">${field}</th><td class="pre">${fieldText(before)}</td><td class="pre">${fieldText(after)}</td></tr>`)}</tbody>
						</table>
					</section>`,
				)}
			</div>
		</details>
	</li>`;
}

defineElement('console-audit', AuditScreen);
