import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { components } from '../../../model/views/components.ts';
import type { ProblemIssue } from '../../api/problem.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { LiveState } from '../../shared/live.ts';
import { typedIn } from '../../shared/typed-in.ts';
import type { Channel, ChannelForm, ChannelSettings } from './channel-form.ts';
import { filterFields } from './filter-fields.ts';
import { type ChannelKind, channelKindNames, channelKinds, type SettingField } from './kinds.ts';

/** Dispatched with each change of the form. */
export class ChannelChange extends Event {
	readonly form: ChannelForm;

	constructor(form: ChannelForm) {
		super('channel-change');
		this.form = form;
	}
}

/** Dispatched to save the form with these settings; those that were not entered are missing. */
export class ChannelSave extends Event {
	readonly settings: ChannelSettings;

	constructor(settings: ChannelSettings) {
		super('channel-save');
		this.settings = settings;
	}
}

/** The fields of a channel, by its kind. */
class ChannelFields extends ConsoleElement {
	static override properties: PropertyDeclarations = {
		form: { attribute: false },
		issues: { attribute: false },
		busy: { type: Boolean },
		isRemoving: { state: true },
	};

	declare form: ChannelForm;
	/** What the server refused. */
	declare issues: readonly ProblemIssue[];
	declare busy: boolean;
	/** Whether the channel is about to be removed. */
	declare isRemoving: boolean;

	readonly #live = new LiveState(this);

	constructor() {
		super();
		this.issues = [];
		this.busy = false;
		this.isRemoving = false;
	}

	protected override firstUpdated(): void {
		this.find(this.form.base ? '#name' : '#kind')?.focus();
	}

	#change(fields: Partial<ChannelForm>): void {
		this.dispatchEvent(new ChannelChange({ ...this.form, ...fields }));
	}

	protected override render(): TemplateResult {
		const { form, busy } = this;
		const { base, kind, name } = form;
		return html`<form class="stack panel" novalidate autocomplete="off" @submit=${this.#submit}>
			<h2>${base ? `Edit ${base.name}` : 'New channel'}</h2>
			${base ? nothing : this.#kindField()}
			<p class="quiet small">${channelKinds[kind].about}</p>
			<div class="field">
				<label for="name">Name <span class="hint">for operators, such as “Our partners”</span></label>
				<input id="name" maxlength="80" aria-invalid=${String(this.#has('name', 'id'))} .value=${name} @input=${(event: Event) => this.#change({ name: typedIn(event) })} />
				${this.#problems('name', 'id')}
			</div>
			${repeat(
				channelKinds[kind].fields,
				(field) => `${kind} ${field.name}`,
				(field) => this.#setting(field),
			)}
			${this.#problems('settings')}
			${filterFields(form, components(this.#live.state, this.#live.now), (fields) => this.#change(fields))}
			${this.#problems('filter')}
			${
				base
					? html`<label class="check">
						<input type="checkbox" id="enabled" .checked=${form.enabled} @change=${() => this.#change({ enabled: !form.enabled })} />
						<span>It sends <span class="hint">off: messages wait until it is on again</span></span>
					</label>`
					: nothing
			}
			<div class="row">
				<button class="primary" aria-disabled=${String(busy)}>${busy ? 'Saving …' : base ? 'Save' : 'Add'}</button>
				<button type="button" class="plain" @click=${() => this.dispatchEvent(new Event('channel-cancel'))}>Cancel</button>
				${base ? this.#removal(base) : nothing}
			</div>
		</form>`;
	}

	readonly #submit = (event: Event): void => {
		event.preventDefault();
		if (this.busy) return;
		const entered = channelKinds[this.form.kind].fields.flatMap(({ name }) => {
			const value = this.find<HTMLInputElement>(`#setting-${name}`)?.value.trim() ?? '';
			return value ? [[name, value] as const] : [];
		});
		this.dispatchEvent(new ChannelSave(Object.fromEntries(entered)));
	};

	#removal({ name }: Channel): TemplateResult {
		return this.isRemoving
			? html`<button type="button" class="danger" @click=${() => this.dispatchEvent(new Event('channel-remove'))}>Remove “${name}” and what it has not sent</button>`
			: html`<button type="button" class="danger" @click=${() => {
					this.isRemoving = true;
				}}>Remove</button>`;
	}

	#kindField(): TemplateResult {
		return html`<div class="field">
			<label for="kind">Kind</label>
			<select id="kind" @change=${(event: Event) => this.#change({ kind: typedIn(event) as ChannelKind })}>
				${channelKindNames.map((kind) => html`<option value=${kind} ?selected=${kind === this.form.kind}>${channelKinds[kind].title}</option>`)}
			</select>
			${this.#problems('kind')}
		</div>`;
	}

	/** It is not stored in the browser, because it may hold a secret. */
	#setting({ name, label, hint, type }: SettingField): TemplateResult {
		const { base } = this.form;
		const path = `settings.${name}`;
		const words = base ? 'empty: it stays as it is' : `${hint}. Not kept if you leave.`;
		return html`<div class="field">
			<label for=${`setting-${name}`}>${label} <span class="hint">${words}</span></label>
			<input
				id=${`setting-${name}`}
				type=${type}
				autocapitalize="none"
				spellcheck="false"
				placeholder=${(base?.settings as Readonly<Record<string, string>> | undefined)?.[name] ?? ''}
				aria-invalid=${String(this.#has(path))}
				@input=${() => this.#change({})}
			/>
			${this.#problems(path)}
		</div>`;
	}

	#found(...paths: string[]): readonly ProblemIssue[] {
		return this.issues.filter(({ path }) =>
			paths.some((each) => path === each || (each === 'filter' && path.startsWith('filter.'))),
		);
	}

	#has(...paths: string[]): boolean {
		return this.#found(...paths).length > 0;
	}

	#problems(...paths: string[]): TemplateResult {
		return html`${this.#found(...paths).map(({ message }) => html`<p class="error">${message}</p>`)}`;
	}
}

defineElement('console-channel-form', ChannelFields);
