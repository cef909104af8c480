/**
 * The shapes of the public records, in the few bytes that an embed can afford. A field that is missing gets its empty
 * value and one that is unknown is left behind, so that a pinned embed outlives many servers; a field of the wrong
 * type is garbage. Words of closed sets are kept as they are: the views put up with those they do not know.
 * Only known fields are copied, each onto a fresh literal: a `__proto__` in the data reaches nothing.
 */
import type { StateRecord } from '../commit.ts';
import { CandorError } from '../errors.ts';
import { type Inline, type RichText, safeHref } from '../rich-text.ts';

type Reader = (value: unknown, where: string) => unknown;

export const isObject = (value: unknown): value is Record<string, unknown> =>
	typeof value === 'object' && value !== null && !Array.isArray(value);

export function bad(where: string): never {
	throw new CandorError(
		'bad-frame',
		`The server sent something that cannot be read: ${where} has the wrong type.`,
	);
}

export const text = (value: unknown, where: string): string =>
	typeof value === 'string' ? value : bad(where);
export const whole = (value: unknown, where: string): number =>
	typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : bad(where);
/** A date that can be formatted: `Intl` throws on any other. */
export const instant = (value: unknown, where: string): string =>
	typeof value === 'string' && !Number.isNaN(Date.parse(value)) ? value : bad(where);

const or =
	(read: Reader, empty: unknown): Reader =>
	(value, where) =>
		value === undefined ? empty : read(value, where);
const maybe =
	(read: Reader): Reader =>
	(value, where) =>
		value == null ? null : read(value, where);
const list =
	(read: Reader): Reader =>
	(value, where) =>
		value === undefined ? [] : items(value, where).map((item) => read(item, where));
const shape = (fields: Record<string, Reader>): Reader => {
	const entries = Object.entries(fields);
	return (value, where) =>
		isObject(value)
			? Object.fromEntries(entries.map(([name, read]) => [name, read(value[name], `${where}.${name}`)]))
			: bad(where);
};

const items = (value: unknown, where: string): unknown[] => (Array.isArray(value) ? value : bad(where));

/** Deeper than any operator writes; what lies below is left out, so that no tree can exhaust the stack. */
const deepest = 32;

/** Inline nodes; of a node from after this version's time, the words. */
const inlines = (value: unknown, where: string, depth = 0): Inline[] =>
	depth > deepest
		? []
		: items(value, where).flatMap((node): Inline[] => {
				if (!isObject(node)) return bad(where);
				const { type } = node;
				if (type === 'text' || type === 'code') return [{ type, text: text(node.text, where) }];
				if (!Array.isArray(node.children))
					return typeof node.text === 'string' ? [{ type: 'text', text: node.text }] : [];
				const children = inlines(node.children, where, depth + 1);
				if (type === 'strong' || type === 'em') return [{ type, children }];
				const href = type === 'link' ? safeHref(node.href) : null;
				return href === null ? children : [{ type: 'link', href, children }];
			});

const richText = (value: unknown, where: string): RichText =>
	items(value, where).flatMap((block): RichText => {
		if (!isObject(block)) return bad(where);
		if (block.type === 'paragraph') return [{ type: 'paragraph', children: inlines(block.children, where) }];
		if (block.type !== 'list') return [];
		const entries = items(block.items, where).map((item) => inlines(item, where));
		return [{ type: 'list', ordered: block.ordered === true, items: entries }];
	});

const lines = list(text);
const affected = list(shape({ component: text, status: text }));
const maybeText = maybe(text);
const maybeInstant = maybe(instant);
const maybeRich = maybe(richText);

const values: ReadonlyMap<unknown, Reader> = new Map([
	['page', shape({ name: text, statusUrl: maybe(safeHref), supportUrl: maybe(safeHref) })],
	[
		'component',
		shape({
			name: text,
			description: maybeText,
			group: maybeText,
			position: or(whole, 0),
			status: maybeText,
		}),
	],
	[
		'notice',
		shape({
			kind: text,
			title: text,
			phase: text,
			impact: text,
			affected,
			unaffected: lines,
			workaround: maybeRich,
			actions: lines,
			checklist: lines,
			dataSafety: maybe(
				shape({
					state: text,
					statement: or(richText, []),
					evidence: maybeRich,
					approvedBy: maybeText,
					asOf: instant,
				}),
			),
			estimate: maybe(shape({ earliest: instant, latest: instant })),
			promise: maybe(shape({ nextUpdateBy: instant })),
			window: maybe(shape({ start: instant, end: instant })),
			openedAt: instant,
			updatedAt: instant,
			endedAt: maybeInstant,
			expiresAt: maybeInstant,
			latestUpdate: or(whole, 1),
		}),
	],
	[
		'update',
		shape({
			notice: text,
			number: whole,
			at: instant,
			body: or(richText, []),
			phase: maybeText,
			impact: maybeText,
			affected,
		}),
	],
]);

/** The records of the kinds that this version knows. */
export const readRecords = (value: unknown): StateRecord[] =>
	items(value, 'records').flatMap((record): StateRecord[] => {
		if (!isObject(record)) return bad('a record');
		const kind = text(record.kind, 'kind');
		const id = text(record.id, 'id');
		const seq = whole(record.seq, 'seq');
		const read = values.get(kind);
		if (!read) return [];
		return [{ kind, id, seq, value: maybe(read)(record.value, kind) as object | null }];
	});
