/** What the form of the screen Publish sends. */
import { statusForImpact } from '../../../model/vocabulary.ts';
import { audienceOf, isEveryone } from './audience-form.ts';
import { affectedOf, type NamedComponent, type PublishForm } from './form.ts';
import { linesOf } from './lines.ts';

/**
 * The body of `POST /v1/notices`. Texts that the operator left to the template are not in it, so
 * that its translations are published too.
 */
export function requestOf(form: PublishForm, all: readonly NamedComponent[]) {
	const { template, variables, kind, impact, title, body, workaround, safety, promise, moreUrl } = form;
	const given = Object.entries(variables).filter(([, value]) => value.trim() !== '');
	const checklist = linesOf(form.checklist);
	const actions = linesOf(form.actions);
	const audience = audienceOf(form);
	const newComponent = kind === 'incident' ? form.newComponent.trim() : '';
	const affected = [
		...affectedOf(form, all),
		...(newComponent ? [{ component: newComponent, status: statusForImpact[impact] }] : []),
	];
	const isAffected = (id: string): boolean => affected.some(({ component }) => component === id);
	const unaffected = form.unaffected.filter(
		(id) => !isAffected(id) && all.some((component) => component.id === id),
	);
	return {
		...(template ? { template, variables: Object.fromEntries(given) } : { kind }),
		...(title.trim() && { title: title.trim() }),
		...(kind === 'incident' && { impact }),
		...(affected.length > 0 && { affected }),
		...(newComponent && { newComponents: [newComponent] }),
		...(unaffected.length > 0 && { unaffected }),
		...(body.trim() && { body }),
		...(workaround.trim() && { workaround }),
		...(checklist.length > 0 && { checklist }),
		...(actions.length > 0 && { actions }),
		...(safety && {
			dataSafety: {
				state: safety,
				statement: form.statement,
				...(form.evidence.trim() && { evidence: form.evidence }),
			},
		}),
		...(promise === 'none' && { promise: null }),
		...(promise !== 'none' && promise !== 'policy' && { promise: { nextUpdateBy: promise } }),
		...(moreUrl.trim() && { moreUrl: moreUrl.trim() }),
		...(!isEveryone(audience) && { audience }),
	};
}
