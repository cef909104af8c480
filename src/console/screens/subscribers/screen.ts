import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { timeText } from '../../../elements/i18n/time.ts';
import { defineElement } from '../../../elements/shared/define-element.ts';
import type { Tone } from '../../../elements/shared/tones.ts';
import { componentName } from '../../../model/views/components.ts';
import { answer, api, type Schema } from '../../api/client.ts';
import { sentenceOf } from '../../api/problem.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { listStyles } from '../../shared/list-styles.ts';
import { LiveState } from '../../shared/live.ts';
import { can } from '../../shared/session.ts';
import { toasts } from '../../shared/toasts.ts';
import { typedIn } from '../../shared/typed-in.ts';
import { saveExport } from './export.ts';
import { foundIn } from './found-in.ts';

type Subscriber = Schema<'Subscriber'>;
type Counts = Schema<'SubscriberCounts'>['channels'][number];

/** Of one request, and of what is read until an operator asks for more. */
const pageSize = 500;
const pagesAtOnce = 4;
/** More rows than this help no person: a search does. */
const mostRows = 100;

const channelNames: Readonly<Record<string, string>> = { email: 'E-mail', 'web-push': 'Browsers' };

const stateWords: Readonly<Record<Subscriber['state'], { readonly text: string; readonly tone: Tone }>> = {
	confirmed: { text: 'Confirmed', tone: 'resolved' },
	pending: { text: 'Not confirmed', tone: 'maintenance' },
	undeliverable: { text: 'Undeliverable', tone: 'minor' },
};

/** Who gets e-mails. Nothing of it is stored in the browser. */
class SubscribersScreen extends ConsoleElement {
	static override styles: CSSResultGroup = [ConsoleElement.styles, listStyles];
	static override properties: PropertyDeclarations = {
		subscribers: { state: true },
		counts: { state: true },
		next: { state: true },
		problem: { state: true },
		busy: { state: true },
		search: { state: true },
		confirming: { state: true },
	};

	/** Those that were read; `null`: none yet. */
	declare subscribers: readonly Subscriber[] | null;
	/** Of each channel; `null`: not counted yet. */
	declare counts: readonly Counts[] | null;
	/** Where the next page begins; `null`: all were read. */
	declare next: string | null;
	declare problem: string;
	declare busy: boolean;
	declare search: string;
	/** The id of the subscriber who is about to be erased. */
	declare confirming: string;

	readonly #live = new LiveState(this);

	constructor() {
		super();
		this.subscribers = null;
		this.counts = null;
		this.next = null;
		this.problem = '';
		this.busy = false;
		this.search = '';
		this.confirming = '';
	}

	override connectedCallback(): void {
		super.connectedCallback();
		void this.#start();
	}

	protected override render(): TemplateResult {
		const { subscribers, problem, busy } = this;
		return html`<div class="stack">
			<div class="row spread">
				<h1>Subscribers</h1>
				<div class="row">
					<button type="button" aria-disabled=${String(busy)} @click=${() => this.#export('text/csv', 'csv')}>Export as CSV</button>
					<button type="button" class="plain" aria-disabled=${String(busy)} @click=${() => this.#export('application/x-ndjson', 'jsonl')}>as JSON lines</button>
				</div>
			</div>
			<p class="quiet">Readers of the status page who asked for e-mails. The audit log notes each export and each erasure, without the person.</p>
			${problem ? html`<p class="error" role="alert">${problem}</p>` : nothing}
			${subscribers ? this.#content(subscribers) : nothing}
		</div>`;
	}

	#content(subscribers: readonly Subscriber[]): TemplateResult {
		const found = foundIn(subscribers, this.search);
		return html`
			<section class="panel stack tight numbers" aria-label="Counts">
				${this.counts?.map((each) => this.#counts(each)) ?? nothing}
				${
					this.next === null
						? nothing
						: html`<div class="row">
							<p class="small">There are more: a search is among the first ${subscribers.length}.</p>
							<button type="button" aria-disabled=${String(this.busy)} @click=${() => this.#read()}>Read more</button>
						</div>`
				}
			</section>
			${
				subscribers.length === 0
					? html`<p class="quiet">There are none yet.</p>`
					: html`<div class="field">
						<label for="search">Search <span class="hint">by a part of the address${this.next === null ? '' : ', among those that were read'}</span></label>
						<input id="search" type="search" autocomplete="off" autocapitalize="none" .value=${this.search} @input=${(
							event: Event,
						) => {
							this.search = typedIn(event);
						}} />
					</div>
					<p class="small quiet numbers" role="status">${found.length > mostRows ? `The first ${mostRows} of ${found.length}. Search to see others.` : found.length === 0 ? 'No address has that.' : ''}</p>
					<ul class="panel list" ?hidden=${found.length === 0}>${repeat(
						found.slice(0, mostRows),
						({ id }) => id,
						(each) => this.#row(each),
					)}</ul>`
			}
		`;
	}

