import { type CSSResultGroup, css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { timeText } from '../../../elements/i18n/time.ts';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { notice } from '../../../model/views/notices.ts';
import { answer, api, type Schema } from '../../api/client.ts';
import { sentenceOf } from '../../api/problem.ts';
import { deadLettersText } from '../../shared/channel-state.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { LiveState } from '../../shared/live.ts';
import { can } from '../../shared/session.ts';
import { toasts } from '../../shared/toasts.ts';
import { Watched } from '../../shared/watched.ts';
import { linkTo } from '../../shell/navigation.ts';

type Deliveries = Schema<'ChannelDeliveries'>;
type DeadLetter = Deliveries['deadLetters'][number];

const whatWords: Readonly<Record<DeadLetter['what'], string>> = {
	opened: 'Opening',
	updated: 'Update',
	ended: 'End',
	reopened: 'Reopening',
	reminder: 'Reminder',
	retracted: 'Retraction',
	restored: 'Return',
	postmortem: 'Post-mortem',
	remedy: 'Remedy',
};

/** What a channel has delivered, what waits, and what it gave up. */
class ChannelDeliveries extends ConsoleElement {
	static override styles: CSSResultGroup = [
		ConsoleElement.styles,
		css`
			.letters > li {
				padding-block: 8px;
				border-top: 1px solid var(--c-line);
			}
		`,
	];
	static override properties: PropertyDeclarations = {
		channel: {},
		problem: { state: true },
		busy: { state: true },
		confirming: { state: true },
	};

	/** The id. */
	declare channel: string;
	declare problem: string;
	declare busy: boolean;
	/** The commit from which everything is about to be sent again; 0: none. */
	declare confirming: number;

	readonly #live = new LiveState(this);
	readonly #deliveries = new Watched(this, () =>
		answer(api.GET('/v1/channels/{id}/deliveries', { params: { path: { id: this.channel } } })),
	);

	constructor() {
		super();
		this.problem = '';
		this.busy = false;
		this.confirming = 0;
	}

	protected override render(): TemplateResult {
		const { value, problem } = this.#deliveries;
		return html`<div class="stack">
			${this.problem || problem ? html`<p class="error" role="alert">${this.problem || problem}</p>` : nothing}
			${value ? html`${this.#facts(value)}${this.#letters(value.deadLetters)}${can('put-connector') ? this.#replayForm(value) : nothing}` : nothing}
		</div>`;
	}

	#facts({ pending, deliveredAt, failingSince, retryAt, reason }: Deliveries): TemplateResult {
		const { now } = this.#live;
		return html`<ul class="stack tight small numbers">
			<li>Last delivery: ${deliveredAt ? timeText(deliveredAt, now) : 'none yet'}.</li>
			${
				pending
					? html`<li>Next: ${this.#message(pending)}, from ${timeText(pending.at, now)}${pending.tries > 0 ? `, tried ${pending.tries === 1 ? 'once' : `${pending.tries} times`}` : ''}.</li>`
					: html`<li>Nothing waits.</li>`
			}
			${failingSince ? html`<li>It fails since ${timeText(failingSince, now)}. ${reason}</li>` : nothing}
			${retryAt ? html`<li>Next attempt: ${timeText(retryAt, now)}.</li>` : nothing}
		</ul>`;
	}

	#message({ what, notice: id }: Pick<DeadLetter, 'what' | 'notice'>): TemplateResult {
		const title = notice(this.#live.state, id)?.value.title ?? id;
		return html`${whatWords[what]} of <a href=${linkTo('notices', id)}>${title}</a>`;
	}

	#letters(letters: readonly DeadLetter[]): TemplateResult {
		if (letters.length === 0) return html`<p class="small quiet">There is no dead letter.</p>`;
		return html`<section class="stack tight" aria-label="Dead letters">
			<div class="row spread">
				<h3>${deadLettersText(letters.length)}</h3>
				${can('put-connector') && letters.length > 1 ? html`<button type="button" aria-disabled=${String(this.busy)} @click=${() => this.#sendAgain(letters)}>Send all again</button>` : nothing}
			</div>
			<ul class="letters">${repeat(
				letters,
				({ id }) => id,
				(each) => this.#letter(each),
			)}</ul>
		</section>`;
	}

	#letter(letter: DeadLetter): TemplateResult {
		const { givenUpAt, reason, tries, seq } = letter;
		return html`<li class="row spread">
			<div>
				<p>${this.#message(letter)}</p>
				<p class="small quiet numbers">Given up ${timeText(givenUpAt, this.#live.now)}, ${tries === 1 ? 'tried once' : `tried ${tries} times`}, commit ${seq}</p>
				<p class="small">${reason}</p>
			</div>
			${can('put-connector') ? html`<button type="button" aria-disabled=${String(this.busy)} aria-label=${`Send commit ${seq} again`} @click=${() => this.#sendAgain([letter])}>Send again</button>` : nothing}
		</li>`;
	}

	#replayForm({ pending, lag }: Deliveries): TemplateResult {
		// The next commit that there will be.
		const afterAll = pending ? pending.seq + lag.commits : 0;
		const confirm = (seq: number): void => {
			this.confirming = seq;
		};
		return html`<details>
			<summary>Go back, or skip what waits</summary>
			<form class="stack" @submit=${this.#ask}>
				<div class="field">
					<label for="seq">From commit <span class="hint">as the audit numbers them</span></label>
					<input id="seq" name="seq" type="number" min="1" required />
				</div>
				<div class="row">
					${
						this.confirming
							? html`<button type="button" class="danger" @click=${this.#replay}>${this.confirming === afterAll ? 'Skip all that waits now' : `Send everything from commit ${this.confirming} on again now`}</button>
								<button type="button" class="plain" @click=${() => confirm(0)}>Cancel</button>`
							: html`<button>Continue from there</button>
								${pending ? html`<button type="button" class="plain" @click=${() => confirm(afterAll)}>Skip what waits</button>` : nothing}`
					}
				</div>
			</form>
		</details>`;
	}

	readonly #ask = (event: Event): void => {
		event.preventDefault();
		this.confirming = Number(new FormData(event.target as HTMLFormElement).get('seq'));
	};

	async #attempt(act: () => Promise<void>): Promise<void> {
		if (this.busy) return;
		this.busy = true;
		this.problem = '';
		try {
			await act();
		} catch (error) {
			this.problem = sentenceOf(error);
		}
		this.busy = false;
		void this.#deliveries.refresh();
		this.dispatchEvent(new Event('channel-sent'));
	}

	/** One after the other, until one is not delivered. */
	#sendAgain(letters: readonly DeadLetter[]): Promise<void> {
		return this.#attempt(async () => {
			let count = 0;
			for (const { id } of letters) {
				const sent = await this.#replayed({ deadLetter: id });
				if ('delivered' in sent && !sent.delivered) {
					this.problem = `${count > 0 ? `Delivered: ${count}. Then one was not` : 'Not'} delivered: ${sent.reason}`;
					return;
				}
				count += 1;
			}
			toasts.show(count === 1 ? 'Delivered.' : `Delivered: ${count} messages.`);
		});
	}

	readonly #replay = (): Promise<void> =>
		this.#attempt(async () => {
			await this.#replayed({ seq: this.confirming });
			this.confirming = 0;
			toasts.show('The channel continues from there.');
		});

	#replayed(body: Schema<'ReplayChannel'>) {
		return answer(api.POST('/v1/channels/{id}/replay', { params: { path: { id: this.channel } }, body }));
	}
}

defineElement('console-channel-deliveries', ChannelDeliveries);
