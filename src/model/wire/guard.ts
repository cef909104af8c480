/**
 * The shapes of the public records, in the few bytes that an embed can afford. A field that is missing gets its empty
 * value and one that is unknown is left behind, so that a pinned embed outlives many servers; a field of the wrong
 * type is garbage. Words of closed sets are kept as they are: the views put up with those they do not know.
 * Only known fields are copied, each onto a fresh literal: a `__proto__` in the data reaches nothing.
 */
import type { StateRecord } from '../commit.ts';
import { CandorError } from '../errors.ts';
import { type Inline, type RichText, safeHref } from '../rich-text.ts';

export type Reader<Value> = (value: unknown) => Value;

/** Which field it was, nobody who reads a status page could use: the server checks all that it sends by its schemas. */
export function bad(): never {
	throw new CandorError('bad-frame', 'The server sent something that cannot be read.');
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

const isTrue = (value: unknown): boolean => value === true;

/** A field that is missing, or `null`, has this empty value. */
export const optional =
	<Value, Empty = null>(read: Reader<Value>, empty = null as Empty): Reader<Value | Empty> =>
	(value) =>
		value == null ? empty : read(value);
export const list = <Value>(read: Reader<Value>): Reader<Value[]> =>
	optional((value) => items(value).map((item) => read(item)), []);
/** An object with a new value for each of its own names: a host page may have put others on every object. */
const each = <Value, Made>(of: Record<string, Value>, make: (value: Value, name: string) => Made) =>
	Object.fromEntries(Object.entries(of).map(([name, value]) => [name, make(value, name)]));
/** An object of entries alike, whatever their names. */
export const dictionary = <Value>(read: Reader<Value>): Reader<Record<string, Value>> =>
	optional((value) => each(object(value), read), {});
export const shape =
	<Fields extends Record<string, Reader<unknown>>>(
		fields: Fields,
	): Reader<{ [Name in keyof Fields]: ReturnType<Fields[Name]> }> =>
	(value) => {
		const found = object(value);
		return each(fields, (read, name) => read(found[name])) as never;
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

export const richText = (value: unknown): RichText =>
	items(value).flatMap((block): RichText => {
		const { type, ordered, items: entries, children } = object(block);
		if (type === 'paragraph') return [{ type, children: inlines(children) }];
		if (type !== 'list') return [];
		return [{ type, ordered: isTrue(ordered), items: items(entries).map((entry) => inlines(entry)) }];
	});

/** An object as it came, that is not too deep to be written down again. */
const plain = (value: unknown, depth = 0): object =>
	depth < deepest &&
	Object.values(object(value)).every(
		(inner) => typeof inner !== 'object' || !inner || plain(inner, depth + 1),
	)
		? (value as object)
		: bad();

const lines = list(text);
const affected = list(shape({ component: text, status: text }));
export const maybeText = optional(text);
export const maybeInstant = optional(instant);
export const maybeRich = optional(richText);

/** A condition that cannot be read is none: to hide an outage is worse than to tell it to some whom it does not hit. */
const yesOrNo: Reader<boolean | null> = (value) => (typeof value === 'boolean' ? value : null);
export const audience = optional(
	shape({
		attributes: dictionary(lines),
		routes: lines,
		signedIn: yesOrNo,
		percentage: (value) => (typeof value === 'number' ? value : null),
	}),
);
const words = {
	title: text,
	workaround: maybeRich,
	actions: lines,
	checklist: lines,
	notAffected: maybeText,
};

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
		...words,
		kind: text,
		phase: text,
		impact: text,
		affected,
		unaffected: lines,
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
		language: maybeText,
		translations: dictionary(shape(words)),
		audience,
		moreUrl: safeHref,
		dismissible: (value) => value !== false,
		drill: isTrue,
		reporting: isTrue,
	}),
	update: shape({
		notice: text,
		number: whole,
		at: instant,
		body: optional(richText, []),
		phase: maybeText,
		impact: maybeText,
		affected,
		author: maybeText,
		translations: dictionary(richText),
	}),
	// Passed on as they came: who shows them reads them first (guard-more.ts).
	remedy: plain,
	postmortem: plain,
};

const known = shape({ kind: text, id: text, seq: whole, value: (value) => value });

/** The records of the kinds that this version knows. */
export const readRecords = (value: unknown): StateRecord[] =>
	items(value).flatMap((record): StateRecord[] => {
		const { kind, id, seq, value } = known(record);
		const read = Object.hasOwn(values, kind) && values[kind];
		return read ? [{ kind, id, seq, value: optional(read)(value) }] : [];
	});