	#counts({ channel, confirmed, pending, undeliverable, ...chosen }: Counts): TemplateResult {
		const { allComponents, languages, components } = chosen;
		const about = components.map(
			({ component, count }) => `, ${count} about ${componentName(this.#live.state, component)}`,
		);
		return html`<p>
				${channelNames[channel] ?? channel}: <b>${confirmed}</b> confirmed · <b>${pending}</b> not confirmed, deleted after 48 hours · <b>${undeliverable}</b> undeliverable
			</p>
			<p class="small quiet">Of the confirmed, ${allComponents} chose all components${about.join('')}${
				languages.length > 0
					? html`; by language ${languages.map(({ language, count }) => `${language} ${count}`).join(', ')}`
					: nothing
			}.</p>`;
	}

	#row({ id, email, state, language, components, createdAt }: Subscriber): TemplateResult {
		const names = components?.map((each) => componentName(this.#live.state, each)).join(', ');
		const { text, tone } = stateWords[state];
		return html`<li>
			<div class="row spread">
				<div>
					<h2>${email}</h2>
					<p class="small quiet numbers">${names ?? 'all components'} · ${language} · since ${timeText(createdAt, this.#live.now)}</p>
				</div>
				<div class="row">
					<span class="tag" data-tone=${tone}>${text}</span>
					${
						!can('erase-subscriber')
							? nothing
							: this.confirming === id
								? html`<button type="button" class="danger" @click=${() => this.#erase(id)}>Erase ${email} for good</button>
									<button type="button" class="plain" @click=${() => {
										this.confirming = '';
									}}>Keep</button>`
								: html`<button type="button" class="plain" aria-label=${`Erase ${email}`} @click=${() => {
										this.confirming = id;
									}}>Erase</button>`
					}
				</div>
			</div>
		</li>`;
	}

	async #attempt(act: () => Promise<void>): Promise<void> {
		if (this.busy) return;
		this.busy = true;
		this.problem = '';
		try {
			await act();
		} catch (error) {
			this.problem = sentenceOf(error);
		}
		this.busy = false;
	}

	async #start(): Promise<void> {
		await this.#attempt(async () => {
			this.counts = (await answer(api.GET('/v1/subscribers/counts', {}))).channels;
		});
		const { problem } = this;
		await this.#read();
		this.problem ||= problem;
	}

	/** The next pages, each shown as soon as it is there. */
	#read(): Promise<void> {
		return this.#attempt(async () => {
			for (let count = 0; count < pagesAtOnce; count += 1) {
				const query = { limit: pageSize, ...(this.next !== null && { cursor: this.next }) };
				// The answer has other types for exports.
				const page = (await answer(
					api.GET('/v1/subscribers', { params: { query } }),
				)) as Schema<'Subscribers'>;
				this.subscribers = [...(this.subscribers ?? []), ...page.subscribers];
				this.next = page.next;
				if (page.next === null) return;
			}
		});
	}

	#erase(id: string): Promise<void> {
		return this.#attempt(async () => {
			await answer(api.DELETE('/v1/subscribers/{id}', { params: { path: { id } } }));
			this.confirming = '';
			this.subscribers = this.subscribers?.filter((each) => each.id !== id) ?? null;
			this.counts = (await answer(api.GET('/v1/subscribers/counts', {}))).channels;
			toasts.show('Erased. The address is deleted.');
		});
	}

	#export(type: 'text/csv' | 'application/x-ndjson', ending: string): Promise<void> {
		return this.#attempt(() => saveExport(type, `subscribers.${ending}`));
	}
}

defineElement('console-subscribers', SubscribersScreen);
