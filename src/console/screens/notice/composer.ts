import { type CSSResultGroup, css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { phaseLabels } from '../../../model/labels.ts';
import { lint } from '../../../model/lint/lint.ts';
import { markdownOf } from '../../../model/markdown.ts';
import { componentName } from '../../../model/views/components.ts';
import {
	finalPhaseOf,
	isEndedPhase,
	type Phase,
	phasesOf,
	reopenedPhaseOf,
} from '../../../model/vocabulary.ts';
import { showWithUndo } from '../../actions/undo.ts';
import { ApiError, sentenceOf } from '../../api/problem.ts';
import type { SuggestionEvent } from '../../assistant/suggest.ts';
import '../../assistant/suggest.ts';
import { type Attempt, attemptFor } from '../../shared/attempt.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { LiveState } from '../../shared/live.ts';
import type { NoticeResource } from '../../shared/notice-resource.ts';
import { can, session } from '../../shared/session.ts';
import { toasts } from '../../shared/toasts.ts';
import { unsent } from '../../shared/unsent.ts';
import { composerWords } from './composer-words.ts';
import './conflict.ts';
import { type Message, type MessageMode, sendMessage } from './send-message.ts';

/** Texts and choices of one message about a notice: an update, its end, its reopening, its removal. */
class Composer extends ConsoleElement {
	static override styles: CSSResultGroup = [
		ConsoleElement.styles,
		css`
			textarea {
				min-height: 96px;
			}
		`,
	];
	static override properties: PropertyDeclarations = {
		notice: { attribute: false },
		mode: {},
		message: { state: true },
		problem: { state: true },
		conflict: { state: true },
		isBusy: { state: true },
	};

	declare notice: NoticeResource;
	declare mode: MessageMode;
	declare message: Message;
	declare problem: string;
	/** The notice as another operator left it meanwhile. */
	declare conflict: NoticeResource | null;
	declare isBusy: boolean;

	readonly #live = new LiveState(this);
	#attempt: Attempt | null = null;
	#ofMode = '';

	constructor() {
		super();
		this.problem = '';
		this.conflict = null;
		this.isBusy = false;
	}

	get #unsent() {
		return unsent<Message>(session.current?.operator.id ?? '', `${this.mode} ${this.notice.id}`);
	}

	/** Each kind of message has words of its own, and remembers on which version they were begun. */
	protected override willUpdate(): void {
		if (this.#ofMode === this.mode) return;
		this.#ofMode = this.mode;
		const { phase, kind } = this.notice;
		const first = {
			update: phase,
			resolve: finalPhaseOf[kind],
			reopen: reopenedPhaseOf[kind],
			retract: phase,
		};
		const empty: Message = { body: '', phase: first[this.mode], promise: 'policy', base: this.notice.seq };
		this.message = { ...empty, ...this.#unsent.read() };
		this.conflict = null;
		this.problem = '';
	}

	protected override firstUpdated(): void {
		this.find('textarea')?.focus();
	}

	#change(fields: Partial<Message>): void {
		this.message = { ...this.message, ...fields };
		this.#unsent.write(this.message);
	}

	async #send(base = this.message.base): Promise<void> {
		if (this.isBusy) return;
		this.isBusy = true;
		this.problem = '';
		try {
			const { mode, notice } = this;
			const message = { ...this.message, base };
			this.#attempt = attemptFor(this.#attempt, { mode, message }, () => crypto.randomUUID());
			const { sentence, commit } = await sendMessage(notice, mode, message, this.#attempt.key);
			if (commit === null) toasts.show(sentence);
			else showWithUndo(sentence, { notice: notice.id, commit }, () => toasts.show('Undone on every page.'));
			this.#unsent.clear();
			this.dispatchEvent(new Event('console-done'));
		} catch (error) {
			this.problem = sentenceOf(error);
			if (error instanceof ApiError && error.status === 412) {
				this.problem = '';
				this.conflict = this.notice;
			}
		} finally {
			this.isBusy = false;
		}
	}

	protected override render(): TemplateResult {
		const { mode, message, notice } = this;
		const onKey = (event: KeyboardEvent): void => {
			if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
			event.preventDefault();
			void this.#send();
		};
		return html`<form
			class="panel stack"
			aria-label=${composerWords[mode].title}
			@keydown=${onKey}
			@submit=${(event: Event) => {
				event.preventDefault();
				void this.#send();
			}}
		>
			${mode === 'update' ? this.#phases() : nothing}
			<div class="field">
				<label for="body">${composerWords[mode].label} <span class="hint">${composerWords[mode].hint}</span></label>
				<textarea id="body" rows="3" maxlength="5000" aria-describedby="notes" .value=${message.body} @input=${(event: Event) => this.#change({ body: (event.target as HTMLTextAreaElement).value })}></textarea>
				<div id="notes" class="stack tight" aria-live="polite">${this.#advice()}</div>
			</div>
			${this.#suggest()}
			${mode === 'update' && !isEndedPhase(message.phase) && notice.kind === 'incident' ? this.#promises() : nothing}
			${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}
			${
				this.conflict
					? html`<console-conflict
							.notice=${this.notice}
							.base=${message.base}
							.mine=${message.body}
							@console-send=${() => {
								this.#change({ base: this.notice.seq });
								void this.#send(this.notice.seq);
							}}
						></console-conflict>`
					: html`<div class="row">
						<button class=${mode === 'retract' ? 'danger' : 'primary'} aria-disabled=${String(this.isBusy)}>${this.isBusy ? 'Sending …' : composerWords[mode].send}</button>
						<button type="button" class="plain" @click=${() => this.dispatchEvent(new Event('console-cancel'))}>Close</button>
						<span class="hint keys"><kbd>Ctrl</kbd> <kbd>Enter</kbd> to send</span>
					</div>`
			}
		</form>`;
	}

	/** What the assistant writes about a notice: an update, or its end. */
	#suggest(): TemplateResult | typeof nothing {
		const { mode, message } = this;
		if (mode !== 'update' && mode !== 'resolve') return nothing;
		const purpose = isEndedPhase(message.phase) ? 'resolve' : mode;
		return html`<console-suggest
			.purpose=${purpose}
			.notice=${this.notice.id}
			@console-suggestion=${({ texts }: SuggestionEvent) => this.#change({ body: texts.body ?? message.body })}
		></console-suggest>`;
	}

	#phases(): TemplateResult {
		const offered = phasesOf[this.notice.kind].filter((phase) => !isEndedPhase(phase) || can('resolve'));
		return html`<fieldset class="field">
			<legend>Phase</legend>
			<div class="choices">
				${offered.map(
					(phase: Phase) => html`<label class="choice">
						<input type="radio" name="phase" .checked=${this.message.phase === phase} @change=${() => this.#change({ phase })} />
						<span>${phaseLabels[phase]}</span>
					</label>`,
				)}
			</div>
		</fieldset>`;
	}

	#promises(): TemplateResult {
		const options = [
			['policy', 'By policy'],
			['15m', 'In 15 min'],
			['30m', 'In 30 min'],
			['1h', 'In 1 h'],
			['2h', 'In 2 h'],
			['none', 'None'],
		] as const;
		return html`<fieldset class="field">
			<legend>Next update</legend>
			<div class="choices">
				${options.map(
					([value, text]) => html`<label class="choice">
						<input type="radio" name="promise" .checked=${this.message.promise === value} @change=${() => this.#change({ promise: value })} />
						<span>${text}</span>
					</label>`,
				)}
			</div>
		</fieldset>`;
	}

	/** What the lint says about the words of this message alone. */
	#advice(): readonly TemplateResult[] {
		const { message, notice, mode } = this;
		if (mode === 'retract' || !message.body.trim()) return [];
		const { state } = this.#live;
		return lint({
			kind: notice.kind,
			impact: notice.impact,
			title: notice.title,
			body: message.body,
			workaround: markdownOf(notice.workaround),
			checklist: notice.checklist,
			affected: notice.affected.map(({ component, status }) => ({
				name: componentName(state, component),
				status,
			})),
			unaffected: [],
			safety: notice.dataSafety
				? {
						state: notice.dataSafety.state,
						statement: '',
						evidence: markdownOf(notice.dataSafety.evidence),
					}
				: null,
			hasNoPromise: message.promise === 'none',
			isEnd: mode === 'resolve' || isEndedPhase(message.phase),
		})
			.filter(({ field, rule }) => field === 'body' || rule === 'no-next-update')
			.map(({ message: text }) => html`<p class="advice"><span aria-hidden="true">→</span>${text}</p>`);
	}
}

defineElement('console-composer', Composer);
