import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { timeText } from '../../../elements/i18n/time.ts';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { answer, api } from '../../api/client.ts';
import { sentenceOf } from '../../api/problem.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { LiveState } from '../../shared/live.ts';
import { can } from '../../shared/session.ts';
import { toasts } from '../../shared/toasts.ts';
import { Watched } from '../../shared/watched.ts';

/** A notice that was taken off every page, and the way back. */
class Retracted extends ConsoleElement {
	static override properties: PropertyDeclarations = { notice: {}, problem: { state: true } };

	/** The id of the notice. */
	declare notice: string;
	declare problem: string;

	readonly #live = new LiveState(this);
	readonly #corrections = new Watched(this, () =>
		answer(api.GET('/v1/notices/{id}/corrections', { params: { path: { id: this.notice } } })),
	);

	constructor() {
		super();
		this.notice = '';
		this.problem = '';
	}

	protected override render(): TemplateResult {
		const retraction = this.#corrections.value?.retraction;
		return html`<section class="stack">
			<h1>Retracted</h1>
			<p>Customers no longer see this notice.</p>
			${
				retraction
					? html`<p class="quiet">${timeText(retraction.at, this.#live.now)}${retraction.reason ? `: ${retraction.reason}` : ''}</p>`
					: nothing
			}
			${this.problem ? html`<p class="error" role="alert">${this.problem}</p>` : nothing}
			${
				can('restore') && retraction?.restorable
					? html`<div class="row"><button type="button" class="primary" @click=${() => this.#restore()}>Restore exactly as it was</button></div>`
					: nothing
			}
		</section>`;
	}

	async #restore(): Promise<void> {
		try {
			await answer(api.POST('/v1/notices/{id}/restore', { params: { path: { id: this.notice } }, body: {} }));
			toasts.show('Restored: every page shows it again.');
			this.dispatchEvent(new Event('console-done'));
		} catch (error) {
			this.problem = sentenceOf(error);
		}
	}
}

defineElement('console-retracted', Retracted);
