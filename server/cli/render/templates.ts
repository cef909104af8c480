/** Templates as text. */
import { type JsonObject, requireObject } from '../api/response.ts';
import { textOf } from '../terminal-text.ts';
import type { Style } from './style.ts';

const entriesOf = (value: unknown): [string, unknown][] => Object.entries(requireObject(value ?? {}));

/** Of each variable: "service", or "team (default: Our team)". */
const variableText = ([name, variable]: [string, unknown]): string => {
	const { default: standard } = requireObject(variable);
	return standard === null ? textOf(name) : `${textOf(name)} (default: ${textOf(standard)})`;
};

/** A row of the list: id, kind, name, variables, and where it comes from. */
export const templateRow = ({ id, kind, name, variables, builtIn }: JsonObject): readonly string[] => [
	textOf(id),
	textOf(kind),
	textOf(name),
	entriesOf(variables)
		.map(([variable]) => `{${textOf(variable)}}`)
		.join(' ') || '–',
	builtIn === true ? 'policy pack' : 'own',
];

export function templateLines(template: JsonObject, { colours }: Style): string[] {
	const { id, kind, impact, name, builtIn, variables, title, workaround, notAffected } = template;
	const lists = [
		...linesOf('We are doing', template.actions),
		...linesOf('Customers can do', template.checklist),
	];
	const setters = entriesOf(variables)
		.filter(([, variable]) => requireObject(variable).default === null)
		.map(([variable]) => ` --set ${textOf(variable)}=…`);
	return [
		`${colours.bold(textOf(name))}  ${colours.dim(textOf(id))}`,
		`Kind: ${textOf(kind)}${impact === null ? '' : ` · impact: ${textOf(impact)}`} · ${builtIn === true ? 'of the policy pack, read-only' : 'own'}`,
		...entriesOf(variables).map(
			(each) => `Variable: ${variableText(each)}: ${textOf(requireObject(each[1]).label)}`,
		),
		'',
		`Title: ${textOf(title)}`,
		...(workaround == null ? [] : [`In the meantime: ${textOf(workaround)}`]),
		...lists,
		...(notAffected == null ? [] : [`Others read: ${textOf(notAffected)}`]),
		...entriesOf(template.bodies).map(([phase, body]) => `${textOf(phase)}: ${textOf(body)}`),
		'',
		`Languages: ${[template.language ?? 'en', ...entriesOf(template.translations).map(([tag]) => tag)].map(textOf).join(', ')}`,
		`Use: candor open --template ${textOf(id)}${setters.join('')}`,
	];
}

const linesOf = (label: string, lines: unknown): string[] =>
	Array.isArray(lines) ? lines.map((line) => `${label}: ${textOf(line)}`) : [];
