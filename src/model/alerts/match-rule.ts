/** Which rule an alert belongs to. */
import type { LabelMatcher, RuleValue } from '../generated/record-types.ts';
import { liveRecord, recordsOfKind, type State } from '../state/state.ts';
import type { Alert } from './alert.ts';
import { matchesPattern, parsePattern } from './pattern.ts';

export interface Rule {
	readonly id: string;
	readonly seq: number;
	readonly value: RuleValue;
}

/** In the order in which they are tried: by their ids. */
export const rules = (state: State): readonly Rule[] =>
	recordsOfKind(state, 'rule') as unknown as readonly Rule[];

export const rule = (state: State, id: string): Rule | undefined =>
	liveRecord(state, 'rule', id) as unknown as Rule | undefined;

/** Whether automation is on. It is, until an operator switches it off. */
export const isAutomationOn = (state: State): boolean =>
	(liveRecord(state, 'automation', 'automation')?.value as { enabled?: boolean } | undefined)?.enabled !==
	false;

const labelOf = ({ labels }: Pick<Alert, 'labels'>, name: string): string =>
	Object.hasOwn(labels, name) ? (labels[name] ?? '') : '';

function holds({ label, op, value }: LabelMatcher, alert: Pick<Alert, 'labels'>): boolean {
	const given = labelOf(alert, label);
	if (op === '=') return given === value;
	if (op === '!=') return given !== value;
	const pattern = parsePattern(value);
	// A newer version may have stored a pattern that this one cannot read: it matches nothing.
	if (typeof pattern === 'string') return false;
	return matchesPattern(pattern, given) === (op === '=~');
}

export const matchesRule = ({ value }: Rule, source: string, alert: Pick<Alert, 'labels'>): boolean =>
	value.enabled &&
	(value.source === null || value.source === source) &&
	value.match.every((matcher) => holds(matcher, alert));

/** The first rule that matches. */
export const ruleFor = (state: State, source: string, alert: Pick<Alert, 'labels'>): Rule | undefined =>
	rules(state).find((each) => matchesRule(each, source, alert));

/** What alerts of one incident have in common. */
export const groupOf = ({ groupBy }: RuleValue, alert: Alert): string =>
	groupBy === null
		? alert.group
		: JSON.stringify(groupBy.map((name) => [name, labelOf(alert, name)] as const));

/** The ids of the components that a rule and the labels of its alerts name; they may not exist. */
export function namedComponents(
	{ components, componentLabel }: RuleValue,
	alerts: readonly Pick<Alert, 'labels'>[],
): string[] {
	const labelled = componentLabel === null ? [] : alerts.map((alert) => labelOf(alert, componentLabel));
	return [...new Set([...components, ...labelled.filter((name) => name !== '')])];
}
