/** Reads values of JSON that a vendor sent. What has another shape counts as missing. */
import { safeHref } from '../rich-text.ts';

export type Json = Readonly<Record<string, unknown>>;

const longestText = 5_000;
/** The most entries of a list that are read. */
const mostEntries = 500;

/** Throws for a document of another shape: it counts as a failed request. */
export function requireShape(isRight: unknown): void {
	if (!isRight) throw new Error('another shape');
}

export const objectOf = (value: unknown): Json =>
	typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};

export const objectsOf = (value: unknown): Json[] =>
	Array.isArray(value) ? value.slice(0, mostEntries).map(objectOf) : [];

/** A text, or a number as text; else empty. */
export const textOf = (value: unknown): string =>
	typeof value === 'string' ? value.slice(0, longestText) : typeof value === 'number' ? `${value}` : '';

/** ISO 8601 in UTC; the first of these values that is a time. */
export function timeOf(...values: readonly unknown[]): string | null {
	for (const value of values) {
		const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
		if (!Number.isNaN(at)) return new Date(at).toISOString();
	}
	return null;
}

export const linkOf = (value: unknown): string | null => safeHref(value);

/** The entry of a table for a word of the vendor, whatever its case. */
export const wordOf = <Word>(table: Readonly<Record<string, Word>>, value: unknown, fallback: Word): Word => {
	const key = textOf(value).toLowerCase();
	return Object.hasOwn(table, key) ? (table[key] as Word) : fallback;
};
