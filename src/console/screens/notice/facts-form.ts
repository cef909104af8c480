/** The facts of a notice as the form of the screen Publish, and back as a change of what differs. */
import type { NoticeValue } from '../../../model/generated/record-types.ts';
import { markdownOf } from '../../../model/markdown.ts';
import { audienceChange, formOfAudience } from '../publish/audience-form.ts';
import { emptyForm, type PublishForm } from '../publish/form.ts';
import { linesOf } from '../publish/lines.ts';

export function formOf(value: NoticeValue): PublishForm {
	const { kind, title, impact, affected, unaffected, workaround, checklist, actions, dataSafety, promise } =
		value;
	return {
		...emptyForm(),
		kind: kind as PublishForm['kind'],
		title,
		impact,
		affected: Object.fromEntries(affected.map(({ component, status }) => [component, status])),
		hasChosen: true,
		unaffected: [...unaffected],
		workaround: markdownOf(workaround),
		checklist: checklist.join('\n'),
		actions: actions.join('\n'),
		safety: dataSafety?.state ?? '',
		statement: markdownOf(dataSafety?.statement),
		evidence: markdownOf(dataSafety?.evidence),
		promise: promise?.nextUpdateBy ?? 'none',
		moreUrl: value.moreUrl ?? '',
		...formOfAudience(value.audience),
	};
}

const isEqual = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The body of `PATCH /v1/notices/{id}`: only what differs, so that nothing else is overwritten. */
export function changeOf(before: PublishForm, after: PublishForm) {
	const differs = (...names: (keyof PublishForm)[]): boolean =>
		names.some((name) => !isEqual(before[name], after[name]));
	const { safety, statement, evidence, promise } = after;
	const newComponent = after.newComponent.trim();
	return {
		...(differs('title') && { title: after.title.trim() }),
		...(differs('impact') && { impact: after.impact }),
		...(differs('affected', 'newComponent') && {
			affected: [
				...Object.entries(after.affected).map(([component, status]) => ({
					component,
					...(status && { status }),
				})),
				...(newComponent ? [{ component: newComponent }] : []),
			],
			...(newComponent && { newComponents: [newComponent] }),
		}),
		...(differs('unaffected') && { unaffected: after.unaffected }),
		...(differs('workaround') && { workaround: after.workaround.trim() ? after.workaround : null }),
		...(differs('checklist') && { checklist: linesOf(after.checklist) }),
		...(differs('actions') && { actions: linesOf(after.actions) }),
		...(differs('safety', 'statement', 'evidence') && {
			dataSafety: safety ? { state: safety, statement, evidence: evidence.trim() ? evidence : null } : null,
		}),
		...(differs('promise') &&
			promise !== 'policy' && { promise: promise === 'none' ? null : { nextUpdateBy: promise } }),
		...(differs('moreUrl') && { moreUrl: after.moreUrl.trim() || null }),
		...(differs('attributes', 'routes', 'signedIn') && { audience: audienceChange(before, after) }),
	};
}
