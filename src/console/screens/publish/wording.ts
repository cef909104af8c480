import type { Wording } from '../../../model/lint/lint.ts';
import type { FilledTemplate } from '../../../model/templates/fill-template.ts';
import { affectedOf, firstPhase, type NamedComponent, type PublishForm, titleOf } from './form.ts';
import { linesOf } from './lines.ts';

/** What customers would read of the form, for the lint. */
export function wordingOf(
	form: PublishForm,
	all: readonly NamedComponent[],
	filled: FilledTemplate | null,
): Wording {
	const nameOf = (id: string): string => all.find((each) => each.id === id)?.name ?? id;
	const written = linesOf(form.checklist);
	return {
		kind: form.kind,
		impact: form.impact,
		title: titleOf(form, filled),
		body: form.body || filled?.bodies[firstPhase(form.kind)] || '',
		workaround: form.workaround || filled?.workaround || '',
		checklist: written.length > 0 ? written : [...(filled?.checklist ?? [])],
		affected: affectedOf(form, all).map(({ component, status }) => ({ name: nameOf(component), status })),
		unaffected: form.unaffected.map(nameOf),
		safety: form.safety ? { state: form.safety, statement: form.statement, evidence: form.evidence } : null,
		hasNoPromise: form.promise === 'none',
		isEnd: false,
	};
}
