import { type CSSResultGroup, css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import { timeText } from '../../../elements/i18n/time.ts';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { renderRichText } from '../../../elements/shared/rich-text.ts';
import { phaseLabels } from '../../../model/labels.ts';
import { markdownOf } from '../../../model/markdown.ts';
import { answer, api } from '../../api/client.ts';
import { sentenceOf } from '../../api/problem.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { LiveState } from '../../shared/live.ts';
import type { NoticeResource } from '../../shared/notice-resource.ts';
import { can, session } from '../../shared/session.ts';
import { toasts } from '../../shared/toasts.ts';
import { unsent } from '../../shared/unsent.ts';

type Update = NoticeResource['updates'][number];
type Correction = 'edit' | 'withdraw' | 'redact';

/** The updates of a notice, the newest first. Each can be corrected where it stands. */
class NoticeTimeline extends ConsoleElement {
	static override styles: CSSResultGroup = [
		ConsoleElement.styles,
		css`
			ol > li {
				display: grid;
				gap: 6px;
				padding: 2px 0 14px 16px;
				border-inline-start: 2px solid var(--c-line);
			}
			.text {
				max-width: 75ch;
				overflow-wrap: anywhere;
			}
			.text p,
			.text ul,
			.text ol {
				margin-bottom: 6px;
			}
			.text ul {
				list-style: disc;
				padding-inline-start: 20px;
			}
			.text ol {
				list-style: decimal;
				padding-inline-start: 20px;
			}
			.text .rich {
				white-space: pre-line;
			}
			.small-buttons button {
				padding: 4px 10px;
				font-size: 13px;
			}
		`,
	];
	static override properties: PropertyDeclarations = {
		notice: { attribute: false },
		open: { state: true },
		text: { state: true },
		problem: { state: true },
		isBusy: { state: true },
	};

	declare notice: NoticeResource;
	/** The id of the update that is corrected, and how. */
	declare open: { readonly id: string; readonly how: Correction } | null;
	declare text: string;
	declare problem: string;
	declare isBusy: boolean;

	readonly #live = new LiveState(this);

	constructor() {
		super();
		this.open = null;
		this.text = '';
		this.problem = '';
		this.isBusy = false;
	}

	protected override render(): TemplateResult {
		const { updates } = this.notice;
		return html`<section class="stack" aria-labelledby="updates">
			<h2 id="updates">Updates</h2>
			${updates.length === 0 ? html`<p class="quiet">There are none yet.</p>` : nothing}
			<ol>${repeat(
				updates,
				({ id }) => id,
				(each) => this.#update(each),
			)}</ol>
		</section>`;
	}

	#update(update: Update): TemplateResult {
		const { now } = this.#live;
		const { id, at, phase, author, editedAt, withdrawnAt, body } = update;
		const open = this.open?.id === id ? this.open.how : null;
		const facts = [
			timeText(at, now),
			phase ? phaseLabels[phase] : '',
			author ?? '',
			editedAt && !withdrawnAt ? `edited ${timeText(editedAt, now)}` : '',
			withdrawnAt ? `withdrawn ${timeText(withdrawnAt, now)}` : '',
		];
		return html`<li>
			<p class="small quiet numbers">${facts.filter(Boolean).join(' · ')}</p>
			${open === 'edit' ? nothing : html`<div class="text">${guard([JSON.stringify(body)], () => renderRichText(body))}</div>`}
			${open ? this.#form(update, open) : this.#buttons(update)}
		</li>`;
	}

	#buttons(update: Update): TemplateResult | typeof nothing {
		if (update.withdrawnAt && !can('redact-update')) return nothing;
		const button = (how: Correction, name: string, text: string): TemplateResult => html`<button
			type="button"
			class="plain"
			aria-label=${name}
			@click=${() => this.#start(update, how)}
		>${text}</button>`;
		const when = timeText(update.at, this.#live.now);
		return html`<div class="row small-buttons">
			${can('edit-update') && !update.withdrawnAt ? button('edit', `Edit the update of ${when}`, 'Edit') : nothing}
			${can('withdraw-update') && !update.withdrawnAt ? button('withdraw', `Withdraw the update of ${when}`, 'Withdraw') : nothing}
			${can('redact-update') ? button('redact', `Redact the update of ${when}`, 'Redact') : nothing}
		</div>`;
	}

	#stored(update: Update) {
		return unsent<{ text: string }>(session.current?.operator.id ?? '', `edit ${update.id}`);
	}

	#start(update: Update, how: Correction): void {
		this.open = { id: update.id, how };
		this.problem = '';
		this.text = how === 'edit' ? (this.#stored(update).read()?.text ?? markdownOf(update.body)) : '';
		void this.updateComplete.then(() => this.find('[data-first]')?.focus());
	}

	#form(update: Update, how: Correction): TemplateResult {
		const { label, hint, send } = words[how];
		return html`<form class="stack tight" @submit=${(event: Event) => this.#send(event, update, how)}>
			${
				how === 'withdraw'
					? html`<p data-first tabindex="-1">${hint}</p>`
					: html`<div class="field">
						<label for="words">${label} <span class="hint">${hint}</span></label>
						<textarea
							id="words"
							data-first
							rows="3"
							.value=${this.text}
							@input=${(event: Event) => {
								this.text = (event.target as HTMLTextAreaElement).value;
								if (how === 'edit') this.#stored(update).write({ text: this.text });
							}}
						></textarea>
					</div>`
			}
			${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}
			<div class="row">
				<button class=${how === 'edit' ? 'primary' : 'danger'} aria-disabled=${String(this.isBusy)}>${send}</button>
				<button type="button" class="plain" @click=${() => {
					this.open = null;
				}}>Close</button>
			</div>
		</form>`;
	}

	async #send(event: Event, update: Update, how: Correction): Promise<void> {
		event.preventDefault();
		if (this.isBusy) return;
		this.isBusy = true;
		this.problem = '';
		const params = { path: { id: this.notice.id, update: update.id } };
		const headers = { 'if-match': `"${this.notice.seq}"` };
		const send = {
			edit: () =>
				answer(
					api.PATCH('/v1/notices/{id}/updates/{update}', { params, headers, body: { body: this.text } }),
				),
			withdraw: () =>
				answer(api.POST('/v1/notices/{id}/updates/{update}/withdraw', { params, headers, body: {} })),
			redact: () =>
				answer(
					api.POST('/v1/notices/{id}/updates/{update}/redact', {
						params,
						headers,
						body: { ...(this.text.trim() && { reason: this.text.trim() }) },
					}),
				),
		};
		try {
			await send[how]();
			this.#stored(update).clear();
			toasts.show(words[how].done);
			this.open = null;
			this.dispatchEvent(new Event('console-done'));
		} catch (error) {
			this.problem = sentenceOf(error);
		} finally {
			this.isBusy = false;
		}
	}
}

const words = {
	edit: {
		label: 'Words of this update',
		hint: 'customers see that it was edited',
		send: 'Save',
		done: 'Edited. The former words are in the log.',
	},
	withdraw: {
		label: '',
		hint: 'Customers no longer read its words, and the notice falls back to the update before. The log keeps it.',
		send: 'Withdraw',
		done: 'Withdrawn.',
	},
	redact: {
		label: 'Reason',
		hint: 'The words are removed for good, also from the log. The reason stays in the log: do not repeat the words.',
		send: 'Redact for good',
		done: 'Redacted: the words are gone from the log.',
	},
} as const;

defineElement('console-timeline', NoticeTimeline);
