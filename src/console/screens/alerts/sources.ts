import {
	type CSSResultGroup,
	html,
	nothing,
	type PropertyDeclarations,
	type PropertyValues,
	type TemplateResult,
} from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { timeText } from '../../../elements/i18n/time.ts';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { answer, api, type Schema } from '../../api/client.ts';
import { ApiError, type ProblemIssue, sentenceOf } from '../../api/problem.ts';
import { serverAddress } from '../../api/server.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import '../../shared/copy-button.ts';
import { listStyles } from '../../shared/list-styles.ts';
import { LiveState } from '../../shared/live.ts';
import { secretList } from '../../shared/secret-list.ts';
import { secretPanel } from '../../shared/secret-panel.ts';
import { can, session } from '../../shared/session.ts';
import { toasts } from '../../shared/toasts.ts';
import { type Unsent, unsent } from '../../shared/unsent.ts';
import { sourceFields } from './source-fields.ts';
import { emptySource, restoredSource, type SourceForm, sourceRequest } from './source-form.ts';
import { sourceKinds } from './source-kinds.ts';

type Source = Schema<'AlertSource'>;

/** The monitoring tools that send alerts. It dispatches `alerts-changed` after each change. */
class AlertSources extends ConsoleElement {
	static override styles: CSSResultGroup = [ConsoleElement.styles, listStyles];
	static override properties: PropertyDeclarations = {
		sources: { attribute: false },
		form: { state: true },
		problem: { state: true },
		issues: { state: true },
		busy: { state: true },
		secret: { state: true },
		open: { state: true },
		confirming: { state: true },
	};

	declare sources: readonly Source[];
	/** `null`: no tool is being connected. */
	declare form: SourceForm | null;
	declare problem: string;
	declare issues: readonly ProblemIssue[];
	declare busy: boolean;
	declare secret: { readonly name: string; readonly secret: string } | null;
	/** The id of the source whose details are shown. */
	declare open: string;
	/** The id of the source that is about to be removed. */
	declare confirming: string;

	readonly #live = new LiveState(this);
	readonly #unsent: Unsent<SourceForm>;

