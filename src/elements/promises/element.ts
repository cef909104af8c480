import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import type { PastPromise } from '../../model/history/history.ts';
import { emptyState, type State } from '../../model/state/state.ts';
import { currentPromises } from '../../model/views/current-promises.ts';
import { notice } from '../../model/views/notices.ts';
import { dayText } from '../i18n/dates.ts';
import { label, message } from '../i18n/messages.ts';
import { CandorElement } from '../shared/candor-element.ts';
import { elementStyles } from '../shared/element-styles.ts';
import { HistoryController } from '../shared/history-controller.ts';
import { promisedAction } from '../shared/promised-action.ts';
import { promisedStyles } from '../shared/promised-styles.ts';

/**
 * What post-mortems promised: what is overdue, the next days, and what was done in the last 90
 * days, each with the day of the promise and its first date if that has moved.
 *
 * @tag candor-promises
 * @csspart card - The list.
 * @csspart title - Its title.
 */
export class CandorPromises extends CandorElement {
	static override styles: CSSResultGroup = [...elementStyles, promisedStyles];

	readonly #history = new HistoryController(
		this,
		() => this.foundFeed,
		() => true,
	);

	protected override render(): TemplateResult {
		const { resource } = this.#history;
		const state = this.snapshot?.state ?? emptyState;
		const past = resource?.history?.promises;
		const all = currentPromises(state, past ?? []);
		const open = all.filter(({ doneAt }) => doneAt === null);
		const done = all.filter(({ doneAt }) => doneAt !== null);
		const failed = resource?.hasFailed && !past ? message('historyFailed') : '';
		return html`
			<section class="card stack" part="card" aria-labelledby="title" data-tone="info">
				<h2 id="title" part="title" .textContent=${message('promisedActions')}></h2>
				${this.#list(message('stillToDo'), state, open)}
				${this.#list(label('actionStates', 'done'), state, done)}
				<p class="muted" .textContent=${past && all.length === 0 ? message('noPromises') : failed}></p>
			</section>
		`;
	}

	#list(heading: string, state: State, promises: readonly PastPromise[]): TemplateResult | typeof nothing {
		if (promises.length === 0) return nothing;
		return html`
			<h3 class="label" .textContent=${heading}></h3>
			<ul class="plain promised">${promises.map((each) => this.#item(each, state))}</ul>
		`;
	}

	#item(promise: PastPromise, state: State): TemplateResult {
		const { dueBy, firstDueBy, promisedAt, doneAt } = promise;
		const about = notice(state, promise.notice);
		const hasMoved = firstDueBy !== null && firstDueBy !== dueBy;
		const promised = [
			message('promisedOn', { day: dayText(promisedAt) }),
			...(hasMoved ? [message('firstDueBy', { day: dayText(firstDueBy) })] : []),
		];
		return promisedAction(
			promise,
			promise.language,
			this.now,
			doneAt === null ? undefined : message('doneOn', { day: dayText(doneAt) }),
			[
				promised.join(' · '),
				message('followUp', { title: about ? this.localize(about.value).value.title : promise.about }),
			],
		);
	}
}

declare global {
	interface HTMLElementTagNameMap {
		'candor-promises': CandorPromises;
	}
}
