/** Reads the documents of monitoring tools, which may hold anything. */
import { createHash } from 'node:crypto';
import type { z } from 'zod';
import type { Alert } from '../../../src/model/alerts/alert.ts';
import { CandorError } from '../../../src/model/errors.ts';

const mostAlerts = 500;
const mostLabels = 60;
/** In UTF-16 units. */
const longestName = 120;
const longestValue = 1_000;

/** The document, if it has the shape. Throws CandorError `invalid` with `expected`, a sentence. */
export function readDocument<Value>(document: unknown, schema: z.ZodType<Value>, expected: string): Value {
	const { data, error } = schema.safeParse(document);
	if (data !== undefined) return data;
	const issues = (error?.issues ?? []).map(({ path, message }) => ({ path: path.join('.'), message }));
	throw new CandorError('invalid', expected, issues);
}

/** A value as the text of a label. What is neither text, number nor truth value has none. */
export const textOf = (value: unknown): string | null =>
	typeof value === 'string'
		? value
		: typeof value === 'number' || typeof value === 'boolean'
			? String(value)
			: null;

/** The labels in an object: those with a text, within bounds. */
export function labelsOf(given: Readonly<Record<string, unknown>>): Record<string, string> {
	const labels = Object.entries(given).flatMap(([name, value]) => {
		const text = textOf(value);
		return text === null || text === '' || name.length > longestName || name === '__proto__'
			? []
			: [[name, text.slice(0, longestValue)] as const];
	});
	return Object.fromEntries(labels.slice(0, mostLabels));
}

/** A text of any length as a key of at most 200 characters. */
const shortKey = (text: string): string =>
	text.length <= 200 && text !== '__proto__' ? text : createHash('sha256').update(text).digest('hex');

/** Alerts within bounds. Throws CandorError `invalid` for too many. */
export function bounded(alerts: readonly Alert[]): Alert[] {
	if (alerts.length > mostAlerts)
		throw new CandorError(
			'invalid',
			`There are ${alerts.length} alerts; at most ${mostAlerts} are accepted at once.`,
		);
	return alerts.map(({ key, group, summary, ...alert }) => ({
		...alert,
		key: shortKey(key),
		group: shortKey(group),
		summary: summary.slice(0, 300),
	}));
}
