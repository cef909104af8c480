import { type CSSResultGroup, css, html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { timeText } from '../../../elements/i18n/time.ts';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { toneOfNotice } from '../../../elements/shared/tones.ts';
import { impactLabels, kindLabels, phaseLabels } from '../../../model/labels.ts';
import { componentName } from '../../../model/views/components.ts';
import { effectivePhase, isEnded } from '../../../model/views/notices.ts';
import { answer, api, type Schema } from '../../api/client.ts';
import { ApiError } from '../../api/problem.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { toneMark } from '../../shared/icon.ts';
import { LiveState } from '../../shared/live.ts';
import type { NoticeResource } from '../../shared/notice-resource.ts';
import { promiseClock } from '../../shared/promise-clock.ts';
import { can } from '../../shared/session.ts';
import { Watched } from '../../shared/watched.ts';
import { linkTo } from '../../shell/navigation.ts';
import './composer.ts';
import './retracted.ts';
import './timeline.ts';

type Mode = '' | 'update' | 'resolve' | 'reopen' | 'edit' | 'retract' | 'postmortem';

/** The share of those who say that it does not work, of ten answers or more. */
function stillBrokenShare({ worksAgain, stillBroken }: Schema<'NoticeReports'>): string {
	const answers = worksAgain + stillBroken;
	return answers < 10 ? '' : ` (${Math.round((100 * stillBroken) / answers)} %)`;
}

/** One notice: what customers read, and everything that can be done about it. */
class NoticeScreen extends ConsoleElement {
	static override styles: CSSResultGroup = [
		ConsoleElement.styles,
		css`
			.columns {
				display: grid;
				gap: 24px;
				grid-template-columns: minmax(0, 1fr);
				align-items: start;
			}
			.head {
				display: grid;
				grid-template-columns: 22px minmax(0, 1fr);
				gap: 4px 10px;
			}
			.head .icon {
				margin-top: 3px;
			}
			.head > :not(.icon, h1) {
				grid-column: 2;
			}
			@media (min-width: 1000px) {
				.columns {
					grid-template-columns: minmax(0, 1fr) 320px;
				}
			}
		`,
	];
	static override properties: PropertyDeclarations = { item: {}, mode: { state: true } };

	/** The id of the notice. */
	declare item: string;
	declare mode: Mode;

	readonly #live = new LiveState(this);
	readonly #notice = new Watched(this, () => this.#load());
	readonly #reports = new Watched(this, () =>
		answer(api.GET('/v1/notices/{id}/reports', { params: { path: { id: this.item } } })),
	);

	constructor() {
		super();
		this.item = '';
		this.mode = '';
	}

	/** `null`: it was retracted. */
	async #load(): Promise<NoticeResource | null> {
		try {
			const params = { path: { id: this.item } };
			return (await answer(api.GET('/v1/notices/{id}', { params }))) as unknown as NoticeResource;
		} catch (error) {
			if (error instanceof ApiError && error.code === 'retracted') return null;
			throw error;
		}
	}

	protected override render(): TemplateResult {
		const { value, problem } = this.#notice;
		const back = html`<p><a href=${linkTo('now')}>← Now</a></p>`;
		if (value === undefined)
			return html`<div class="stack">${back}<p role="status">${problem || 'Loading …'}</p></div>`;
		if (value === null)
			return html`<div class="stack">${back}<console-retracted .notice=${this.item} @console-done=${this.#refresh}></console-retracted></div>`;
		return html`
			<div class="stack">
				${back}
				${problem ? html`<p class="error" role="status">${problem}</p>` : nothing}
				${this.#head(value)}
				<div class="columns">
					<div class="stack">
						${this.#actions(value)}
						${this.#form(value)}
						<console-timeline .notice=${value} @console-done=${this.#refresh}></console-timeline>
					</div>
					<div class="stack">
						${this.#aside(value)}
						${this.#checklist(value)}
						${this.#reach(value)}
					</div>
				</div>
			</div>
		`;
	}

	readonly #refresh = (): void => {
		this.mode = '';
		void this.#notice.refresh();
	};

	#head(value: NoticeResource): TemplateResult {
		const { now } = this.#live;
		const tone = toneOfNotice(value, now);
		const clock = promiseClock(value, now);
		return html`<header class="head" data-tone=${tone}>
			${toneMark(tone)}
			<h1>${value.title}</h1>
			<div class="row small">
				<span class="tag" data-tone=${tone}>${phaseLabels[effectivePhase(value, now)]}</span>
				<span>${kindLabels[value.kind]}</span>
				<span>${impactLabels[value.impact]}</span>
				${value.drill ? html`<span class="tag" data-tone="info">Drill</span>` : nothing}
				${clock ? html`<span class="tag numbers" data-tone=${clock.tone}>${clock.text}</span>` : nothing}
				<span class="quiet numbers">opened ${timeText(value.openedAt, now)}</span>
			</div>
			${(value.warnings ?? []).map((text) => html`<p class="advice"><span aria-hidden="true">→</span>${text}</p>`)}
		</header>`;
	}

	#actions(value: NoticeResource): TemplateResult {
		const isOver = isEnded(value, this.#live.now);
		const button = (mode: Mode, text: string, look = ''): TemplateResult => html`<button
			type="button"
			class=${look}
			aria-expanded=${String(this.mode === mode)}
			@click=${() => {
				this.mode = this.mode === mode ? '' : mode;
			}}
		>${text}</button>`;
		return html`<div class="row" role="group" aria-label="Actions">
			${!isOver && can('post-update') ? button('update', 'Post update', 'primary') : nothing}
			${!isOver && can('resolve') ? button('resolve', 'Resolve') : nothing}
			${isOver && can('reopen') ? button('reopen', 'Reopen') : nothing}
			${can('edit-notice') ? button('edit', 'Edit facts') : nothing}
			${can('put-postmortem-draft') ? button('postmortem', 'Post-mortem') : nothing}
			${can('retract') ? button('retract', 'Retract', 'danger') : nothing}
			${!isOver ? this.#reportText() : nothing}
		</div>`;
	}

	/** Beside Resolve: what customers say. */
	#reportText(): TemplateResult | typeof nothing {
		const counts = this.#reports.value;
		if (!counts || counts.affected + counts.worksAgain + counts.stillBroken === 0) return nothing;
		return html`<span class="small numbers">
			Customers: ${counts.affected} affected, ${counts.worksAgain} say it works, ${counts.stillBroken} say it does not${stillBrokenShare(counts)}
		</span>`;
	}

	#reach({ id, drill }: NoticeResource): TemplateResult | typeof nothing {
		if (drill || !can('read-visitor-reports')) return nothing;
		void import('./reach.ts');
		return html`<console-reach notice=${id}></console-reach>`;
	}

	#form(value: NoticeResource): TemplateResult | typeof nothing {
		const { mode } = this;
		if (mode === '') return nothing;
		if (mode === 'edit') {
			void import('./edit-facts.ts');
			return html`<console-edit-facts .notice=${value} @console-done=${this.#refresh} @console-cancel=${this.#refresh}></console-edit-facts>`;
		}
		if (mode === 'postmortem') {
			void import('./postmortem.ts');
			return html`<console-postmortem .notice=${value} @console-done=${this.#refresh}></console-postmortem>`;
		}
		return html`<console-composer .notice=${value} .mode=${mode} @console-done=${this.#refresh} @console-cancel=${this.#refresh}></console-composer>`;
	}

	/** After the end of an incident. */
	#checklist(value: NoticeResource): TemplateResult | typeof nothing {
		const hasOne = value.kind === 'incident' && !value.drill && isEnded(value, this.#live.now);
		if (!hasOne || !can('read-promises')) return nothing;
		void import('./checklist.ts');
		return html`<console-checklist notice=${value.id}></console-checklist>`;
	}

	#aside(value: NoticeResource): TemplateResult {
		const { state } = this.#live;
		const names = (ids: readonly string[]): string => ids.map((id) => componentName(state, id)).join(', ');
		const facts: readonly (readonly [string, string])[] = [
			['Affected', names(value.affected.map(({ component }) => component)) || 'no component named'],
			['Confirmed to work', names(value.unaffected)],
			['Languages', [value.language ?? 'en', ...Object.keys(value.translations)].join(', ')],
			['Id', value.id],
		];
		return html`<aside class="panel">
			<dl class="stack">
				${facts
					.filter(([, text]) => text)
					.map(([name, text]) => html`<div><dt class="small quiet">${name}</dt><dd>${text}</dd></div>`)}
			</dl>
		</aside>`;
	}
}

defineElement('console-notice', NoticeScreen);
