import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { timeText } from '../../../elements/i18n/time.ts';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { type Role, roles } from '../../../model/vocabulary.ts';
import { answer, api, type Schema } from '../../api/client.ts';
import { sentenceOf } from '../../api/problem.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import '../../shared/copy-button.ts';
import { LiveState } from '../../shared/live.ts';
import { session } from '../../shared/session.ts';
import { toasts } from '../../shared/toasts.ts';
import { Watched } from '../../shared/watched.ts';

type Token = Schema<'Token'>;

/** Operators' tokens: who has one, what it may do, when it was last used. */
class TokensScreen extends ConsoleElement {
	static override properties: PropertyDeclarations = {
		problem: { state: true },
		secret: { state: true },
		confirming: { state: true },
	};

	declare problem: string;
	/** A new secret, which is shown once. */
	declare secret: { readonly name: string; readonly token: string } | null;
	/** The id of the token that is about to be revoked. */
	declare confirming: string;

	readonly #live = new LiveState(this);
	readonly #tokens = new Watched(this, () => answer(api.GET('/v1/tokens')));

	constructor() {
		super();
		this.problem = '';
		this.secret = null;
		this.confirming = '';
	}

	protected override render(): TemplateResult {
		const { value, problem } = this.#tokens;
		return html`<div class="stack">
			<h1>Tokens</h1>
			${this.secret ? this.#secretPanel(this.secret) : nothing}
			${this.problem || problem ? html`<p class="error" role="alert">${this.problem || problem}</p>` : nothing}
			${this.#form()}
			${value?.tokens.length === 0 ? html`<p class="quiet">There are none yet. The server knows its first token from CANDOR_TOKEN.</p>` : this.#table(value?.tokens ?? [])}
		</div>`;
	}

	#table(tokens: readonly Token[]): TemplateResult {
		return html`<div class="scroll panel" tabindex="0" role="region" aria-label="All tokens">
				<table class="numbers">
					<thead><tr>${['Name', 'Role', 'Owner', 'Last used', 'Expires', ''].map((name) => html`<th scope="col">${name || html`<span class="visually-hidden">Actions</span>`}</th>`)}</tr></thead>
					<tbody>${repeat(
						tokens,
						({ id }) => id,
						(each) => this.#row(each),
					)}</tbody>
				</table>
			</div>`;
	}

	#secretPanel({ name, token }: { readonly name: string; readonly token: string }): TemplateResult {
		return html`<div class="toned stack tight" data-tone="assurance" role="status">
			<p><b>The token “${name}” is shown only once.</b> Pass it to its owner safely.</p>
			<div class="row"><code>${token}</code><console-copy .text=${token} .label=${`Copy the token ${name}`}></console-copy></div>
			<div class="row"><button type="button" class="plain" @click=${() => {
				this.secret = null;
			}}>Hide it</button></div>
		</div>`;
	}

	#form(): TemplateResult {
		return html`<details>
			<summary>Create a token</summary>
			<form class="panel stack" @submit=${(event: SubmitEvent) => this.#create(event)}>
				<div class="field"><label for="name">Name <span class="hint">such as “Night shift”</span></label><input id="name" name="name" maxlength="80" required /></div>
				<div class="field"><label for="owner">Owner <span class="hint">the person who answers for it</span></label><input id="owner" name="owner" maxlength="80" /></div>
				<div class="field">
					<label for="role">Role</label>
					<select id="role" name="role">${roles.map((role) => html`<option value=${role} ?selected=${role === 'responder'}>${role}</option>`)}</select>
				</div>
				<div class="field"><label for="expires">Expires <span class="hint">such as 90d; empty: never</span></label><input id="expires" name="expires" /></div>
				<div class="row"><button class="primary">Create</button></div>
			</form>
		</details>`;
	}

	#row({ id, name, role, owner, lastUsedAt, expiresAt }: Token): TemplateResult {
		const { now } = this.#live;
		const isOwn = id === session.current?.operator.id;
		return html`<tr>
			<th scope="row">${name}${isOwn ? html` <span class="tag" data-tone="info">you</span>` : nothing}</th>
			<td>${role}</td>
			<td>${owner ?? '–'}</td>
			<td>${lastUsedAt ? timeText(lastUsedAt, now) : 'never'}</td>
			<td>${expiresAt ? timeText(expiresAt, now) : 'never'}</td>
			<td>
				<div class="row">
					<button type="button" class="plain" aria-label=${`Rotate ${name}`} @click=${() => this.#rotate(id, name)}>Rotate</button>
					${
						this.confirming === id
							? html`<button type="button" class="danger" @click=${() => this.#revoke(id, name)}>Revoke “${name}” now</button>`
							: html`<button type="button" class="plain" aria-label=${`Revoke ${name}`} @click=${() => {
									this.confirming = id;
								}}>Revoke</button>`
					}
				</div>
			</td>
		</tr>`;
	}

	async #attempt(act: () => Promise<void>): Promise<void> {
		this.problem = '';
		this.confirming = '';
		try {
			await act();
		} catch (error) {
			this.problem = sentenceOf(error);
		}
		void this.#tokens.refresh();
	}

	#create(event: SubmitEvent): Promise<void> {
		event.preventDefault();
		const form = event.target as HTMLFormElement;
		const field = (name: string): string => String(new FormData(form).get(name) ?? '').trim();
		return this.#attempt(async () => {
			const body = {
				name: field('name'),
				role: field('role') as Role,
				...(field('owner') && { owner: field('owner') }),
				...(field('expires') && { expiresAt: field('expires') }),
			};
			this.secret = await answer(api.POST('/v1/tokens', { body }));
			form.reset();
		});
	}

	#rotate(id: string, name: string): Promise<void> {
		return this.#attempt(async () => {
			const { token } = await answer(
				api.POST('/v1/tokens/{id}/rotate', { params: { path: { id } }, body: {} }),
			);
			this.secret = { name, token };
		});
	}

	#revoke(id: string, name: string): Promise<void> {
		return this.#attempt(async () => {
			await answer(api.DELETE('/v1/tokens/{id}', { params: { path: { id } } }));
			toasts.show(`Revoked: ${name}`);
		});
	}
}

defineElement('console-tokens', TokensScreen);
