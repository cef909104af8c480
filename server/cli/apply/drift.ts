/** What a configuration would change, in lines. */
import { isSameValue } from '../../../src/model/same-value.ts';
import { isObject, type JsonObject } from '../api/response.ts';
import { objectsOf } from '../render/log-entry.ts';
import type { Style } from '../render/style.ts';
import { oneLine, safeJson, textOf } from '../terminal-text.ts';

export interface Drift {
	readonly lines: readonly string[];
	/** `component old-search`, for a question before they are removed. */
	readonly removed: readonly string[];
	/** "1 added, 2 changed, 1 removed". */
	readonly summary: string;
	readonly isEmpty: boolean;
}

/** `changes`: those of a dry run. */
export function driftOf(changes: readonly JsonObject[], { colours }: Style): Drift {
	const of = (change: string): readonly JsonObject[] => changes.filter((each) => each.change === change);
	const marks = { created: colours.green('+'), changed: colours.yellow('~'), removed: colours.red('-') };
	const lines = changes.flatMap((change) => {
		const kind = change.change === 'created' || change.change === 'removed' ? change.change : 'changed';
		const fields = objectsOf(change.fields);
		if (kind !== 'changed') return [`${marks[kind]} ${recordText(change)}${titleOf(fields, kind)}`];
		return [`${marks.changed} ${recordText(change)}`, ...fields.flatMap(fieldLines)];
	});
	const counts = [
		`${of('created').length} added`,
		`${of('changed').length} changed`,
		`${of('removed').length} removed`,
	];
	return {
		lines,
		removed: of('removed').map(recordText),
		summary: counts.filter((count) => !count.startsWith('0')).join(', '),
		isEmpty: changes.length === 0,
	};
}

const recordText = ({ kind, id }: JsonObject): string =>
	kind === 'page' ? 'page' : `${textOf(kind)} ${textOf(id)}`;

function titleOf(fields: readonly JsonObject[], kind: 'created' | 'removed'): string {
	const of = (name: string): unknown =>
		fields.find(({ field }) => field === name)?.[kind === 'created' ? 'after' : 'before'];
	const [name, group] = [of('name'), of('group')];
	return `${name === undefined ? '' : `: ${valueText(name)}`}${typeof group === 'string' ? ` in ${valueText(group)}` : ''}`;
}

/** One line for each value that differs, also inside a field: a template has dozens of texts. */
function fieldLines({ field, before, after }: JsonObject): string[] {
	return differences(String(field), before, after).map(
		({ path, was, is }) => `    ${oneLine(path)}: ${valueText(was)} → ${valueText(is)}`,
	);
}

interface Difference {
	readonly path: string;
	/** `undefined`: it was not there. */
	readonly was: unknown;
	readonly is: unknown;
}

/** The innermost values that differ. */
export function differences(path: string, was: unknown, is: unknown): Difference[] {
	if (isSameValue(was, is)) return [];
	const isInside =
		(isObject(was) || isObject(is)) && (isObject(was) || was == null) && (isObject(is) || is == null);
	if (!isInside) return [{ path, was, is }];
	const [old, now] = [was, is].map((value) => (isObject(value) ? value : {}));
	const names = new Set([...Object.keys(old ?? {}), ...Object.keys(now ?? {})]);
	const prefix = path === '' ? '' : `${path}.`;
	return [...names].flatMap((name) => differences(`${prefix}${name}`, old?.[name], now?.[name]));
}

const longest = 300;

function valueText(value: unknown): string {
	if (value === null || value === undefined || (Array.isArray(value) && value.length === 0)) return 'none';
	const text = oneLine(safeJson(value));
	return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
