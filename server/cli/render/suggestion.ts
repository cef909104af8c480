/** What the assistant wrote, in plain lines. All values are sanitized. */
import { isObject, type JsonObject } from '../api/response.ts';
import { oneLine, textOf } from '../terminal-text.ts';
import { objectsOf } from './log-entry.ts';
import type { Style } from './style.ts';

interface Options {
	/** Whether the request to the model is shown. */
	readonly isSentShown: boolean;
}

/** `suggestion`: as the API returns it. */
export function suggestionLines(
	{ id, purpose, texts, questions, findings, model, fields, request }: JsonObject,
	{ colours }: Style,
	{ isSentShown }: Options,
): string[] {
	const written = Object.entries(isObject(texts) ? texts : {});
	const asked = Array.isArray(questions) ? questions.map((each) => `  ? ${oneLine(String(each))}`) : [];
	const sent = Array.isArray(fields) && fields.length > 0 ? fields.map(String).join(', ') : 'none';
	return [
		`By the assistant (${oneLine(String(model))}). Nothing is published.  ${colours.dim(textOf(id))}`,
		...written.flatMap(([field, text]) => ['', colours.bold(oneLine(field)), ...String(text).split('\n')]),
		'',
		...objectsOf(findings).map(
			({ field, message }) => `  ${colours.red('→')} ${textOf(field)}: ${oneLine(String(message))}`,
		),
		...asked,
		`  Private facts that were sent: ${oneLine(sent)}`,
		...(isSentShown ? ['', oneLine(String(request))] : []),
		...(purpose === 'postmortem'
			? ['  Put the words into the draft: candor postmortem draft']
			: [`  Accept: candor draft accept ${textOf(id)}`]),
	];
}
