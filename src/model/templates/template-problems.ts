/** What a schema cannot say about a template: its texts, its variables and its languages agree. */
import type { Issue } from '../errors.ts';
import type { TemplateTexts, TemplateValue } from '../generated/record-types.ts';
import { phasesOf } from '../vocabulary.ts';
import { variablePattern, variablesIn } from './placeholders.ts';

/** Everything that is wrong with a template that has passed its schema; empty if nothing is. */
export const templateProblems = (template: TemplateValue): Issue[] => [
	...variableProblems(template),
	...bodyProblems(template),
	...translationProblems(template),
];

/** Every text with its path, such as `bodies.resolved`. */
export function textsOf(texts: TemplateTexts): { readonly path: string; readonly text: string }[] {
	const { title, workaround, actions, checklist, notAffected, bodies } = texts;
	const lines = (name: string, all: readonly string[]) =>
		all.map((text, index) => ({ path: `${name}.${index}`, text }));
	return [
		{ path: 'title', text: title },
		...(workaround === null ? [] : [{ path: 'workaround', text: workaround }]),
		...lines('actions', actions),
		...lines('checklist', checklist),
		...(notAffected === null ? [] : [{ path: 'notAffected', text: notAffected }]),
		...Object.entries(bodies).map(([phase, text]) => ({ path: `bodies.${phase}`, text })),
	];
}

/** The texts of every language, with their paths. */
export const allTextsOf = (template: TemplateValue): ReturnType<typeof textsOf> => [
	...textsOf(template),
	...Object.entries(template.translations).flatMap(([tag, texts]) =>
		textsOf(texts).map(({ path, text }) => ({ path: `translations.${tag}.${path}`, text })),
	),
];

function variableProblems(template: TemplateValue): Issue[] {
	const declared = Object.keys(template.variables);
	const texts = allTextsOf(template);
	const used = new Set(texts.flatMap(({ text }) => variablesIn(text)));
	return [
		...declared
			.filter((name) => !variablePattern.test(name))
			.map((name) => ({
				path: `variables.${name}`,
				message:
					'The name of a variable has lower-case letters, digits and hyphens, and begins with a letter.',
			})),
		...declared
			.filter((name) => variablePattern.test(name) && !used.has(name))
			.map((name) => ({
				path: `variables.${name}`,
				message: `No text uses {${name}}. Write it where its value belongs, or remove the variable.`,
			})),
		...texts.flatMap(({ path, text }) =>
			[...new Set(variablesIn(text))]
				.filter((name) => !declared.includes(name))
				.map((name) => ({
					path,
					message: `This uses {${name}}, which is not among the variables. Add it to "variables", or correct its name.`,
				})),
		),
	];
}

function bodyProblems({ kind, bodies }: TemplateValue): Issue[] {
	const phases: readonly string[] = phasesOf[kind];
	const named = Object.keys(bodies);
	if (named.length === 0)
		return [
			{ path: 'bodies', message: `Write a text for at least one phase of this kind: ${phases.join(', ')}.` },
		];
	return named.flatMap((phase) => {
		if (!phases.includes(phase))
			return [
				{ path: `bodies.${phase}`, message: `A notice of this kind has the phases ${phases.join(', ')}.` },
			];
		return bodies[phase]?.trim()
			? []
			: [{ path: `bodies.${phase}`, message: 'Write something here, or leave this phase out.' }];
	});
}

/** A visitor reads one language and never a mixture, so each has the same texts. */
function translationProblems(template: TemplateValue): Issue[] {
	const own = (template.language ?? 'en').toLowerCase();
	const wanted = textsOf(template).map(({ path }) => path);
	return Object.entries(template.translations).flatMap(([tag, texts]) => {
		const path = `translations.${tag}`;
		if (tag.toLowerCase() === own)
			return [{ path, message: `"${tag}" is the language of the template itself. Leave it out here.` }];
		const given = textsOf(texts).map((each) => each.path);
		return [
			...wanted
				.filter((each) => !given.includes(each))
				.map((each) => ({ path: `${path}.${each}`, message: 'This text is missing. Translate it too.' })),
			...given
				.filter((each) => !wanted.includes(each))
				.map((each) => ({
					path: `${path}.${each}`,
					message: 'The template itself does not say this. Say it there too, or leave it out.',
				})),
		];
	});
}
