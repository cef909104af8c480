import { CandorError } from '../errors.ts';
import type { Decoder } from './decoder.ts';

/**
 * Decodes each object once. The same object gives the same result again, so that elements see that nothing has changed. `null`
 * for a value that cannot be decoded.
 */
export function readOnce<Value>(decode: Decoder<Value>): Decoder<Value | null> {
	const results = new WeakMap<object, Value | null>();
	const decodeOrNull = (value: object): Value | null => {
		try {
			return decode(value);
		} catch (error) {
			// Any other error is a bug.
			if (!(error instanceof CandorError)) throw error;
			return null;
		}
	};
	return (value) => {
		if (typeof value !== 'object' || !value) return null;
		const result = results.has(value) ? (results.get(value) ?? null) : decodeOrNull(value);
		results.set(value, result);
		return result;
	};
}
