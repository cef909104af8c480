/** Drafts that wait for an approval, in plain lines. All values are sanitized. */
import { isObject, type JsonObject } from '../api/response.ts';
import { oneLine, safeJson, textOf } from '../terminal-text.ts';
import type { Style } from './style.ts';
import { clockTime, pastText, timeText } from './time.ts';

const reasonTexts: Readonly<Record<string, string>> = {
	'data-safety': 'it says whether data is safe',
	'no-component': 'it reaches everyone and names no component',
	'critical-end': 'it ends a critical notice',
};

/** What a draft does, by the type of its command. */
const doings: Readonly<Record<string, string>> = {
	'open-notice': 'opens the notice',
	'publish-draft': 'opens the notice',
	'edit-notice': 'edits the notice',
	'post-update': 'posts an update',
	'change-phase': 'changes the phase',
	resolve: 'ends the notice',
	reopen: 'reopens the notice',
	retract: 'retracts the notice',
	restore: 'restores the notice',
};

const nameOf = (actor: unknown): string => (isObject(actor) ? textOf(actor.name ?? actor.id) : '');

export function reasonsText(reasons: unknown): string {
	const all = Array.isArray(reasons) ? reasons.map((each) => reasonTexts[String(each)] ?? textOf(each)) : [];
	return all.join(', and ');
}

export function waitingDraftLines(draft: JsonObject, style: Style): string[] {
	const { id, notice, title, command, reasons, author, at, approvedBy } = draft;
	const { type, ...fields } = isObject(command) ? command : {};
	const why = reasonsText(reasons);
	return [
		`${style.colours.bold(textOf(title))}  ${style.colours.dim(textOf(id))}`,
		`  By ${nameOf(author)}, ${pastText(textOf(at), style)}: ${doings[String(type)] ?? textOf(type)} ${textOf(notice)}`,
		...Object.entries(fields)
			.filter(([name]) => name !== 'notice' && name !== 'title')
			.map(([name, value]) => `    ${oneLine(name)}: ${valueText(value)}`),
		...scheduleLines(draft, style),
		...(why === '' || approvedBy ? [] : [`  Needs a second person: ${why}`]),
		...(approvedBy ? [`  Approved by ${nameOf(approvedBy)}`] : []),
		...(why === '' && !draft.publishAt ? ['  Waits for a publisher'] : []),
		`  ${nextStep(draft, why)}   Discard: candor draft discard ${textOf(id)}`,
	];
}

function scheduleLines({ publishAt, discardAt, held }: JsonObject, style: Style): string[] {
	const times = [
		['published', publishAt],
		['discarded', discardAt],
	].flatMap(([what, time]) =>
		typeof time === 'string' ? [`  Is ${what} ${timeText(time, style)}, by the server`] : [],
	);
	if (typeof held !== 'string') return times;
	return [style.colours.red(`  Was not published ${clockTime(textOf(publishAt), style)}: ${textOf(held)}`)];
}

/** A scheduled draft that is approved, or that needs no approval, is published by itself. */
function nextStep({ id, publishAt, approvedBy, held }: JsonObject, why: string): string {
	const isPlanned = Boolean(publishAt) && !held && (why === '' || Boolean(approvedBy));
	return isPlanned ? `Publish now: candor promote ${textOf(id)}` : `Approve: candor approve ${textOf(id)}`;
}

const valueText = (value: unknown): string =>
	typeof value === 'string' ? `"${oneLine(value)}"` : oneLine(plainOf(value) ?? safeJson(value));

/** The words of a text with its marks; `null`: it is none. */
function plainOf(value: unknown): string | null {
	if (!Array.isArray(value) || !value.every((block) => isObject(block) && 'type' in block)) return null;
	const words: string[] = [];
	const collect = (node: unknown): void => {
		if (Array.isArray(node)) node.forEach(collect);
		else if (isObject(node)) {
			if (typeof node.text === 'string') words.push(node.text);
			collect(node.children);
			collect(node.items);
		}
	};
	collect(value);
	return `"${words.join('')}"`;
}

export const breakGlassLines = (
	{ notice, reason, reasons, publisher, at }: JsonObject,
	style: Style,
): string[] => [
	`${style.colours.red('Published without a second person')}  ${textOf(notice)}`,
	`  By ${nameOf(publisher)}, ${pastText(textOf(at), style)}: “${textOf(reason)}”`,
	`  It needed one: ${reasonsText(reasons)}`,
];
