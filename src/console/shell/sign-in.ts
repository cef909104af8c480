import { type CSSResultGroup, css, html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { defineElement } from '../../elements/shared/define-element.ts';
import { answer, homeApi, type Schema } from '../api/client.ts';
import { sentenceOf } from '../api/problem.ts';
import { drillId } from '../api/server.ts';
import { ConsoleElement } from '../shared/console-element.ts';
import { session } from '../shared/session.ts';

/**
 * Exchanges an operator token for a session. The token is forgotten at once. Where an identity
 * provider is configured, a link leads to it.
 */
class SignIn extends ConsoleElement {
	static override styles: CSSResultGroup = [
		ConsoleElement.styles,
		css`
			main {
				display: grid;
				place-content: center;
				grid-template-columns: minmax(0, 400px);
				min-height: 100dvh;
				padding: 16px;
			}
			form {
				padding: 24px;
			}
		`,
	];
	static override properties: PropertyDeclarations = {
		problem: { state: true },
		isBusy: { state: true },
		openid: { state: true },
	};

	declare problem: string;
	declare isBusy: boolean;
	/** `null`: not configured, or not known yet. */
	declare openid: Schema<'SignIn'>['openid'];

	constructor() {
		super();
		this.problem = '';
		this.isBusy = false;
		this.openid = null;
	}

	protected override firstUpdated(): void {
		this.find('input')?.focus();
		// Without an answer the form is still there: a token is enough.
		answer(homeApi.GET('/v1/sign-in')).then(
			({ openid }) => {
				this.openid = openid;
			},
			() => undefined,
		);
	}

	protected override render(): TemplateResult {
		return html`<main>
			<form class="panel stack" @submit=${(event: SubmitEvent) => this.#signIn(event)}>
				<div class="stack tight">
					<h1>Candor console</h1>
					<p class="quiet">${session.reason || 'Sign in with your operator token.'}</p>
				</div>
				<div class="field">
					<label for="token">Operator token</label>
					<input
						id="token"
						type="password"
						autocomplete="current-password"
						autocapitalize="none"
						spellcheck="false"
						required
						aria-invalid=${this.problem ? 'true' : 'false'}
						aria-describedby="problem hint"
					/>
					<p class="error" id="problem" role="alert">${this.problem}</p>
				</div>
				<button class="primary" aria-disabled=${String(this.isBusy)}>
					${this.isBusy ? 'Signing in …' : 'Sign in'}
				</button>
				${
					this.openid
						? // With a target, because the address is the server's and no screen.
							html`<a target="_self" href=${`${this.openid.href}?to=${encodeURIComponent(placeHere())}`}
								>Sign in with ${this.openid.name}</a
							>`
						: ''
				}
				<p class="hint" id="hint">
					An admin creates a token with <code>candor token create</code>. This browser does not store it.
				</p>
			</form>
		</main>`;
	}

	async #signIn(event: SubmitEvent): Promise<void> {
		event.preventDefault();
		const input = this.find<HTMLInputElement>('input');
		const token = input?.value.trim();
		if (!input || !token || this.isBusy) return;
		this.isBusy = true;
		this.problem = '';
		try {
			await session.signIn(token);
			input.value = '';
		} catch (error) {
			this.problem = sentenceOf(error);
			input.select();
		} finally {
			this.isBusy = false;
		}
	}
}

/** The place below the server's `/console/` that the operator wanted, to come back to. */
const placeHere = (): string =>
	drillId === null ? (location.pathname.split('/console/')[1] ?? '') : 'drills';

defineElement('console-sign-in', SignIn);
