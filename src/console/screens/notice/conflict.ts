import { type CSSResultGroup, css, html, type PropertyDeclarations, type TemplateResult } from 'lit';
import { timeText } from '../../../elements/i18n/time.ts';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { renderRichText } from '../../../elements/shared/rich-text.ts';
import { phaseLabels } from '../../../model/labels.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { LiveState } from '../../shared/live.ts';
import type { NoticeResource } from '../../shared/notice-resource.ts';

/** Another operator was faster: both versions, side by side. Nothing is lost or sent. */
class Conflict extends ConsoleElement {
	static override styles: CSSResultGroup = [
		ConsoleElement.styles,
		css`
			.versions {
				display: grid;
				gap: 12px;
				grid-template-columns: repeat(auto-fit, minmax(min(100%, 240px), 1fr));
			}
			.versions > * {
				padding: 10px 12px;
				border: 1px solid var(--c-line);
				border-radius: var(--c-radius);
				background: var(--c-raised);
			}
		`,
	];
	static override properties: PropertyDeclarations = { notice: { attribute: false }, mine: {} };

	/** As it is now. */
	declare notice: NoticeResource;
	/** What this operator has written. */
	declare mine: string;

	readonly #live = new LiveState(this);

	protected override render(): TemplateResult {
		const { notice } = this;
		const [latest] = notice.updates;
		return html`<div class="stack toned" data-tone="minor" role="alert">
			<p><b>The notice has changed since you began.</b> Nothing was sent. Compare, change your words above, then send them.</p>
			<div class="versions">
				<div class="stack tight">
					<h3>Now on every page</h3>
					<p class="small quiet">
						${phaseLabels[notice.phase]}${latest ? `, updated ${timeText(latest.at, this.#live.now)}` : ''}${latest?.author ? ` by ${latest.author}` : ''}
					</p>
					<div>${latest ? renderRichText(latest.body) : 'It has no updates.'}</div>
				</div>
				<div class="stack tight">
					<h3>Yours, not sent</h3>
					<p class="pre">${this.mine || 'You wrote no text.'}</p>
				</div>
			</div>
			<div class="row">
				<button type="button" class="primary" @click=${() => this.dispatchEvent(new Event('console-send'))}>Send mine after it</button>
			</div>
		</div>`;
	}
}

defineElement('console-conflict', Conflict);
