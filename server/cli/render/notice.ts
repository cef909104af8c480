/** A notice in plain lines: what a customer sees, and what only an operator needs. */

import { isBackdated } from '../../../src/model/history/notice-end.ts';
import {
	impactLabels,
	kindLabels,
	phaseLabels,
	safetyLabels,
	statusLabels,
} from '../../../src/model/labels.ts';
import type { NoticeValue } from '../../../src/model/records/notice.ts';
import type { UpdateValue } from '../../../src/model/records/update.ts';
import { plainText, type RichText } from '../../../src/model/rich-text.ts';
import type { State } from '../../../src/model/state/state.ts';
import {
	clockEndOf,
	effectivePhase,
	isEnded,
	isEstimateLate,
	isExpired,
	isUpcoming,
	isWindowLate,
	type Notice,
	promiseState,
} from '../../../src/model/views/notices.ts';
import { timeline } from '../../../src/model/views/updates.ts';
import { componentName } from '../api/state.ts';
import { oneLine } from '../terminal-text.ts';
import { audienceText, translationLines } from './fields.ts';
import { labelOf } from './label.ts';
import { impactColour, type Style } from './style.ts';
import { clockTime, pastText, timeText } from './time.ts';

const indented = (lines: readonly string[]): string[] =>
	lines.flatMap((line) => line.split('\n')).map((line) => `  ${line}`);
const textOf = (text: RichText): string => plainText(text).trim();
const labelled = (label: string, text: RichText | null): string[] =>
	text && textOf(text) ? [`${label}: ${textOf(text)}`] : [];
const listed = (label: string, lines: readonly string[]): string[] =>
	lines.length > 0 ? [`${label}:`, ...lines.map((line) => `- ${oneLine(line)}`)] : [];

/** "Major impact · Checkout is failing", with colours. */
export function headline({ value }: Notice, style: Style): string {
	const { kind, impact } = value;
	const label =
		kind === 'incident' || impact !== 'none' ? labelOf(impactLabels, impact) : labelOf(kindLabels, kind);
	const colour = isEnded(value, style.now) ? style.colours.green : impactColour(style, impact);
	return `${value.drill ? 'Drill · ' : ''}${colour(label)} · ${style.colours.bold(oneLine(value.title))}`;
}

/** The phase, the last update, and the times that the notice gives. */
export function statusLines({ value }: Notice, style: Style): string[] {
	const phase = labelOf(phaseLabels, effectivePhase(value, style.now));
	const { estimate, expiresAt } = value;
	return [
		`${phase} · updated ${pastText(value.updatedAt, style)}${isBackdated(value) ? ' · added later' : ''}`,
		...promiseLines(value, style),
		...windowLines(value, style),
		...(isEstimateLate(value, style.now)
			? [
					style.colours.red(
						`Taking longer than expected: it was expected to end by ${timeText(estimate?.latest ?? '', style)}`,
					),
				]
			: []),
		...(estimate && !isEnded(value, style.now) && !isEstimateLate(value, style.now)
			? [
					`Expected to be fixed between ${clockTime(estimate.earliest, style)} and ${clockTime(estimate.latest, style)}`,
				]
			: []),
		...(expiresAt
			? [`${isExpired(value, style.now) ? 'Not shown since' : 'Shown until'} ${timeText(expiresAt, style)}`]
			: []),
	];
}

function windowLines(value: NoticeValue, style: Style): string[] {
	const { window } = value;
	if (!window) return [];
	if (isWindowLate(value, style.now))
		return [
			style.colours.red(`Taking longer than planned: the end was planned for ${timeText(window.end, style)}`),
		];
	const byClock = clockEndOf(value) && !isEnded(value, style.now) ? ', completes by the clock' : '';
	return [`Window: ${clockTime(window.start, style)} to ${timeText(window.end, style)}${byClock}`];
}

function promiseLines(value: NoticeValue, style: Style): string[] {
	const { state, at } = promiseState(value, style.now);
	if (at === null) return [];
	return state === 'overdue'
		? [style.colours.red(`Overdue: an update was promised by ${timeText(at, style)}`)]
		: [`Next update by ${timeText(at, style)}`];
}

