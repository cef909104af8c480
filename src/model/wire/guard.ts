/**
 * The shapes of the public records, in the few bytes that an embed can afford. A field that is missing gets its empty
 * value and one that is unknown is left behind, so that a pinned embed outlives many servers; a field of the wrong
 * type is garbage. Words of closed sets are kept as they are: the views put up with those they do not know.
 * Only known fields are copied, each onto a fresh literal: a `__proto__` in the data reaches nothing.
 */
import type { StateRecord } from '../commit.ts';
import { CandorError } from '../errors.ts';
import { type Inline, type RichText, safeHref } from '../rich-text.ts';

type Reader<Value> = (value: unknown) => Value;

/** Which field it was, nobody who reads a status page could use: the server checks all that it sends by its schemas. */
export function bad(): never {
	throw new CandorError('bad-frame', 'The server sent something that cannot be read: it has the wrong type.');
}

const check =
	<Value>(holds: (value: unknown) => unknown): Reader<Value> =>
	(value) =>
		holds(value) ? (value as Value) : bad();

export const text = check<string>((value) => typeof value === 'string');
export const whole = check<number>((value) => Number.isSafeInteger(value) && (value as number) >= 0);
/** A date that can be formatted: `Intl` throws on any other. */
export const instant = check<string>((value) => !Number.isNaN(Date.parse(text(value))));
const items = check<unknown[]>(Array.isArray);
const object = check<Record<string, unknown>>((value) => typeof value === 'object' && value);

/** A field that is missing, or `null`, has this empty value. */
export const optional =
	<Value, Empty = null>(read: Reader<Value>, empty = null as Empty): Reader<Value | Empty> =>
	(value) =>
		value == null ? empty : read(value);
const list = <Value>(read: Reader<Value>): Reader<Value[]> =>
	optional((value) => items(value).map((item) => read(item)), []);
export const shape =
	<Fields extends Record<string, Reader<unknown>>>(
		fields: Fields,
	): Reader<{ [Name in keyof Fields]: ReturnType<Fields[Name]> }> =>
	(value) => {
		const found = object(value);
		const known: Record<string, unknown> = {};
		// Of its own names alone: a host page may have put others on every object.
		for (const name of Object.keys(fields)) known[name] = fields[name]?.(found[name]);
		return known as never;
	};

/** Deeper than any operator writes; what lies below is left out, so that no tree can exhaust the stack. */
const deepest = 32;

/** Inline nodes; of a node from after this version's time, the words. */
const inlines = (value: unknown, depth = 0): Inline[] =>
	items(value).flatMap((node): Inline[] => {
		const { type, text: words, href, children } = object(node);
		if (!children) return words == null ? [] : [{ type: type === 'code' ? type : 'text', text: text(words) }];
		const inner = depth < deepest ? inlines(children, depth + 1) : [];
		if (type === 'strong' || type === 'em') return [{ type, children: inner }];
		const address = type === 'link' && safeHref(href);
		return address ? [{ type: 'link', href: address, children: inner }] : inner;
	});

const richText = (value: unknown): RichText =>
	items(value).flatMap((block): RichText => {
		const { type, ordered, items: entries, children } = object(block);
		if (type === 'paragraph') return [{ type, children: inlines(children) }];
		if (type !== 'list') return [];
		return [{ type, ordered: ordered === true, items: items(entries).map((entry) => inlines(entry)) }];
	});

const lines = list(text);
const affected = list(shape({ component: text, status: text }));
const maybeText = optional(text);
const maybeInstant = optional(instant);
const maybeRich = optional(richText);

const values: Readonly<Record<string, Reader<object>>> = {
	page: shape({ name: text, statusUrl: safeHref, supportUrl: safeHref }),
	component: shape({
		name: text,
		description: maybeText,
		group: maybeText,
		position: optional(whole, 0),
		status: maybeText,
	}),
	notice: shape({
		kind: text,
		title: text,
		phase: text,
		impact: text,
		affected,
		unaffected: lines,
		workaround: maybeRich,
		actions: lines,
		checklist: lines,
		dataSafety: optional(
			shape({
				state: text,
				statement: optional(richText, []),
				evidence: maybeRich,
				approvedBy: maybeText,
				asOf: instant,
			}),
		),
		estimate: optional(shape({ earliest: instant, latest: instant })),
		promise: optional(shape({ nextUpdateBy: instant })),
		window: optional(shape({ start: instant, end: instant })),
		openedAt: instant,
		updatedAt: instant,
		endedAt: maybeInstant,
		expiresAt: maybeInstant,
		latestUpdate: optional(whole, 1),
	}),
	update: shape({
		notice: text,
		number: whole,
		at: instant,
		body: optional(richText, []),
		phase: maybeText,
		impact: maybeText,
		affected,
	}),
};

const known = shape({ kind: text, id: text, seq: whole, value: (value) => value });

/** The records of the kinds that this version knows. */
export const readRecords = (value: unknown): StateRecord[] =>
	items(value).flatMap((record): StateRecord[] => {
		const { kind, id, seq, value } = known(record);
		const read = Object.hasOwn(values, kind) && values[kind];
		return read ? [{ kind, id, seq, value: optional(read)(value) }] : [];
	});
