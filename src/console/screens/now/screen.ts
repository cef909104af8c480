import { type CSSResultGroup, css, html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Feed } from '../../../client/index.ts';
import { timeText } from '../../../elements/i18n/time.ts';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { toneOfNotice, toneOfStatus } from '../../../elements/shared/tones.ts';
import { impactLabels, overallLabels, phaseLabels } from '../../../model/labels.ts';
import { componentName, overallStatus } from '../../../model/views/components.ts';
import {
	activeNotices,
	effectivePhase,
	type Notice,
	recentNotices,
	upcomingMaintenance,
} from '../../../model/views/notices.ts';
import { answer, api } from '../../api/client.ts';
import { drillId } from '../../api/server.ts';
import { previewOf } from '../../preview/hypothetical.ts';
import '../../preview/preview.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { toneMark } from '../../shared/icon.ts';
import { LiveState, liveFeed } from '../../shared/live.ts';
import { promiseClock } from '../../shared/promise-clock.ts';
import { can } from '../../shared/session.ts';
import { Watched } from '../../shared/watched.ts';
import { linkTo } from '../../shell/navigation.ts';
import './channels-line.ts';
import './operators-here.ts';
import './server-facts.ts';
import './waiting.ts';

const dayMs = 86_400_000;

/** What customers see this second, what is open and what is promised. */
class NowScreen extends ConsoleElement {
	static override styles: CSSResultGroup = [
		ConsoleElement.styles,
		css`
			.columns {
				display: grid;
				gap: 24px;
				grid-template-columns: minmax(0, 1fr);
				align-items: start;
			}
			.notice {
				display: grid;
				grid-template-columns: 20px minmax(0, 1fr);
				gap: 2px 10px;
				padding: 12px 14px;
				color: var(--_text);
				text-decoration: none;
				border: 1px solid var(--_border);
				border-inline-start-width: 4px;
				border-inline-start-color: var(--_accent);
				border-radius: var(--c-radius);
				background: var(--_surface);
			}
			.notice:hover h3 {
				text-decoration: underline;
			}
			.notice .icon {
				margin-top: 1px;
			}
			.notice .row,
			.notice p {
				grid-column: 2;
			}
			.notice h3 {
				font-size: 15px;
			}
			.overall {
				display: flex;
				gap: 10px;
				align-items: center;
			}
			@media (min-width: 1000px) {
				.columns {
					grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
				}
			}
		`,
	];

	readonly #live = new LiveState(this);
	readonly #promises = new Watched(this, () => answer(api.GET('/v1/promises')));
	readonly #feed: Feed = previewOf(liveFeed());

	protected override render(): TemplateResult {
		const { state, now } = this.#live;
		const open = activeNotices(state, now);
		const planned = upcomingMaintenance(state, now);
		const ended = recentNotices(state, now, dayMs);
		const status = overallStatus(state, now);
		const tone = toneOfStatus(status);
		return html`
			<div class="columns">
				<div class="stack">
					<div class="row spread">
						<h1 class="overall" data-tone=${tone}>${toneMark(tone)} ${overallLabels[status]}</h1>
						${can('open-notice') ? html`<a class="button primary" href=${linkTo('publish')}>Publish <kbd class="keys">p</kbd></a>` : nothing}
					</div>
					<console-operators-here></console-operators-here>
					${this.#section('Open', open, 'Nothing is open.')}
					<console-waiting></console-waiting>
					${planned.length > 0 ? this.#section('Planned', planned, '') : nothing}
					${ended.length > 0 ? this.#section('Ended in the last day', ended, '') : nothing}
					${drillId === null && can('read-channels') ? html`<console-channels-line></console-channels-line>` : nothing}
					${this.#promiseCounts()}
					<console-server-facts></console-server-facts>
				</div>
				<section class="stack" aria-labelledby="seen">
					<h2 id="seen">What customers see now</h2>
					<console-preview .feed=${this.#feed}></console-preview>
				</section>
			</div>
		`;
	}

	#section(title: string, list: readonly Notice[], empty: string): TemplateResult {
		return html`<section class="stack tight" aria-label=${title}>
			<h2>${title} ${list.length > 0 ? html`<span class="quiet numbers">${list.length}</span>` : nothing}</h2>
			${
				list.length > 0
					? repeat(
							list,
							({ id }) => id,
							(each) => this.#notice(each),
						)
					: html`<p class="quiet">${empty}</p>`
			}
		</section>`;
	}

	#notice({ id, value }: Notice): TemplateResult {
		const { state, now } = this.#live;
		const tone = toneOfNotice(value, now);
		const clock = promiseClock(value, now);
		const names = value.affected.map(({ component }) => componentName(state, component));
		const facts = [
			phaseLabels[effectivePhase(value, now)],
			impactLabels[value.impact],
			names.join(', '),
			value.drill ? 'Drill' : '',
		];
		return html`<a class="notice" data-tone=${tone} href=${linkTo('notices', id)}>
			${toneMark(tone)}
			<h3>${value.title}</h3>
			<p class="small">${facts.filter(Boolean).join(' · ')}</p>
			<div class="row small">
				${clock ? html`<span class="tag numbers" data-tone=${clock.tone}>${clock.text}</span>` : nothing}
				<span class="quiet numbers">updated ${timeText(value.updatedAt, now)}</span>
			</div>
		</a>`;
	}

	#promiseCounts(): TemplateResult | typeof nothing {
		const counts = this.#promises.value;
		if (!counts || counts.kept + counts.broken === 0) return nothing;
		return html`<p class="small quiet numbers">
			Promised updates: ${counts.kept} kept, ${counts.broken} broken, ${counts.moved} moved.
		</p>`;
	}
}

defineElement('console-now', NowScreen);
