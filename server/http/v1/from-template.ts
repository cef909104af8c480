/** Turns `template` and `variables` of a request into the fields that the request leaves out. */
import { CandorError } from '../../../src/model/errors.ts';
import type { PolicyPack } from '../../../src/model/policy-pack/policy-pack.ts';
import type { State } from '../../../src/model/state/state.ts';
import {
	type FilledTemplate,
	fillTemplate,
	inOwnLanguage,
	type VariableValues,
} from '../../../src/model/templates/fill-template.ts';
import { type Template, templates } from '../../../src/model/templates/templates.ts';

/** A request body before its schema: what is left out is not a member. */
export type Fields = Readonly<Record<string, unknown>>;

export interface TemplateUse {
	readonly template: string;
	readonly variables?: VariableValues | undefined;
}

/** Throws CandorError `not-found`. */
export function findTemplate(state: State, pack: PolicyPack | null, id: string): Template {
	const found = templates(state, pack).find((each) => each.id === id);
	if (found) return found;
	throw new CandorError('not-found', `There is no template "${id}". List the templates to see their ids.`);
}

const invalid = (path: string, message: string): CandorError =>
	new CandorError('invalid', `${path}: ${message}`, [{ path, message }]);

/** The texts in the language that the request names. */
function filledFor({ id, value }: Template, { variables = {} }: TemplateUse, given: Fields): FilledTemplate {
	const filled = fillTemplate(id, value, variables);
	const { language } = given;
	if (language === undefined) return filled;
	const inLanguage = inOwnLanguage(filled, typeof language === 'string' ? language : null);
	if (inLanguage) return inLanguage;
	const tags = [filled.language ?? 'en', ...Object.keys(filled.translations)].join(', ');
	throw invalid('language', `The template "${id}" has no texts in this language. It has ${tags}.`);
}

function bodyOf({ id, value }: Template, { bodies }: FilledTemplate, phase: string): string {
	const body = Object.hasOwn(bodies, phase) ? bodies[phase] : undefined;
	if (body !== undefined) return body;
	throw invalid(
		'phase',
		`The template "${id}" has no text for the phase "${phase}". Write the text yourself, or use ${Object.keys(value.bodies).join(', ')}.`,
	);
}

const texts = ['title', 'workaround', 'actions', 'checklist', 'notAffected', 'body'] as const;

/**
 * The body of a request that opens a notice. A text of the request replaces the template's, and
 * then no translation of the template would say the same: they are left out.
 *
 * @param phase The phase that the notice begins with.
 */
export function openedFrom(found: Template, use: TemplateUse, given: Fields, phase: string): Fields {
	const { id, value } = found;
	if (given.kind !== undefined && given.kind !== value.kind)
		throw invalid('kind', `The template "${id}" is for the kind "${value.kind}". Leave the kind out.`);
	const filled = filledFor(found, use, given);
	const { bodies: _, language, translations, ...own } = filled;
	const isChanged = texts.some((name) => given[name] !== undefined);
	const body = given.body ?? bodyOf(found, filled, phase);
	return {
		kind: value.kind,
		...(value.impact !== null && { impact: value.impact }),
		...own,
		body,
		...(language !== null && { language }),
		...(!isChanged && {
			translations: Object.fromEntries(
				Object.entries(translations).map(([tag, { bodies, ...others }]) => [
					tag,
					{ ...others, body: bodies[phase] },
				]),
			),
		}),
		...given,
	};
}

/**
 * The body of a request that posts an update to a notice in `language`. The template gives the
 * words of the update alone.
 */
export function updateFrom(
	found: Template,
	use: TemplateUse,
	given: Fields,
	notice: { readonly kind: string; readonly phase: string; readonly language: string | null },
): Fields {
	const { id, value } = found;
	if (notice.kind !== value.kind)
		throw invalid(
			'template',
			`The template "${id}" is for the kind "${value.kind}", and this notice is of the kind "${notice.kind}".`,
		);
	if (given.body !== undefined) return given;
	const filled = filledFor(found, use, { language: notice.language });
	const phase = typeof given.phase === 'string' ? given.phase : notice.phase;
	return {
		body: bodyOf(found, filled, phase),
		translations: Object.fromEntries(
			Object.entries(filled.translations).map(([tag, { bodies }]) => [tag, bodies[phase]]),
		),
		...given,
	};
}
