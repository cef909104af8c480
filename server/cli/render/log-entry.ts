/** An entry of the audit log in plain lines. */
import { plainText, type RichText } from '../../../src/model/rich-text.ts';
import { isObject, type JsonObject } from '../api/response.ts';
import { oneLine, safeJson, textOf } from '../terminal-text.ts';
import type { Style } from './style.ts';
import { pastText } from './time.ts';

const sources: Readonly<Record<string, string>> = {
	cli: 'command line',
	api: 'API',
	console: 'console',
	slack: 'Slack',
	rule: 'rule of the server',
	alert: 'alert',
	clock: 'clock of the server',
};

/** Every change sets them, so in a line they say nothing. `--json` has them. */
const bookkeeping: readonly unknown[] = ['updatedAt', 'latestUpdate', 'notice', 'number'];

/** `entry`: sanitized. */
export function entryLines(entry: JsonObject, style: Style): string[] {
	const { seq, at, command, actor, source, unanswered, redactedBy } = entry;
	const { id, name } = isObject(actor) ? actor : {};
	const from = typeof source === 'string' ? `, ${sources[source] ?? source}` : '';
	const time = typeof at === 'string' && !Number.isNaN(Date.parse(at)) ? pastText(at, style) : String(at);
	const who = typeof name === 'string' ? `${name} (${id})` : String(id);
	return [
		`${style.colours.bold(textOf(command))}  ${time}  ${style.colours.dim(`seq ${seq}`)}`,
		`  by ${oneLine(who)}${oneLine(from)}`,
		...(Array.isArray(unanswered) && unanswered.length > 0
			? [`  without an answer in time: ${oneLine(unanswered.join(', '))}`]
			: []),
		...(Array.isArray(redactedBy) ? redactedBy : []).map(
			(by) => `  words removed by the redaction, seq ${by}`,
		),
		...objectsOf(entry.changes).flatMap(changeLines),
	];
}

/** The record of a change, and each field before and after. */
export function changeLines({ kind, id, change, fields }: JsonObject): string[] {
	const shown =
		change === 'removed' ? [] : objectsOf(fields).filter(({ field }) => !bookkeeping.includes(field));
	return [
		`  ${[kind, id, change].map((word) => textOf(word)).join(' ')}`,
		...shown.map(({ field, before, after }) => {
			const from = change === 'created' ? '' : `${valueText(before)} → `;
			return `    ${textOf(field)}: ${from}${valueText(after)}`;
		}),
	];
}

export const objectsOf = (value: unknown): readonly JsonObject[] =>
	Array.isArray(value) ? value.filter(isObject) : [];

function valueText(value: unknown): string {
	if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return 'none';
	if (isRichText(value)) return `"${oneLine(plainText(value))}"`;
	return oneLine(safeJson(value));
}

const isRichText = (value: unknown): value is RichText =>
	Array.isArray(value) &&
	value.every(
		(block) =>
			isObject(block) &&
			(block.type === 'paragraph'
				? Array.isArray(block.children)
				: block.type === 'list' && Array.isArray(block.items)),
	);
