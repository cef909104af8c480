import {
	type CSSResultGroup,
	html,
	nothing,
	type PropertyDeclarations,
	type PropertyValues,
	type TemplateResult,
} from 'lit';
import { keyed } from 'lit/directives/keyed.js';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { answer, api, type Schema } from '../../api/client.ts';
import { ApiError, type ProblemIssue, sentenceOf } from '../../api/problem.ts';
import { conflictPanel } from '../../shared/conflict-panel.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { listStyles } from '../../shared/list-styles.ts';
import { LiveState } from '../../shared/live.ts';
import { secretPanel } from '../../shared/secret-panel.ts';
import { can, session } from '../../shared/session.ts';
import { toasts } from '../../shared/toasts.ts';
import { type Unsent, unsent } from '../../shared/unsent.ts';
import { Watched } from '../../shared/watched.ts';
import { changeChannel } from './change-channel.ts';
import {
	type Channel,
	type ChannelForm,
	type ChannelSettings,
	createRequest,
	differencesOf,
	emptyForm,
	formOf,
	restoredForm,
} from './channel-form.ts';
import type { ChannelChange, ChannelSave } from './form.ts';
import './form.ts';
import { channelList } from './list.ts';

/** Where notices are told: how each channel is, and what it has not delivered. */
class ChannelsScreen extends ConsoleElement {
	static override styles: CSSResultGroup = [ConsoleElement.styles, listStyles];
	static override properties: PropertyDeclarations = {
		form: { state: true },
		conflict: { state: true },
		problem: { state: true },
		issues: { state: true },
		busy: { state: true },
		secret: { state: true },
		open: { state: true },
		tests: { state: true },
	};

	/** `null`: nothing is edited. */
	declare form: ChannelForm | null;
	/** The channel as another operator has left it, and the settings that were about to be saved. */
	declare conflict: { readonly current: Channel; readonly settings: ChannelSettings } | null;
	declare problem: string;
	declare issues: readonly ProblemIssue[];
	/** What is asked of the server; empty: nothing. */
	declare busy: string;
	declare secret: { readonly name: string; readonly secret: string } | null;
	/** The id of the channel whose deliveries are shown. */
	declare open: string;
	/** What came of a test message, by the id of its channel. */
	declare tests: Readonly<Record<string, Schema<'ChannelAttempt'>>>;

	readonly #live = new LiveState(this);
	readonly #channels = new Watched(this, () => answer(api.GET('/v1/channels')));
	/** What is edited survives a reload and a closed tab, but for addresses. */
	readonly #unsent: Unsent<ChannelForm>;

