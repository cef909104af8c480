/**
 * How a browser reads what came over the wire, in the few bytes that an embed can afford. A field that is missing gets
 * its empty value, so that a pinned embed outlives many servers; a field of the wrong type is garbage. Words of closed
 * sets are kept as they are: the views put up with those they do not know.
 */

import { badFrame } from '../errors.ts';
import type { StateRecord } from '../state/commit.ts';

export type Reader<Value> = (value: unknown) => Value;

export function bad(): never {
	throw badFrame();
}

const check =
	<Value>(holds: (value: unknown) => unknown): Reader<Value> =>
	(value) =>
		holds(value) ? (value as Value) : bad();

export const text = check<string>((value) => typeof value === 'string');
export const whole = check<number>((value) => Number.isInteger(value) && (value as number) >= 0);
/** A date that can be formatted: `Intl` throws on any other. */
export const instant = check<string>((value) => !Number.isNaN(Date.parse(text(value))));
export const items = check<unknown[]>(Array.isArray);
export const object = check<Record<string, unknown>>((value) => typeof value === 'object' && value);

export const isTrue = (value: unknown): boolean => value === true;

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

/** Rich text in rich text, each level two objects deep, and the record around it; what is deeper was written by nobody. */
const deepest = 100;
/** An object as it came, that is not too deep to be written down again. */
export const plain = (value: unknown, depth = 0): object =>
	depth < deepest &&
	Object.values(object(value)).every(
		(inner) => typeof inner !== 'object' || !inner || plain(inner, depth + 1),
	)
		? (value as object)
		: bad();

const known = shape({ kind: text, id: text, seq: whole, value: (value) => value });

/** Reads records, each value by the reader of its kind; those of other kinds are left behind. */
export const recordsBy =
	(values: Readonly<Record<string, Reader<object>>>) =>
	(value: unknown): StateRecord[] =>
		items(value).flatMap((record): StateRecord[] => {
			const { kind, id, seq, value } = known(record);
			const read = Object.hasOwn(values, kind) && values[kind];
			return read ? [{ kind, id, seq, value: optional(read)(value) }] : [];
		});

export const lines: Reader<string[]> = list(text);
export const maybeText: Reader<string | null> = optional(text);
export const maybeInstant: Reader<string | null> = optional(instant);
