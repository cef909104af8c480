import { html, nothing, type TemplateResult } from 'lit';
import { timeText } from '../../../elements/i18n/time.ts';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { answer, api } from '../../api/client.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { LiveState } from '../../shared/live.ts';
import { Watched } from '../../shared/watched.ts';

/** The header asks for the same more often, for what is urgent. Milliseconds. */
const intervalMs = 60_000;

/** How many pages are open, and how the server is. */
class ServerFacts extends ConsoleElement {
	readonly #live = new LiveState(this);
	readonly #server = new Watched(
		this,
		() => answer(api.GET('/v1/server')),
		() => intervalMs,
	);

	protected override render(): TemplateResult | typeof nothing {
		const { value, problem } = this.#server;
		if (!value) return problem ? html`<p class="error" role="status">${problem}</p>` : nothing;
		const { now } = this.#live;
		const facts: readonly (readonly [string, string])[] = [
			['Open pages', value.readers.toLocaleString('en')],
			['Version', value.version],
			['Runs since', timeText(value.startedAt, now)],
			['Signed', value.signingKeys.length > 0 ? 'yes' : 'no'],
			...(value.signIns ? [['Failed sign-ins', String(value.signIns.failed)] as const] : []),
		];
		return html`
			<details>
				<summary>Server: ${value.readers.toLocaleString('en')} open ${value.readers === 1 ? 'page' : 'pages'}</summary>
				${problem ? html`<p class="error" role="status">${problem}</p>` : nothing}
				<table class="numbers">
					<tbody>${facts.map(([name, text]) => html`<tr><th scope="row">${name}</th><td>${text}</td></tr>`)}</tbody>
				</table>
			</details>
		`;
	}
}

defineElement('console-server-facts', ServerFacts);
