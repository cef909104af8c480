import { type CSSResultGroup, css, html, nothing, type TemplateResult } from 'lit';
import { defineElement } from '../../elements/shared/define-element.ts';
import { answer, api } from '../api/client.ts';
import { sentenceOf } from '../api/problem.ts';
import { automationEvent, switchAutomation } from '../shared/automation.ts';
import { ConsoleElement } from '../shared/console-element.ts';
import { can } from '../shared/session.ts';
import { toasts } from '../shared/toasts.ts';
import { Watched } from '../shared/watched.ts';

/** On every screen while all automation is off. */
class AutomationLine extends ConsoleElement {
	static override styles: CSSResultGroup = [
		ConsoleElement.styles,
		css`
			.toned {
				display: flex;
				flex-wrap: wrap;
				align-items: center;
				gap: 4px 12px;
				padding: 4px 16px;
				border-width: 1px 0 0;
				border-radius: 0;
			}
			@media (min-width: 800px) {
				.toned {
					padding-inline: max(24px, 50% - 616px);
				}
			}
		`,
	];

	readonly #server = new Watched(this, () => answer(api.GET('/v1/server')));
	readonly #refresh = (): void => void this.#server.refresh();

	override connectedCallback(): void {
		super.connectedCallback();
		addEventListener(automationEvent, this.#refresh);
	}

	override disconnectedCallback(): void {
		super.disconnectedCallback();
		removeEventListener(automationEvent, this.#refresh);
	}

	protected override render(): TemplateResult | typeof nothing {
		if (this.#server.value?.automation !== false) return nothing;
		return html`<div class="toned small" data-tone="major" role="status">
			<span><b>All automation is off.</b> No rule acts, and customers’ pages raise no draft.</span>
			${can('put-rule') ? html`<button type="button" class="plain" @click=${this.#switchOn}>Switch it on</button>` : nothing}
		</div>`;
	}

	readonly #switchOn = async (): Promise<void> => {
		try {
			await switchAutomation(true);
			toasts.show('Automation is on.');
		} catch (error) {
			toasts.show(`Automation is still off. ${sentenceOf(error)}`);
		}
	};
}

defineElement('console-automation-line', AutomationLine);
