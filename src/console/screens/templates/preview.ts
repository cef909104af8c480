/** What customers read from a template in one language, with values in the places of its variables. */
import { html, nothing, type TemplateResult } from 'lit';
import type { TemplateValue } from '../../../model/generated/record-types.ts';
import { phaseLabels } from '../../../model/labels.ts';
import { fillIn } from '../../../model/templates/placeholders.ts';
import { directionOf } from '../../../model/text-direction.ts';
import { phasesOf } from '../../../model/vocabulary.ts';
import { samplesOf, textsIn } from './template-form.ts';

export function templatePreview(value: TemplateValue, language: string): TemplateResult {
	const texts = textsIn(value, language);
	const samples = samplesOf(value);
	const filled = (text: string): string => fillIn(text, samples);
	const bodies = phasesOf[value.kind].flatMap((phase) => {
		const body = texts.bodies[phase];
		return body ? [{ phase, body }] : [];
	});
	if (!texts.title && bodies.length === 0)
		return html`<p class="quiet">No words in this language yet. Customers who read it get another one.</p>`;
	return html`<article class="stack tight" lang=${language} dir=${directionOf(language)}>
		<h3>${filled(texts.title)}</h3>
		${bodies.map(
			({ phase, body }) => html`<div>
				<p class="small quiet" lang="en" dir="ltr">${phaseLabels[phase]}</p>
				<p class="pre">${filled(body)}</p>
			</div>`,
		)}
		${texts.workaround ? html`<p class="pre">${filled(texts.workaround)}</p>` : nothing}
		${lines(texts.checklist.map(filled))}
		${lines(texts.actions.map(filled))}
		${texts.notAffected ? html`<p>${filled(texts.notAffected)}</p>` : nothing}
	</article>`;
}

const lines = (all: readonly string[]): TemplateResult | typeof nothing =>
	all.some(Boolean) ? html`<ul>${all.filter(Boolean).map((line) => html`<li>– ${line}</li>`)}</ul>` : nothing;
