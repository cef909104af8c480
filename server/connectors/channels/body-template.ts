/** The body of a request to a receiver that has a format of its own. */
import type { ChannelMessage } from './channel-message.ts';

export const contentTypes = ['application/json', 'application/x-www-form-urlencoded'] as const;
export type ContentType = (typeof contentTypes)[number];

export const defaultTemplate = '{"text":"{{text}}","id":"{{id}}"}';

const names = ['text', 'id', 'type', 'title', 'url', 'language'] as const;
type Values = Readonly<Record<(typeof names)[number], string>>;

/** Values are escaped, so that no word of an operator can end a field or begin another one. */
const escapes: Readonly<Record<ContentType, (value: string) => string>> = {
	'application/json': (value) => JSON.stringify(value).slice(1, -1),
	'application/x-www-form-urlencoded': encodeURIComponent,
};

const fillTemplate = (template: string, values: Values, type: ContentType): string =>
	template.replace(/\{\{(\w+)\}\}/g, (_, name: string) => escapes[type](values[name as keyof Values] ?? ''));

const valuesOf = ({ id, what, notice, language }: ChannelMessage, text: string): Values => ({
	...{ text, id, type: what === 'test' ? 'test' : `notice.${what}`, title: notice.title },
	...{ url: notice.url ?? '', language },
});

export const bodyOf = (
	template: string,
	type: ContentType,
	message: ChannelMessage,
	/** Of the message, in the form of the kind. */
	text: string,
): string => fillTemplate(template, valuesOf(message, text), type);

const sample = Object.fromEntries(names.map((name) => [name, 'a'])) as Values;

/** Why a template cannot be used; `null`: it can. */
export function templateProblem(template: string, type: ContentType): string | null {
	const unknown = [...template.matchAll(/\{\{(.*?)\}\}/g)].find(
		([, name]) => !names.includes(name as 'text'),
	);
	if (unknown) return `There is no {{${unknown[1]}}}. Use ${names.map((name) => `{{${name}}}`).join(', ')}.`;
	if (!template.includes('{{text}}')) return 'The body needs {{text}}, which is what the message says.';
	if (type !== 'application/json') return null;
	try {
		JSON.parse(fillTemplate(template, sample, type));
		return null;
	} catch {
		return 'This is not JSON. Write each {{…}} inside double quotes.';
	}
}
