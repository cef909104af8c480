/** A template while it is edited: its texts by language, and the variables that they name. */
import type { TemplateTexts, TemplateValue } from '../../../model/generated/record-types.ts';
import { locales } from '../../../model/locales.ts';
import { variablesIn } from '../../../model/templates/placeholders.ts';
import { textsOf } from '../../../model/templates/template-problems.ts';
import { phasesOf } from '../../../model/vocabulary.ts';

/** What is edited, and which version it is based on. */
export interface TemplateForm {
	/** Empty: a new template without an id yet. */
	readonly id: string;
	/** The version of the server that the form began with; 0: the template is new. */
	readonly seq: number;
	readonly value: TemplateValue;
}

export const emptyTexts = (): TemplateTexts => ({
	...{ title: '', workaround: null, actions: [], checklist: [], notAffected: null },
	bodies: {},
});

export const emptyForm = (): TemplateForm => ({
	...{ id: '', seq: 0 },
	value: {
		...emptyTexts(),
		...{ name: '', kind: 'incident', impact: null, variables: {}, language: null, translations: {} },
	},
});

/** The tag of the template's own language. */
export const ownLanguage = ({ language }: TemplateValue): string => language ?? 'en';

/** The template's own language, then the others that customers may read. */
export const languagesOf = (value: TemplateValue): readonly string[] => [
	...new Set([ownLanguage(value), ...Object.keys(value.translations), 'en', ...locales]),
];

/** The texts in a language; empty ones if it has none. */
export function textsIn(value: TemplateValue, language: string): TemplateTexts {
	if (language === ownLanguage(value)) {
		const { title, workaround, actions, checklist, notAffected, bodies } = value;
		return { title, workaround, actions, checklist, notAffected, bodies };
	}
	return value.translations[language] ?? emptyTexts();
}

const isEmpty = (texts: TemplateTexts): boolean => textsOf(texts).every(({ text }) => text.trim() === '');

/** The template with other texts in a language. A language without any word is none. */
export function withTexts(value: TemplateValue, language: string, texts: TemplateTexts): TemplateValue {
	if (language === ownLanguage(value)) return withVariables({ ...value, ...texts });
	const { [language]: _, ...others } = value.translations;
	return withVariables({
		...value,
		translations: isEmpty(texts) ? others : { ...others, [language]: texts },
	});
}

/** The variables are those that a text names. What was said about one that is gone is forgotten when it is sent. */
function withVariables(value: TemplateValue): TemplateValue {
	const all = [value, ...Object.values(value.translations)].flatMap((texts) => textsOf(texts));
	const names = [...new Set(all.flatMap(({ text }) => variablesIn(text)))];
	return {
		...value,
		variables: Object.fromEntries(
			names.map((name) => [name, value.variables[name] ?? { label: '', default: null }]),
		),
	};
}

/** The body of a request: without phases that another kind has, and without empty texts. */
export function requestOf(value: TemplateValue): TemplateValue {
	const phases: readonly string[] = phasesOf[value.kind];
	const clean = (texts: TemplateTexts): TemplateTexts => ({
		title: texts.title.trim(),
		workaround: texts.workaround?.trim() || null,
		actions: texts.actions.map((line) => line.trim()).filter(Boolean),
		checklist: texts.checklist.map((line) => line.trim()).filter(Boolean),
		notAffected: texts.notAffected?.trim() || null,
		bodies: Object.fromEntries(
			Object.entries(texts.bodies).filter(([phase, text]) => phases.includes(phase) && text.trim() !== ''),
		),
	});
	return {
		...value,
		...clean(textsIn(value, ownLanguage(value))),
		translations: Object.fromEntries(
			Object.entries(value.translations).map(([tag, texts]) => [tag, clean(texts)]),
		),
	};
}

/** The values that the preview fills in. */
export const samplesOf = ({ variables }: TemplateValue): Readonly<Record<string, string>> =>
	Object.fromEntries(
		Object.entries(variables).map(([name, variable]) => [name, variable.default ?? (variable.label || name)]),
	);
