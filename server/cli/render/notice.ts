/** A notice in plain lines: what a customer sees of it, and what an operator needs beside. */

import type { NoticeValue } from '../../../src/model/records/records.ts';
import { plainText, type RichText } from '../../../src/model/rich-text.ts';
import type { State } from '../../../src/model/state/commit.ts';
import {
	effectivePhase,
	isEnded,
	isExpired,
	isUpcoming,
	type Notice,
	promiseState,
	timeline,
} from '../../../src/model/views/notices.ts';
import { nameOf } from '../board.ts';
import { oneLine } from '../harmless.ts';
import { audienceText, languageLines } from './remedies.ts';
import { impactColour, type Style } from './style.ts';
import { clockTime, pastText, timeText } from './time.ts';
import { impactWord, kindWord, phaseWord, safetyWord, statusWord } from './words.ts';

const indented = (lines: readonly string[]): string[] =>
	lines.flatMap((line) => line.split('\n')).map((line) => `  ${line}`);
const rich = (text: RichText): string => plainText(text).trim();
const labelled = (label: string, text: RichText | null): string[] =>
	text && rich(text) ? [`${label}: ${rich(text)}`] : [];
const listed = (label: string, lines: readonly string[]): string[] =>
	lines.length > 0 ? [`${label}:`, ...lines.map((line) => `- ${oneLine(line)}`)] : [];

/** "Major impact · Checkout is failing", in its colour. */
export function headline({ value }: Notice, style: Style): string {
	const { kind, impact } = value;
	const word = kind === 'incident' || impact !== 'none' ? impactWord(impact) : kindWord(kind);
	const colour = isEnded(value, style.now) ? style.colours.green : impactColour(style, impact);
	return `${value.drill ? 'Drill · ' : ''}${colour(word)} · ${style.colours.bold(oneLine(value.title))}`;
}

/** Phase and age, then when the next word is due. */
export function metaLines({ value }: Notice, style: Style): string[] {
	const phase = phaseWord(effectivePhase(value, style.now));
	const { window, estimate, expiresAt } = value;
	return [
		`${phase} · updated ${pastText(value.updatedAt, style)}`,
		...promiseLines(value, style),
		...(window ? [`Window: ${clockTime(window.start, style)} to ${timeText(window.end, style)}`] : []),
		...(estimate && !isEnded(value, style.now)
			? [
					`Expected to be over between ${clockTime(estimate.earliest, style)} and ${clockTime(estimate.latest, style)}`,
				]
			: []),
		...(expiresAt
			? [`${isExpired(value, style.now) ? 'Not shown since' : 'Shown until'} ${timeText(expiresAt, style)}`]
			: []),
	];
}

function promiseLines(value: NoticeValue, style: Style): string[] {
	const { state, at } = promiseState(value, style.now);
	if (at === null) return [];
	return state === 'overdue'
		? [style.colours.red(`Overdue: an update was promised by ${timeText(at, style)}`)]
		: [`Next update by ${timeText(at, style)}`];
}

function affectedLines(value: NoticeValue, name: (component: string) => string, style: Style): string[] {
	const { affected } = value;
	if (isEnded(value, style.now))
		return affected.length > 0
			? [`Was affected: ${affected.map((entry) => name(entry.component)).join(', ')}`]
			: [];
	const ahead = isUpcoming(value, style.now) ? ' (during the window)' : '';
	return affected.map((entry) => `${name(entry.component)}: ${statusWord(entry.status)}${ahead}`);
}

/** All that a customer sees of the notice, its newest update included, indented. */
export function noticeLines(found: Notice, state: State, style: Style): string[] {
	const { value, id } = found;
	const { dataSafety } = value;
	const name = (component: string): string => nameOf(state, component, style.now);
	const ended = isEnded(value, style.now);
	// What was said last; once it has ended, only what was said with the end.
	const [newest] = timeline(state, id).filter(
		({ value: update }) => rich(update.body) && (!ended || update.number === value.latestUpdate),
	);
	return [
		`  ${headline(found, style)}`,
		...indented([
			...metaLines(found, style),
			...affectedLines(value, name, style),
			...(value.unaffected.length > 0 ? [`Not affected: ${value.unaffected.map(name).join(', ')}`] : []),
			...(newest ? [`“${rich(newest.value.body)}”`] : []),
			...labelled('What customers can do now', value.workaround),
			...listed('What is being done', value.actions),
			...listed('Steps for customers', value.checklist),
			...(value.moreUrl ? [`More: ${oneLine(value.moreUrl)}`] : []),
			...(dataSafety
				? [
						`Data safety: ${safetyWord(dataSafety.state)}, as of ${pastText(dataSafety.asOf, style)}`,
						...labelled('What is known', dataSafety.statement),
						...labelled('How it is known', dataSafety.evidence),
						...(dataSafety.approvedBy ? [`Approved by ${oneLine(dataSafety.approvedBy)}`] : []),
					]
				: []),
			...audienceLines(value),
			...languageLines(value.translations),
		]),
	];
}

/** Who sees it, and what they may do with it: what an operator would not guess from the rest. */
const audienceLines = ({ drill, audience, notAffected, dismissible, reporting }: NoticeValue): string[] => [
	...(drill ? ['An exercise: only those who take part see it'] : []),
	...(audience ? [`Only for: ${audienceText(audience)}`] : []),
	...(audience && notAffected ? [`Everybody else reads: ${oneLine(notAffected)}`] : []),
	...(dismissible ? [] : ['Readers cannot put it away']),
	...(reporting ? ['Readers may say that they are affected'] : []),
];

/** Every update, the newest first. */
export const timelineLines = (found: Notice, state: State, style: Style): string[] =>
	timeline(state, found.id).flatMap(({ value }) => {
		const moved = [
			value.author && oneLine(value.author),
			value.phase && phaseWord(value.phase),
			value.impact && impactWord(value.impact),
		];
		const said = moved.filter((word) => word !== null).join(', ');
		return [
			`  ${style.colours.dim(pastText(value.at, style))}${said && `  ${said}`}`,
			...indented([rich(value.body)].filter((body) => body !== '')).map((line) => `  ${line}`),
		];
	});
