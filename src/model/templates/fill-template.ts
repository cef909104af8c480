/** Fills in a template's variables, in every language. */
import { CandorError } from '../errors.ts';
import type { TemplateTexts, TemplateValue } from '../generated/record-types.ts';
import { escapeMarkdown, fillIn } from './placeholders.ts';

export interface FilledTemplate extends TemplateTexts {
	/** `null` means English. */
	readonly language: string | null;
	readonly translations: Readonly<Record<string, TemplateTexts>>;
}

export type VariableValues = Readonly<Record<string, string>>;

/**
 * The texts with the given values. Throws CandorError `invalid` with every variable that is missing
 * or unknown.
 */
export function fillTemplate(id: string, template: TemplateValue, given: VariableValues): FilledTemplate {
	checkVariables(id, template, given);
	const values = Object.fromEntries(
		Object.entries(template.variables).map(([name, variable]) => [
			name,
			(Object.hasOwn(given, name) ? given[name] : variable.default) ?? '',
		]),
	);
	return {
		...filled(template, values),
		language: template.language,
		translations: Object.fromEntries(
			Object.entries(template.translations).map(([tag, texts]) => [tag, filled(texts, values)]),
		),
	};
}

function checkVariables(id: string, { variables }: TemplateValue, given: VariableValues): void {
	const missing = Object.entries(variables).filter(
		([name, variable]) => variable.default === null && !Object.hasOwn(given, name),
	);
	const unknown = Object.keys(given).filter((name) => !Object.hasOwn(variables, name));
	if (missing.length === 0 && unknown.length === 0) return;
	const issues = [
		...missing.map(([name, { label }]) => ({
			path: `variables.${name}`,
			message: `This is missing. ${label}.`,
		})),
		...unknown.map((name) => ({
			path: `variables.${name}`,
			message: `The template has no such variable. ${knownNames(Object.keys(variables))}`,
		})),
	];
	const list = missing.map(([name, { label }]) => `${name} (${label})`).join(', ');
	const message =
		missing.length > 0
			? `The template "${id}" still needs: ${list}. Give them in "variables" (on the command line: --set ${missing[0]?.[0]}=…).`
			: `The template "${id}" has no variable ${unknown.map((name) => `"${name}"`).join(', ')}. ${knownNames(Object.keys(variables))}`;
	throw new CandorError('invalid', message, issues);
}

const knownNames = (names: readonly string[]): string =>
	names.length === 0 ? 'It has none.' : `It has ${names.join(', ')}.`;

function filled(texts: TemplateTexts, values: VariableValues): TemplateTexts {
	const escaped = Object.fromEntries(
		Object.entries(values).map(([name, value]) => [name, escapeMarkdown(value)]),
	);
	const plain = (text: string): string => fillIn(text, values);
	const markdown = (text: string): string => fillIn(text, escaped);
	const { title, workaround, actions, checklist, notAffected, bodies } = texts;
	return {
		title: plain(title),
		workaround: workaround === null ? null : markdown(workaround),
		actions: actions.map(plain),
		checklist: checklist.map(plain),
		notAffected: notAffected === null ? null : plain(notAffected),
		bodies: Object.fromEntries(Object.entries(bodies).map(([phase, text]) => [phase, markdown(text)])),
	};
}

/**
 * The template with another language as its own one, and with its former one as a translation.
 * `language`: `null` means English. `undefined` if the template has no such language.
 */
export function inOwnLanguage(template: FilledTemplate, language: string | null): FilledTemplate | undefined {
	const tagOf = (tag: string | null): string => (tag ?? 'en').toLowerCase();
	if (tagOf(language) === tagOf(template.language)) return template;
	const entry = Object.entries(template.translations).find(([tag]) => tagOf(tag) === tagOf(language));
	if (!entry) return undefined;
	const [tag, texts] = entry;
	const { language: _, translations, ...own } = template;
	const { [tag]: __, ...others } = translations;
	return {
		...texts,
		language: tag,
		translations: { ...others, [template.language ?? 'en']: own },
	};
}