function affectedLines(value: NoticeValue, nameOf: (component: string) => string, style: Style): string[] {
	const { affected } = value;
	if (isEnded(value, style.now))
		return affected.length > 0
			? [`Was affected: ${affected.map((entry) => nameOf(entry.component)).join(', ')}`]
			: [];
	if (isUpcoming(value, style.now)) return plannedLines(value, nameOf);
	return affected.map(({ component, status }) => `${nameOf(component)}: ${labelOf(statusLabels, status)}`);
}

/** Work that is planned changes no status yet. */
function plannedLines({ affected }: NoticeValue, nameOf: (component: string) => string): string[] {
	const names = affected.map(({ component, status }) =>
		status === 'maintenance' ? nameOf(component) : `${nameOf(component)} (${labelOf(statusLabels, status)})`,
	);
	return names.length > 0 ? [`Affected during the window: ${names.join(', ')}`] : [];
}

function dataSafetyLines({ dataSafety }: NoticeValue, style: Style): string[] {
	if (!dataSafety) return [];
	const { state, asOf, statement, evidence, approvedBy } = dataSafety;
	return [
		`Data safety: ${labelOf(safetyLabels, state)}, as of ${pastText(asOf, style)}`,
		...labelled('What is known', statement),
		...labelled('How it is known', evidence),
		...(approvedBy ? [`Approved by ${oneLine(approvedBy)}`] : []),
	];
}

/** Everything that a customer sees, the newest update included; indented. */
export function noticeLines(found: Notice, state: State, style: Style): string[] {
	const { value, id } = found;
	const nameOf = (component: string): string => componentName(state, component, style.now);
	const ended = isEnded(value, style.now);
	// The newest update with a text. After the end, only the update that ended the notice.
	const [newest] = timeline(state, id).filter(
		({ value: update }) => textOf(update.body) && (!ended || update.number === value.latestUpdate),
	);
	return [
		`  ${headline(found, style)}`,
		...indented([
			...statusLines(found, style),
			...affectedLines(value, nameOf, style),
			...(value.unaffected.length > 0 ? [`Not affected: ${value.unaffected.map(nameOf).join(', ')}`] : []),
			...(newest
				? [[`“${textOf(newest.value.body)}”`, ...correctionFacts(newest.value, style)].join(' · ')]
				: []),
			...(ended
				? []
				: [
						...labelled('What customers can do now', value.workaround),
						...listed('What we are doing', value.actions),
					]),
			...listed('Steps for customers', value.checklist),
			...(value.moreUrl ? [`More: ${oneLine(value.moreUrl)}`] : []),
			...dataSafetyLines(value, style),
			...visibilityLines(value),
			...translationLines(value.translations),
		]),
	];
}

/** Which visitors see the notice and how they can interact with it: for operators only. */
const visibilityLines = ({ drill, audience, notAffected, dismissible, reporting }: NoticeValue): string[] => [
	...(drill ? ['Drill: only visitors whose page takes part in drills see it'] : []),
	...(audience ? [`Only for: ${audienceText(audience)}`] : []),
	...(audience && notAffected ? [`All other visitors read: ${oneLine(notAffected)}`] : []),
	...(dismissible ? [] : ['Visitors cannot close it']),
	...(reporting ? ['Visitors are asked whether they are affected'] : []),
];

/** How an update was corrected, and whether it is backdated: the same facts as customers see. */
function correctionFacts({ body, editedAt, withdrawnAt, addedAt }: UpdateValue, style: Style): string[] {
	const edited = textOf(body) ? 'edited' : 'text removed';
	return [
		...(addedAt ? ['added later'] : []),
		...(withdrawnAt ? [`withdrawn ${clockTime(withdrawnAt, style)}`] : []),
		...(editedAt && !withdrawnAt ? [`${edited} ${clockTime(editedAt, style)}`] : []),
	];
}

/** All updates with their ids, the newest first. */
export const timelineLines = (found: Notice, state: State, style: Style): string[] =>
	timeline(state, found.id).flatMap(({ id, value }) => {
		const facts = [
			value.author && oneLine(value.author),
			value.phase && labelOf(phaseLabels, value.phase),
			value.impact && labelOf(impactLabels, value.impact),
			...correctionFacts(value, style),
		].filter((fact) => fact !== null);
		const body = textOf(value.body);
		return [
			`  ${[style.colours.dim(`${id}  ${pastText(value.at, style)}`), facts.join(', ')].filter(Boolean).join('  ')}`,
			...indented(body === '' ? [] : [body]).map((line) => `  ${line}`),
		];
	});
