import { html, nothing, type TemplateResult } from 'lit';

/** One field in both versions. */
export interface Difference {
	readonly label: string;
	readonly theirs: string;
	readonly mine: string;
}

/** Another operator was faster: both versions, field by field. Nothing is lost or sent. */
export const conflictPanel = (
	what: string,
	differences: readonly Difference[],
	act: { readonly keepMine: () => void; readonly takeTheirs: () => void },
): TemplateResult => html`<div class="stack tight toned" data-tone="minor" role="alert">
	<p><b>Another operator has changed ${what} since you opened it.</b> Nothing was saved.</p>
	${
		differences.length > 0
			? html`<table>
				<thead><tr><th scope="col">Field</th><th scope="col">Now on the server</th><th scope="col">Yours</th></tr></thead>
				<tbody>${differences.map(({ label, theirs, mine }) => html`<tr><th scope="row">${label}</th><td>${theirs || '–'}</td><td>${mine || '–'}</td></tr>`)}</tbody>
			</table>`
			: nothing
	}
	<div class="row">
		<button type="button" @click=${act.keepMine}>Save mine all the same</button>
		<button type="button" class="plain" @click=${act.takeTheirs}>Take theirs</button>
	</div>
</div>`;
