/** Drafts that wait for an approval, in plain lines. All values are sanitized. */
import { waitingDetails } from '../../../src/model/proposals/details.ts';
import { waitingSentence } from '../../../src/model/proposals/sentence.ts';
import { isObject, type JsonObject } from '../api/response.ts';
import { oneLine, textOf } from '../terminal-text.ts';
import { objectsOf } from './log-entry.ts';
import type { Style } from './style.ts';
import { clockTime, pastText, timeText } from './time.ts';

const reasonTexts: Readonly<Record<string, string>> = {
	'data-safety': 'it says whether data is safe',
	'no-component': 'it reaches everyone and names no component',
	'critical-end': 'it ends a critical notice',
};

const nameOf = (actor: unknown): string => (isObject(actor) ? textOf(actor.name ?? actor.id) : '');

export function reasonsText(reasons: unknown): string {
	const all = Array.isArray(reasons) ? reasons.map((each) => reasonTexts[String(each)] ?? textOf(each)) : [];
	return all.join(', and ');
}

export function waitingDraftLines(draft: JsonObject, style: Style): string[] {
	const { id, notice, title, command, reasons, author, at, approvedBy, suggestedBy } = draft;
	const waiting = { title: textOf(title), command: isObject(command) ? command : {} };
	const texts = {
		componentName: (component: string) => component,
		time: (at: string) => timeText(at, style),
	};
	const why = reasonsText(reasons);
	return [
		`${style.colours.bold(waitingSentence(waiting))}  ${style.colours.dim(textOf(id))}`,
		`  Asked by ${nameOf(author)}, ${pastText(textOf(at), style)}. Notice ${textOf(notice)}`,
		...waitingDetails(waiting, texts).map(({ name, text }) => `    ${oneLine(name)}: ${oneLine(text)}`),
		...(typeof suggestedBy === 'string'
			? [`  It began with words of the assistant (${oneLine(suggestedBy)})`]
			: []),
		...scheduleLines(draft, style),
		...objectsOf(draft.reviews).map((lane) => reviewLine(lane, style)),
		...(why === '' || approvedBy ? [] : [`  Needs a second person: ${why}`]),
		...(approvedBy ? [`  Approved by ${nameOf(approvedBy)}`] : []),
		...(why === '' && !draft.publishAt ? ['  Waits for a publisher'] : []),
		`  ${nextStep(draft, why)}   Discard: candor draft discard ${textOf(id)}`,
	];
}

/** Such as: Legal review: waits, until today 14:30. */
function reviewLine({ lane, state, until, by, at, comment }: JsonObject, style: Style): string {
	const { red } = style.colours;
	const name = textOf(lane);
	const label = `  ${name.charAt(0).toUpperCase()}${name.slice(1)} review: `;
	const why = typeof comment === 'string' ? `: “${oneLine(comment)}”` : '';
	const who = `${nameOf(by)}, ${typeof at === 'string' ? pastText(at, style) : ''}${why}`;
	if (state === 'accepted') return `${label}accepted by ${who}`;
	if (state === 'objected') return red(`${label}objected by ${who}`);
	if (state === 'unanswered') return `${label}no answer, its time was up ${clockTime(textOf(until), style)}`;
	return `${label}waits, until ${clockTime(textOf(until), style)}`;
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

export const breakGlassLines = (
	{ notice, reason, reasons, lanes, publisher, at }: JsonObject,
	style: Style,
): string[] => [
	`${style.colours.red(`Published without ${reasonsText(reasons) === '' ? 'a review' : 'a second person'}`)}  ${textOf(notice)}`,
	`  By ${nameOf(publisher)}, ${pastText(textOf(at), style)}: “${textOf(reason)}”`,
	...(reasonsText(reasons) === '' ? [] : [`  It needed one: ${reasonsText(reasons)}`]),
	...(Array.isArray(lanes) && lanes.length > 0
		? [`  Reviews that were missing: ${oneLine(lanes.join(', '))}`]
		: []),
];
