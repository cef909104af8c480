import { html, type TemplateResult } from 'lit';
import { defineElement } from '../../elements/shared/define-element.ts';
import { openDialog } from '../shared/dialog.ts';
import { DialogElement } from '../shared/dialog-element.ts';
import { screenList } from './screens.ts';
import { areKeysOn, setKeysOn } from './shortcuts.ts';

class HelpDialog extends DialogElement {
	protected override readonly heading = 'Keys';

	protected override content(): TemplateResult {
		const keys: readonly (readonly [string, string])[] = [
			['p', 'Publish'],
			...screenList.map(([, { key, title }]) => [`g ${key}`, title] as const),
			['Ctrl Enter', 'Review, then publish; in a dialog, send'],
			['Esc', 'Back, or close'],
			['?', 'This list'],
		];
		return html`
			<table>
				<tbody>
					${keys.map(
						([key, text]) => html`<tr>
							<td>${key.split(' ').map((each) => html`<kbd>${each}</kbd> `)}</td>
							<td>${text}</td>
						</tr>`,
					)}
				</tbody>
			</table>
			<label class="check">
				<input
					type="checkbox"
					?checked=${areKeysOn()}
					@change=${(event: Event) => setKeysOn((event.target as HTMLInputElement).checked)}
				/>
				Letters are keys where no text is typed
			</label>
			<div class="row"><button type="button" class="primary" autofocus @click=${() => this.close()}>Close</button></div>
		`;
	}
}

defineElement('console-help', HelpDialog);

export const openHelp = (): void => openDialog(document.createElement('console-help'));
