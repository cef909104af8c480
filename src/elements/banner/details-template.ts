/**
 * The details of a banner's notices as a Lit template. A part without a label is in our words, not
 * in an operator's.
 */
import { html, nothing, type TemplateResult } from 'lit';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { RichText } from '../../model/rich-text.ts';
import { message } from '../i18n/messages.ts';
import { externalLink } from '../shared/controls.ts';
import { renderRichText } from '../shared/rich-text.ts';
import type { DetailsPart, NoticeView } from './view.ts';

/** Each block has a direction of its own: our words stand beside an operator's. */
function richText(content: RichText): HTMLElement {
	const text = renderRichText(content);
	for (const block of text.children) block.setAttribute('dir', 'auto');
	return text;
}

const part = ({ label, content, note }: DetailsPart, language: string | undefined): TemplateResult => html`
	<div class="part">
		${label ? html`<h3 .textContent=${label}></h3>` : nothing}
		<div lang=${(label && language) || nothing}>${
			// A browser's translation may have replaced the text nodes, so a changed text is drawn as a whole.
			guard([JSON.stringify(content)], () => richText(content))
		}</div>
		${note ? html`<p class="muted" .textContent=${note}></p>` : nothing}
	</div>
`;

function noticeTemplate(view: NoticeView, index: number): TemplateResult {
	const { title, severity, facts, parts, earlier, language, links = [] } = view;
	return html`
		<article data-tone=${view.tone}>
			${
				index
					? html`<h2 lang=${language ?? nothing} dir="auto" .textContent=${title}></h2>
						<p class="muted" .textContent=${[severity, ...facts].filter(Boolean).join(' · ')}></p>`
					: nothing
			}
			${parts.map((each) => part(each, language))}
			${
				earlier.length
					? html`<details>
						<summary .textContent=${message('earlier', { count: earlier.length })}></summary>
						<div class="earlier">${earlier.map((each) => part(each, language))}</div>
					</details>`
					: nothing
			}
			<div class="links" part="actions">${links.map(({ href, text }) => externalLink(href, text))}</div>
		</article>
	`;
}

export const detailsTemplate = (views: readonly NoticeView[]): TemplateResult =>
	// By their ids, so that the focus stays where it is when notices change places.
	html`${repeat(views, ({ notice }) => notice.id, noticeTemplate)}`;
