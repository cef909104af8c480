import { type CSSResultGroup, css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { defineElement } from '../../elements/shared/define-element.ts';
import { ConsoleElement } from '../shared/console-element.ts';
import { can, canAny, session } from '../shared/session.ts';
import './header.ts';
import './outlet.ts';
import './sign-in.ts';
import './toast-list.ts';
import { followReminders } from '../shared/reminders.ts';
import { toasts } from '../shared/toasts.ts';
import { showHelp } from './help.ts';
import { followLinks, navigate } from './navigation.ts';
import { screenList } from './screens.ts';
import { listenForKeys } from './shortcuts.ts';

/** The console: the sign-in screen, or the header, the navigation and one screen. */
class ConsoleApp extends ConsoleElement {
	static override styles: CSSResultGroup = [
		ConsoleElement.styles,
		css`
			.skip {
				position: fixed;
				z-index: 40;
				inset-block-start: 8px;
				inset-inline-start: 8px;
			}
			.skip:not(:focus) {
				opacity: 0;
				pointer-events: none;
			}
			main {
				max-width: 1280px;
				margin-inline: auto;
				padding: 20px 16px 120px;
				outline: none;
			}
			.failed {
				max-width: 480px;
				margin: 20vh auto;
				padding: 16px;
			}
			@media (min-width: 800px) {
				main {
					padding: 28px 24px 80px;
				}
			}
		`,
	];
	static override properties: PropertyDeclarations = { problem: { state: true } };

	/** Why the session could not be read. */
	declare problem: string;

	readonly #stops: (() => void)[] = [];

	constructor() {
		super();
		this.problem = '';
	}

	override connectedCallback(): void {
		super.connectedCallback();
		const keys = new Map<string, () => void>([['?', showHelp]]);
		for (const [name, { key, actions }] of screenList) {
			const open = (): void => {
				if (session.current && canAny(actions)) navigate(name);
			};
			keys.set(`g ${key}`, open);
			if (name === 'publish') keys.set('p', open);
		}
		this.#stops.push(
			session.subscribe(() => {
				this.#remind();
				this.requestUpdate();
			}),
			followLinks(this),
			listenForKeys(keys),
		);
		void this.#load();
	}

	#reminders: AbortController | null = null;

	/** Reminders come while an operator is signed in. */
	#remind(): void {
		const isOn = !!session.current && can('read-promises');
		if (isOn === (this.#reminders !== null)) return;
		this.#reminders?.abort();
		this.#reminders = isOn ? new AbortController() : null;
		if (this.#reminders)
			void followReminders(this.#reminders.signal, ({ text, leadsTo }) =>
				toasts.show(text, {
					ms: 60_000,
					action: { label: 'Open', run: () => navigate(...leadsTo) },
				}),
			);
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		this.#reminders?.abort();
		this.#reminders = null;
		for (const stop of this.#stops.splice(0)) stop();
	}

	async #load(): Promise<void> {
		this.problem = '';
		try {
			await session.load();
		} catch {
			this.problem = 'The server does not answer. Your session and what you wrote are kept.';
		}
	}

	protected override render(): TemplateResult | typeof nothing {
		if (this.problem)
			return html`<div class="failed panel stack" role="alert">
				<p>${this.problem}</p>
				<button type="button" class="primary" @click=${() => this.#load()}>Try again</button>
			</div>`;
		const { current } = session;
		if (current === undefined) return nothing;
		if (current === null) return html`<console-sign-in></console-sign-in>`;
		return html`
			<button type="button" class="skip primary" @click=${() => this.find('main')?.focus()}>Skip to the content</button>
			<console-header></console-header>
			<main tabindex="-1"><console-outlet></console-outlet></main>
			<console-toasts></console-toasts>
		`;
	}
}

defineElement('candor-console', ConsoleApp);