	constructor() {
		super();
		this.sources = [];
		this.problem = '';
		this.issues = [];
		this.busy = false;
		this.secret = null;
		this.open = '';
		this.confirming = '';
		this.#unsent = unsent(session.current?.operator.id ?? '', 'alert-source');
		this.form = can('put-connector') ? restoredSource(this.#unsent.read()) : null;
	}

	#edit(form: SourceForm | null): void {
		this.form = form;
		this.issues = [];
		this.problem = '';
		if (!form) this.#unsent.clear();
		else if (!this.#unsent.write(form))
			this.problem = 'This browser cannot keep what you write. Save before you leave this page.';
	}

	/** The secret may be above what is in sight. */
	protected override updated(changed: PropertyValues<this>): void {
		if (changed.has('secret')) this.find('#secret')?.focus();
		if (changed.has('form') && this.form && !changed.get('form')) this.find('#source-kind')?.focus();
	}

	protected override render(): TemplateResult {
		const { form, sources, secret } = this;
		return html`<section class="stack" aria-labelledby="sources">
			<div class="row spread">
				<h2 id="sources">Sources</h2>
				${can('put-connector') && !form ? html`<button type="button" @click=${() => this.#edit(emptySource())}>Connect a tool</button>` : nothing}
			</div>
			${
				secret
					? secretPanel(secret, 'Enter it in the tool, with the address below.', () => {
							this.secret = null;
						})
					: nothing
			}
			${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}
			${
				form
					? sourceFields({
							...{ form, issues: this.issues, busy: this.busy },
							change: (changed) => this.#edit(changed),
							submit: (given) => void this.#create(given),
							cancel: () => this.#edit(null),
						})
					: nothing
			}
			${
				sources.length === 0
					? html`<p class="quiet">No tool is connected.</p>`
					: html`<ul class="panel list">${repeat(
							sources,
							({ id }) => id,
							(each) => this.#row(each),
						)}</ul>`
			}
		</section>`;
	}

	#row(source: Source): TemplateResult {
		const { id, kind, lastMessageAt } = source;
		return html`<li>
			<div class="row spread">
				<div>
					<h3>${id}</h3>
					<p class="small quiet numbers">${sourceKinds[kind].title} · ${lastMessageAt ? `last message ${timeText(lastMessageAt, this.#live.now)}` : 'no message since the server started'}</p>
				</div>
				<button type="button" class="plain" aria-label=${`Details of ${id}`} aria-expanded=${String(this.open === id)} @click=${() => {
					this.open = this.open === id ? '' : id;
				}}>Details</button>
			</div>
			${this.open === id ? this.#details(source) : nothing}
		</li>`;
	}

	#details({ id, kind, settings, secrets }: Source): TemplateResult {
		const address = `${serverAddress}/v1/alerts/${id}`;
		const words = sourceKinds[kind];
		return html`<div class="stack">
			<div class="row"><code>${address}</code><console-copy .text=${address} .label=${`Copy the address of ${id}`}></console-copy></div>
			<p class="small"><b>Proof of origin:</b> ${words.proof}</p>
			${words.fields
				.filter(({ name }) => settings[name] !== undefined)
				.map(
					({ name, label }) =>
						html`<p class="small">${label}: <code>${typeof settings[name] === 'string' ? settings[name] : JSON.stringify(settings[name])}</code></p>`,
				)}
			${
				can('put-connector')
					? html`
						${
							words.secret === 'server'
								? secretList(
										secrets,
										'All are valid until you remove one, so that the tool can change over.',
										this.#live.now,
										{
											add: () => void this.#addSecret(id),
											remove: (secret) => void this.#removeSecret(id, secret),
										},
									)
								: nothing
						}
						<div class="row">${
							this.confirming === id
								? html`<button type="button" class="danger" @click=${() => this.#remove(id)}>Remove “${id}” and forget its alerts</button>
									<button type="button" class="plain" @click=${() => {
										this.confirming = '';
									}}>Keep it</button>`
								: html`<button type="button" class="danger" aria-label=${`Remove ${id}`} @click=${() => {
										this.confirming = id;
									}}>Remove</button>`
						}</div>`
					: nothing
			}
		</div>`;
	}

	async #attempt(act: () => Promise<void>): Promise<void> {
		if (this.busy) return;
		this.busy = true;
		this.problem = '';
		this.issues = [];
		this.confirming = '';
		try {
			await act();
		} catch (error) {
			this.problem = sentenceOf(error);
			this.issues = error instanceof ApiError ? error.issues : [];
		}
		this.busy = false;
		this.dispatchEvent(new Event('alerts-changed'));
	}

	#create(given: string): Promise<void> {
		return this.#attempt(async () => {
			const request = sourceRequest(this.form ?? emptySource(), given);
			if ('issue' in request) {
				this.issues = [request.issue];
				return;
			}
			const { id, secret } = await answer(api.POST('/v1/alert-sources', { body: request.body }));
			this.#edit(null);
			// What the tool has made is known to the operator.
			this.secret = secret === null || given ? null : { name: id, secret };
			this.open = id;
			toasts.show(`Connected: ${id}`);
		});
	}

	#addSecret(id: string): Promise<void> {
		return this.#attempt(async () => {
			const { secret } = await answer(
				api.POST('/v1/alert-sources/{id}/secrets', { params: { path: { id } }, body: {} }),
			);
			this.secret = secret === null ? null : { name: id, secret };
		});
	}

	#removeSecret(id: string, secret: string): Promise<void> {
		return this.#attempt(async () => {
			const params = { path: { id, secret } };
			await answer(api.DELETE('/v1/alert-sources/{id}/secrets/{secret}', { params }));
			toasts.show('The secret is removed.');
		});
	}

	#remove(id: string): Promise<void> {
		return this.#attempt(async () => {
			await answer(api.DELETE('/v1/alert-sources/{id}', { params: { path: { id } } }));
			toasts.show(`Removed: ${id}. What rules have opened stays open.`);
		});
	}
}

defineElement('console-alert-sources', AlertSources);
