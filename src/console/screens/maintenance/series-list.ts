/** The series: what each is, and its end. */
import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { durationText } from '../../shared/duration-text.ts';
import type { Series } from './entries.ts';

const titleOf = ({ notice }: Series): string => String(notice.title ?? '');

export function seriesList(
	all: readonly Series[],
	/** The id of the one whose removal waits for a second click. */
	removing: string,
	onRemove: (series: Series) => void,
): TemplateResult | typeof nothing {
	if (all.length === 0) return nothing;
	return html`<section class="stack tight" aria-labelledby="series">
		<h2 id="series">Recurring</h2>
		<ul class="stack tight">${repeat(
			all,
			({ id }) => id,
			(each) => html`<li class="row spread">
				<span>${titleOf(each)} <span class="quiet small numbers">${each.rrule}, from ${each.start.replace('T', ' ')} in ${each.zone}, ${durationText(each.duration)} each</span></span>
				<button type="button" class=${each.id === removing ? 'danger' : ''} @click=${() => onRemove(each)}>${each.id === removing ? 'Remove now' : 'Remove'}<span class="visually-hidden"> the series ${titleOf(each)}</span></button>
			</li>`,
		)}</ul>
	</section>`;
}
