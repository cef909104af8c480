import { html, nothing, type TemplateResult } from 'lit';
import { defineElement } from '../../../elements/shared/define-element.ts';
import { answer, api } from '../../api/client.ts';
import { ConsoleElement } from '../../shared/console-element.ts';
import { can } from '../../shared/session.ts';
import { Watched } from '../../shared/watched.ts';

/** The other operators who have the console open, so that two of them do not write the same notice. */
class OperatorsHere extends ConsoleElement {
	readonly #operators = new Watched(this, async () =>
		can('read-log') ? (await answer(api.GET('/v1/operators'))).operators : [],
	);

	protected override render(): TemplateResult | typeof nothing {
		const others = (this.#operators.value ?? []).filter(({ isYou }) => !isYou);
		if (others.length === 0) return nothing;
		const names = new Intl.ListFormat('en').format(others.map(({ name }) => name));
		return html`<p class="small quiet" role="status">Also here: ${names}.</p>`;
	}
}

defineElement('console-operators-here', OperatorsHere);