	constructor() {
		super();
		this.conflict = null;
		this.problem = '';
		this.issues = [];
		this.busy = '';
		this.secret = null;
		this.open = '';
		this.tests = {};
		this.#unsent = unsent(session.current?.operator.id ?? '', 'channel');
		this.form = can('put-connector') ? restoredForm(this.#unsent.read()) : null;
	}

	#edit(form: ChannelForm | null): void {
		this.form = form;
		this.problem = '';
		this.issues = [];
		this.conflict = null;
		if (!form) this.#unsent.clear();
		else if (!this.#unsent.write(form))
			this.problem = 'This browser cannot keep what you write. Save before you leave this page.';
	}

	protected override render(): TemplateResult {
		const { value, problem } = this.#channels;
		const { form } = this;
		return html`<div class="stack">
			<div class="row spread">
				<h1>Channels</h1>
				${can('put-connector') && !form ? html`<button type="button" @click=${() => this.#edit(emptyForm())}>New channel</button>` : nothing}
			</div>
			<p class="quiet">Each channel sends every notice to another program, in the words of the status page.</p>
			${
				this.secret
					? secretPanel(this.secret, 'Give it to the receiver, which checks the signature with it.', () => {
							this.secret = null;
						})
					: nothing
			}
			${this.problem || problem ? html`<p class="error" role="alert">${this.problem || problem}</p>` : nothing}
			${form && this.conflict ? this.#conflictPanel(form, this.conflict) : nothing}
			${
				form
					? html`${keyed(
							form.base?.id,
							html`<console-channel-form
						.form=${form}
						.issues=${this.issues}
						?busy=${this.busy === 'save'}
						@channel-change=${({ form: changed }: ChannelChange) => this.#edit(changed)}
						@channel-save=${({ settings }: ChannelSave) => this.#save(settings)}
						@channel-remove=${() => form.base && this.#remove(form.base)}
						@channel-cancel=${() => this.#edit(null)}
					></console-channel-form>`,
						)}`
					: nothing
			}
			${value?.channels.length === 0 && !form ? html`<p class="quiet">There are none yet. Notices are on the status page and in your product.</p>` : nothing}
			${channelList(value?.channels ?? [], {
				now: this.#live.now,
				...{ open: this.open, busy: this.busy, tests: this.tests },
				toggle: (id) => {
					this.open = this.open === id ? '' : id;
				},
				edit: (channel) => this.#edit(formOf(channel)),
				test: (channel) => this.#test(channel),
				enable: (channel) => this.#enable(channel),
				addSecret: (channel) => this.#addSecret(channel),
				removeSecret: (channel, id) => this.#removeSecret(channel, id),
				refresh: () => void this.#channels.refresh(),
			})}
		</div>`;
	}

	/** The secret may be above what is in sight. */
	protected override updated(changed: PropertyValues<this>): void {
		if (changed.has('secret')) this.find('#secret')?.focus();
	}

	#conflictPanel(form: ChannelForm, { current, settings }: NonNullable<ChannelsScreen['conflict']>) {
		return conflictPanel('this channel', differencesOf(form, current), {
			keepMine: () => {
				this.#edit({ ...form, base: current });
				void this.#save(settings);
			},
			takeTheirs: () => this.#edit(formOf(current)),
		});
	}

	async #attempt(about: string, act: () => Promise<void>): Promise<void> {
		if (this.busy) return;
		this.busy = about;
		this.problem = '';
		this.issues = [];
		this.tests = {};
		try {
			await act();
		} catch (error) {
			this.problem = sentenceOf(error);
			this.issues = error instanceof ApiError ? error.issues : [];
		}
		this.busy = '';
		void this.#channels.refresh();
	}

	#save(settings: ChannelSettings): Promise<void> {
		return this.#attempt('save', async () => {
			const { form } = this;
			if (!form) return;
			if (!form.base) {
				const made = await answer(api.POST('/v1/channels', { body: createRequest(form, settings) }));
				this.secret = made.secret === null ? null : { name: form.name, secret: made.secret };
				this.#edit(null);
				toasts.show(`Added: ${form.name}. Send a test message.`);
				return;
			}
			const current = await changeChannel(form, form.base.id, settings);
			if (current) {
				this.conflict = { current, settings };
				return;
			}
			this.#edit(null);
			toasts.show(`Saved: ${form.name}`);
		});
	}

	#test({ id }: Channel): Promise<void> {
		return this.#attempt(`test ${id}`, async () => {
			const params = { path: { id } };
			this.tests = { [id]: await answer(api.POST('/v1/channels/{id}/test', { params })) };
		});
	}

	#enable({ id, name }: Channel): Promise<void> {
		return this.#attempt(`enable ${id}`, async () => {
			await answer(api.PATCH('/v1/channels/{id}', { params: { path: { id } }, body: { enabled: true } }));
			toasts.show(`It continues where it stopped: ${name}`);
		});
	}

	#remove({ id, name }: Channel): Promise<void> {
		return this.#attempt('save', async () => {
			await answer(api.DELETE('/v1/channels/{id}', { params: { path: { id } } }));
			this.#edit(null);
			toasts.show(`Removed: ${name}`);
		});
	}

	#addSecret({ id, name }: Channel): Promise<void> {
		return this.#attempt(`secret ${id}`, async () => {
			const { secret } = await answer(api.POST('/v1/channels/{id}/secrets', { params: { path: { id } } }));
			this.secret = secret === null ? null : { name, secret };
		});
	}

	#removeSecret({ id }: Channel, secret: string): Promise<void> {
		return this.#attempt(`secret ${id}`, async () => {
			await answer(api.DELETE('/v1/channels/{id}/secrets/{secret}', { params: { path: { id, secret } } }));
			toasts.show('The secret is removed.');
		});
	}
}

defineElement('console-channels', ChannelsScreen);
