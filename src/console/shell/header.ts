import { type CSSResultGroup, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { defineElement } from '../../elements/shared/define-element.ts';
import { sentenceOf } from '../api/problem.ts';
import { drillId } from '../api/server.ts';
import { ConsoleElement } from '../shared/console-element.ts';
import { LiveState } from '../shared/live.ts';
import { canAny, session } from '../shared/session.ts';
import { toasts } from '../shared/toasts.ts';
import './automation-line.ts';
import './drill-line.ts';
import { headerStyles } from './header-styles.ts';
import { showHelp } from './help.ts';
import { currentRoute, linkTo, routeEvent } from './navigation.ts';
import type { ScreenName } from './router.ts';
import { type Screen, screenList } from './screens.ts';

const connectionWords = {
	connecting: 'Connecting …',
	live: 'Live',
	polling: 'Polling',
	reconnecting: 'No connection',
	retired: 'Reconnecting …',
} as const;

/** What runs here, in which environment, who is signed in, and the way to the other screens. */
class ConsoleHeader extends ConsoleElement {
	static override styles: CSSResultGroup = [ConsoleElement.styles, headerStyles];
	static override properties: PropertyDeclarations = { isMenuOpen: { state: true } };

	declare isMenuOpen: boolean;
	readonly #live = new LiveState(this);
	readonly #render = (): void => {
		this.isMenuOpen = false;
		this.requestUpdate();
		void this.updateComplete.then(() => this.#showCurrent());
	};

	/** On a phone the screens are a bar that is wider than the window. */
	#showCurrent(): void {
		this.find('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
	}

	constructor() {
		super();
		this.isMenuOpen = false;
	}

	override connectedCallback(): void {
		super.connectedCallback();
		for (const name of [routeEvent, 'popstate']) addEventListener(name, this.#render);
	}

	protected override firstUpdated(): void {
		this.#showCurrent();
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		for (const name of [routeEvent, 'popstate']) removeEventListener(name, this.#render);
	}

	protected override render(): TemplateResult | typeof nothing {
		const { current } = session;
		if (!current) return nothing;
		const { server, operator } = current;
		const { connection } = this.#live.snapshot;
		const isProduction = /^prod/i.test(server.environment ?? '');
		return html`
			<header class=${isProduction ? 'production' : ''}>
				<div class="bar">
					<p class="place">
						<b class="clip">${server.name ?? 'Candor'}</b>
						<span class="environment ${isProduction ? 'is-production' : ''}" title="The environment that CANDOR_ENVIRONMENT names">${
							server.environment ?? 'environment not named'
						}</span>
						<span class="connection ${connection}" role="status">${connectionWords[connection]}</span>
					</p>
					<nav aria-label="Screens">${screenList.filter(([, { actions }]) => canAny(actions)).map(this.#link)}</nav>
					<div class="who" @keydown=${this.#onKey} @focusout=${this.#onLeave}>
						<button
							type="button"
							class="plain"
							aria-expanded=${String(this.isMenuOpen)}
							aria-controls="menu"
							@click=${() => {
								this.isMenuOpen = !this.isMenuOpen;
							}}
						>
							<span class="clip">${operator.name ?? operator.id}</span><span class="role">${operator.role}</span>
						</button>
						<div id="menu" class="panel" ?hidden=${!this.isMenuOpen}>
							<button type="button" class="plain" @click=${showHelp}>Keys and help</button>
							<button type="button" class="plain" @click=${() => this.#signOut(false)}>Sign out</button>
							<button type="button" class="plain" @click=${() => this.#signOut(true)}>Sign out everywhere</button>
						</div>
					</div>
				</div>
				<console-automation-line></console-automation-line>
				${drillId === null ? nothing : html`<console-drill-line></console-drill-line>`}
			</header>
		`;
	}

	readonly #link = ([name, { title }]: readonly [ScreenName, Screen]): TemplateResult =>
		html`<a href=${linkTo(name)} class=${name === 'publish' ? 'lead' : ''} aria-current=${currentRoute().screen === name ? 'page' : nothing}>${title}</a>`;

	readonly #onKey = (event: KeyboardEvent): void => {
		if (event.key !== 'Escape' || !this.isMenuOpen) return;
		this.isMenuOpen = false;
		this.find('.who > button')?.focus();
	};

	readonly #onLeave = ({ currentTarget, relatedTarget }: FocusEvent): void => {
		if (!(currentTarget as Element).contains(relatedTarget as Node | null)) this.isMenuOpen = false;
	};

	async #signOut(everywhere: boolean): Promise<void> {
		try {
			await session.signOut(everywhere);
		} catch (error) {
			toasts.show(`You are still signed in. ${sentenceOf(error)}`);
		}
	}
}

defineElement('console-header', ConsoleHeader);
