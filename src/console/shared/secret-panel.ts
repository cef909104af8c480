import { html, type TemplateResult } from 'lit';
import './copy-button.ts';

/** A secret that is shown once. `about`: what to do with it. */
export const secretPanel = (
	{ name, secret }: { readonly name: string; readonly secret: string },
	about: string | TemplateResult,
	hide: () => void,
): TemplateResult => html`<div id="secret" class="toned stack tight" data-tone="assurance" role="status" tabindex="-1">
	<p><b>The secret of “${name}” is shown only once.</b> ${about}</p>
	<div class="row"><code>${secret}</code><console-copy .text=${secret} .label=${`Copy the secret of ${name}`}></console-copy></div>
	<div class="row"><button type="button" class="plain" @click=${hide}>Hide it</button></div>
</div>`;
