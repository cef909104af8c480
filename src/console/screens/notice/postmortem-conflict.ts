import { html, type TemplateResult } from 'lit';
import type { Schema } from '../../api/client.ts';
import { type ChangedWords, type PostmortemWords, wordsOf } from './postmortem-fields.ts';

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value)) || '–';

/**
 * Shows both versions of the fields that differ.
 *
 * @param stored - What this operator has changed; `null`: nothing.
 * @param replaceTheirs - Stores this operator's words in spite of the others.
 */
export function postmortemConflict(
	draft: Schema<'PostmortemDraft'>,
	stored: ChangedWords | null,
	replaceTheirs: () => void,
): TemplateResult {
	if (!stored)
		return html`<p class="toned" data-tone="minor" role="alert">Another operator has changed the draft meanwhile. This is theirs.</p>`;
	const theirs = wordsOf(draft);
	const names = (Object.keys(theirs) as (keyof PostmortemWords)[]).filter(
		(name) => JSON.stringify(theirs[name]) !== JSON.stringify(stored.words[name]),
	);
	return html`<div class="toned stack" data-tone="minor" role="alert">
		<p><b>Another operator has changed the draft since you began.</b> Nothing of yours was sent. These fields differ:</p>
		<table>
			<thead><tr><th scope="col">Field</th><th scope="col">Theirs</th><th scope="col">Yours</th></tr></thead>
			<tbody>${names.map((name) => html`<tr><th scope="row">${name}</th><td class="pre">${textOf(theirs[name])}</td><td class="pre">${textOf(stored.words[name])}</td></tr>`)}</tbody>
		</table>
		<div class="row"><button type="button" @click=${replaceTheirs}>Replace theirs by mine</button></div>
	</div>`;
}
