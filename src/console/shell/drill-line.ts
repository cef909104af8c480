import { type CSSResultGroup, css, html, type TemplateResult } from 'lit';
import { defineElement } from '../../elements/shared/define-element.ts';
import { answer, homeApi } from '../api/client.ts';
import { drillId, homeAddress } from '../api/server.ts';
import { ConsoleElement } from '../shared/console-element.ts';
import { can } from '../shared/session.ts';
import { Watched } from '../shared/watched.ts';

/** On every screen of a drill’s console: which drill it is, and the way back. */
class DrillLine extends ConsoleElement {
	static override styles: CSSResultGroup = [
		ConsoleElement.styles,
		css`
			.band {
				display: flex;
				flex-wrap: wrap;
				align-items: center;
				justify-content: space-between;
				gap: 2px 16px;
				padding: 8px 16px;
				color: oklch(1 0 0);
				background: repeating-linear-gradient(
					-45deg,
					oklch(0.36 0.13 295) 0 18px,
					oklch(0.41 0.13 295) 18px 36px
				);
			}
			a {
				color: inherit;
			}
			a:focus-visible {
				outline-color: currentcolor;
			}
			@media (min-width: 800px) {
				.band {
					padding-inline: max(24px, 50% - 616px);
				}
			}
		`,
	];

	readonly #drill = new Watched(this, async () =>
		can('read-drills')
			? answer(homeApi.GET('/v1/drills/{id}', { params: { path: { id: drillId ?? '' } } }))
			: null,
	);

	protected override render(): TemplateResult {
		const drill = this.#drill.value;
		const isOver = drill?.state !== undefined && drill.state !== 'running';
		return html`<div class="band small" role="note">
			<span><b>Drill${drill ? `: ${drill.title}` : ''}.</b> ${
				isOver
					? 'It is over, and what was published in it is gone. Its scorecard is in Drills.'
					: 'Customers see nothing of what you publish here.'
			}</span>
			<a href=${`${homeAddress}/console/drills`}>Back to the real console</a>
		</div>`;
	}
}

defineElement('console-drill-line', DrillLine);
