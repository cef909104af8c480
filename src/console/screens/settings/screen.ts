import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { subscribeWays } from '../../../model/vocabulary.ts';
import { answer, api, type Schema } from '../../api/client.ts';
import { ApiError, sentenceOf } from '../../api/problem.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { can } from '../../shared/session.ts';
import { toasts } from '../../shared/toasts.ts';
import { linkTo } from '../../shell/navigation.ts';
import './servers.ts';
import './signed-in.ts';

type Page = Schema<'Page'>;

const wayLabels: Readonly<Record<(typeof subscribeWays)[number], string>> = {
	email: 'By e-mail',
	sms: 'By SMS',
	rss: 'By RSS',
	webhook: 'By webhook',
	chat: 'By chat',
};

/** The page, what the policy pack means here, and the way to tokens and templates. */
class SettingsScreen extends ConsoleElement {
	static override properties: PropertyDeclarations = {
		page: { state: true },
		pack: { state: true },
		problem: { state: true },
		issues: { state: true },
	};

	/** `undefined`: not known yet. `null`: it has no name yet. */
	declare page: Page | null | undefined;
	declare pack: Schema<'PolicyPack'> | null | undefined;
	declare problem: string;
	declare issues: ApiError['issues'];

	constructor() {
		super();
		this.page = undefined;
		this.pack = undefined;
		this.problem = '';
		this.issues = [];
	}

	override connectedCallback(): void {
		super.connectedCallback();
		void this.#load();
	}

	async #load(): Promise<void> {
		try {
			this.page = await orNull(answer(api.GET('/v1/page')));
			this.pack = await orNull(answer(api.GET('/v1/pack')));
		} catch (error) {
			this.problem = sentenceOf(error);
		}
	}

	protected override render(): TemplateResult {
		return html`<div class="stack">
			<h1>Settings</h1>
			${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}
			${this.page === undefined ? nothing : this.#pageForm(this.page)}
			${this.pack === undefined ? nothing : this.#packSection(this.pack)}
			<section class="panel stack tight">
				<h2>Operators</h2>
				<p>Each operator has a role, by a token or by the identity provider.</p>
				${
					can('read-tokens')
						? html`<p><a href=${linkTo('tokens')}>Tokens and their roles</a></p>`
						: html`<p class="quiet">An admin gives out tokens and changes roles.</p>`
				}
				<p><a href=${linkTo('templates')}>Templates</a></p>
			</section>
			<console-servers></console-servers>
			${can('read-sessions') ? html`<console-signed-in></console-signed-in>` : nothing}
		</div>`;
	}

	#pageForm(page: Page | null): TemplateResult {
		const isReadOnly = !can('edit-page');
		const hrefOf = (way: string): string => page?.subscribe.find(({ by }) => by === way)?.href ?? '';
		const field = (
			id: string,
			label: string,
			hint: string,
			value: string,
		): TemplateResult => html`<div class="field">
			<label for=${id}>${label} <span class="hint">${hint}</span></label>
			<input id=${id} name=${id} ?readonly=${isReadOnly} aria-invalid=${String(this.#problemsOf(id).length > 0)} .value=${value} />
			${this.#problemsOf(id).map(({ message }) => html`<p class="error">${message}</p>`)}
		</div>`;
		return html`<form class="panel stack" novalidate @submit=${this.#save}>
			<h2>The page</h2>
			${field('name', 'Name', 'as customers know you', page?.name ?? '')}
			${field('statusUrl', 'Status page', 'an address that begins with https:', page?.statusUrl ?? '')}
			${field('supportUrl', 'Support', 'https: or mailto:', page?.supportUrl ?? '')}
			<details ?open=${(page?.subscribe.length ?? 0) > 0}>
				<summary>Where customers subscribe to updates</summary>
				<div class="stack">${subscribeWays.map((way) => field(way, wayLabels[way], 'an address; empty: not offered', hrefOf(way)))}</div>
			</details>
			${isReadOnly ? nothing : html`<div class="row"><button class="primary">Save</button></div>`}
		</form>`;
	}

	/** The refusals of one field. Those of the ways to subscribe name their place in the list. */
	#problemsOf(id: string): ApiError['issues'] {
		return this.issues.filter(({ path }) => {
			const [name, index] = path.split('.');
			return name === 'subscribe' ? this.#sentWays[Number(index)] === id : name === id;
		});
	}

	/** The ways of the last request, in its order. */
	#sentWays: readonly string[] = [];

	readonly #save = async (event: Event): Promise<void> => {
		event.preventDefault();
		const data = new FormData(event.target as HTMLFormElement);
		const value = (name: string): string => String(data.get(name) ?? '').trim();
		const ways = subscribeWays.filter((way) => value(way) !== '');
		this.#sentWays = ways;
		this.problem = '';
		this.issues = [];
		try {
			// A dry run has another type of the same answer.
			this.page = (await answer(
				api.PATCH('/v1/page', {
					params: this.page ? { header: { 'if-match': `"${this.page.seq}"` } } : {},
					body: {
						name: value('name'),
						statusUrl: value('statusUrl') || null,
						supportUrl: value('supportUrl') || null,
						subscribe: ways.map((by) => ({ by, href: value(by) })),
					},
				}),
			)) as Page;
			toasts.show('Saved. Every open page shows it now.');
		} catch (error) {
			this.issues = error instanceof ApiError ? error.issues : [];
			this.problem =
				error instanceof ApiError && error.code === 'precondition-failed'
					? 'Another operator has changed the page since you opened this screen. Reload it, and make your change again.'
					: sentenceOf(error);
		}
	};

	#packSection(pack: Schema<'PolicyPack'> | null): TemplateResult {
		if (!pack)
			return html`<section class="panel stack tight"><h2>Policy pack</h2><p>This server has none. CANDOR_PACK names one.</p></section>`;
		const list = (title: string, sentences: readonly string[]): TemplateResult =>
			html`<h3>${title}</h3><ul class="stack tight">${sentences.map((sentence) => html`<li>– ${sentence}</li>`)}</ul>`;
		return html`<section class="panel stack tight">
			<h2>Policy pack: ${pack.pack.title ?? pack.pack.name}</h2>
			${list('The server enforces', pack.enforced)}${list('It expects of you', pack.expected)}
			<p class="small quiet">It informs, and claims no compliance. CANDOR_PACK changes it.</p>
		</section>`;
	}
}

/** `null` for what does not exist. */
const orNull = <Value>(asked: Promise<Value>): Promise<Value | null> =>
	asked.catch((error: unknown) => {
		if (error instanceof ApiError && error.status === 404) return null;
		throw error;
	});

defineElement('console-settings', SettingsScreen);
