import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { timeText } from '../../../elements/i18n/time.ts';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { answer, api, type Schema } from '../../api/client.ts';
import { sentenceOf } from '../../api/problem.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { LiveState } from '../../shared/live.ts';
import { session } from '../../shared/session.ts';
import { toasts } from '../../shared/toasts.ts';
import { Watched } from '../../shared/watched.ts';

type SignedIn = Schema<'SignedInOperators'>['operators'][number];

/** Who is signed in to the console. An admin can end the sessions of each. */
class SignedInOperators extends ConsoleElement {
	static override properties: PropertyDeclarations = {
		problem: { state: true },
		confirming: { state: true },
	};

	declare problem: string;
	/** The id of the operator whose sessions are about to end. */
	declare confirming: string;

	readonly #live = new LiveState(this);
	readonly #sessions = new Watched(this, () => answer(api.GET('/v1/sessions')));

	constructor() {
		super();
		this.problem = '';
		this.confirming = '';
	}

	protected override render(): TemplateResult {
		const { value, problem } = this.#sessions;
		return html`<section class="panel stack tight" aria-labelledby="signed-in">
			<h2 id="signed-in">Signed in to the console</h2>
			${this.problem || problem ? html`<p class="error" role="alert">${this.problem || problem}</p>` : nothing}
			<ul class="stack tight">${repeat(
				value?.operators ?? [],
				({ operator }) => operator.id,
				(each) => this.#row(each),
			)}</ul>
		</section>`;
	}

	#row({ operator: { id, name }, sessions, usedAt }: SignedIn): TemplateResult {
		const who = name ?? id;
		const isOwn = id === session.current?.operator.id;
		const count = sessions === 1 ? 'one session' : `${sessions} sessions`;
		return html`<li class="row spread">
			<span>${who}${isOwn ? html` <span class="tag" data-tone="info">you</span>` : nothing}
				<span class="quiet small numbers">${count}, last used ${timeText(usedAt, this.#live.now)}</span></span>
			${
				this.confirming === id
					? html`<button type="button" class="danger" @click=${() => this.#end(id, who)}>Sign out “${who}” everywhere now</button>`
					: html`<button type="button" class="plain" aria-label=${`Sign out ${who} everywhere`} @click=${() => {
							this.confirming = id;
						}}>Sign out</button>`
			}
		</li>`;
	}

	async #end(id: string, who: string): Promise<void> {
		this.problem = '';
		this.confirming = '';
		try {
			await answer(api.DELETE('/v1/sessions/{id}', { params: { path: { id } } }));
			toasts.show(`Signed out everywhere: ${who}`);
		} catch (error) {
			this.problem = sentenceOf(error);
		}
		void this.#sessions.refresh();
	}
}

defineElement('console-signed-in', SignedInOperators);
