/** The steps after an outage, on a terminal. */
import type { JsonObject } from '../api/response.ts';
import { textOf } from '../terminal-text.ts';
import type { Style } from './style.ts';
import { table } from './table.ts';
import { timeText } from './time.ts';

const names: Readonly<Record<string, string>> = {
	apology: 'apology',
	thanks: 'thanks',
	remedy: 'remedy',
	postmortem: 'post-mortem',
	actions: 'promised actions',
	drill: 'drill',
};

export const stepName = (step: string): string => names[step] ?? step;

export const checklistLines = (
	{ title, done, needed }: JsonObject,
	steps: readonly JsonObject[],
	style: Style,
): string[] => [
	`After “${textOf(title)}”: ${done} of ${needed} done`,
	'',
	...table(
		steps.map((each) => [textOf(each.step), stateText(each, style)]),
		style,
		1,
	),
];

function stateText({ state, dueAt, isOverdue, reason }: JsonObject, style: Style): string {
	if (state === 'not-needed') return `not needed: ${textOf(reason)}`;
	if (state !== 'open') return textOf(state);
	if (typeof dueAt !== 'string') return 'open';
	const time = timeText(dueAt, style);
	return isOverdue === true ? `overdue since ${time}` : `open, due by ${time}`;
}
