import { html, nothing, type TemplateResult } from 'lit';
import { timeText } from '../../elements/i18n/time.ts';

interface Secret {
	readonly id: string;
	readonly createdAt: string;
}

/** The secrets of a channel or a source: they can be replaced without a pause. The newest is the last. */
export const secretList = (
	secrets: readonly Secret[],
	about: string,
	now: number,
	act: { readonly add: () => void; readonly remove: (id: string) => void },
): TemplateResult => html`<section class="stack tight" aria-label="Secrets">
	<h3>Secrets</h3>
	<p class="small quiet">${about}</p>
	<ul class="stack tight">${secrets.map(
		({ id, createdAt }) => html`<li class="row spread">
			<span class="small numbers"><code>${id}</code> made ${timeText(createdAt, now)}</span>
			${secrets.length > 1 ? html`<button type="button" class="plain" aria-label=${`Remove the secret ${id}`} @click=${() => act.remove(id)}>Remove</button>` : nothing}
		</li>`,
	)}</ul>
	<div class="row"><button type="button" @click=${act.add}>Add a secret</button></div>
</section>`;
