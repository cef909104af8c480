/**
 * Decoders of untrusted JSON, small enough for the embed. They are lenient, so that an embed pinned by hash works with newer
 * servers: a missing field gets its empty value, unknown fields are dropped, and unknown words of closed sets are kept, because
 * the views accept them. A value of the wrong type throws CandorError `bad-frame`.
 */

import { badFrame } from '../errors.ts';
import type { StateRecord } from '../state/state.ts';

export type Decoder<Value> = (value: unknown) => Value;

export function bad(): never {
	throw badFrame();
}

const check =
	<Value>(isValid: (value: unknown) => unknown): Decoder<Value> =>
	(value) =>
		isValid(value) ? (value as Value) : bad();

export const text = check<string>((value) => typeof value === 'string');
export const whole = check<number>((value) => Number.isInteger(value) && (value as number) >= 0);
/** A date that can be formatted: `Intl` throws on any other. */
export const instant = check<string>((value) => !Number.isNaN(Date.parse(text(value))));
export const items = check<unknown[]>(Array.isArray);
export const object = check<Record<string, unknown>>((value) => typeof value === 'object' && value);

/** Booleans and numbers that cannot be read get their empty value, because the notice matters more than its options. */
export const isTrue = (value: unknown): boolean => value === true;
export const isNotFalse = (value: unknown): boolean => value !== false;
export const maybeBoolean: Decoder<boolean | null> = (value) => (typeof value === 'boolean' ? value : null);
export const maybeNumber: Decoder<number | null> = (value) => (typeof value === 'number' ? value : null);

/** Decodes a field that may be missing or `null`. It has the value `empty` then. */
export const optional =
	<Value, Empty = null>(decode: Decoder<Value>, empty = null as Empty): Decoder<Value | Empty> =>
	(value) =>
		value == null ? empty : decode(value);

export const list = <Value>(decode: Decoder<Value>): Decoder<Value[]> =>
	optional((value) => items(value).map((item) => decode(item)), []);

/** A new object with a value for each of the object's own names: a host page may have extended Object.prototype. */
const mapValues = <Value, Made>(of: Record<string, Value>, make: (value: Value, name: string) => Made) =>
	Object.fromEntries(Object.entries(of).map(([name, value]) => [name, make(value, name)]));

/** An object with any names and values of one type. */
export const dictionary = <Value>(decode: Decoder<Value>): Decoder<Record<string, Value>> =>
	optional((value) => mapValues(object(value), decode), {});

/** An object with these fields. The result has no others, so a `__proto__` in the data has no effect. */
export const shape =
	<Fields extends Record<string, Decoder<unknown>>>(
		fields: Fields,
	): Decoder<{ [Name in keyof Fields]: ReturnType<Fields[Name]> }> =>
	(value) => {
		const found = object(value);
		return mapValues(fields, (decode, name) => decode(found[name])) as never;
	};

/** Twice the deepest rich text, which has two objects for each level, and the record around it. */
const deepest = 100;

/** An object as it is, unless it is nested so deeply that `JSON.stringify` could exhaust the stack. */
export const plain = (value: unknown, depth = 0): object =>
	depth < deepest &&
	Object.values(object(value)).every(
		(inner) => typeof inner !== 'object' || !inner || plain(inner, depth + 1),
	)
		? (value as object)
		: bad();

/** An object as it is, with the fields that a decoder returns in place of its own. */
export const within =
	(decode: Decoder<object>): Decoder<object> =>
	(value) => ({ ...plain(value), ...decode(value) });

const record = shape({ kind: text, id: text, seq: whole, value: (value) => value });

/** Decodes a list of records, each value by the decoder of its kind. Records of other kinds are dropped. */
export const recordsBy =
	(decoders: Readonly<Record<string, Decoder<object>>>): Decoder<StateRecord[]> =>
	(value) =>
		items(value).flatMap((item): StateRecord[] => {
			const { kind, id, seq, value } = record(item);
			const decode = Object.hasOwn(decoders, kind) && decoders[kind];
			return decode ? [{ kind, id, seq, value: optional(decode)(value) }] : [];
		});

export const lines: Decoder<string[]> = list(text);
export const maybeText: Decoder<string | null> = optional(text);
export const maybeInstant: Decoder<string | null> = optional(instant);
