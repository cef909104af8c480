import { randomInt } from 'node:crypto';

/** Digits and lower-case letters without 0, 1, i, l and o, which are easily confused. */
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz';

/**
 * A random id that an operator can type: 10 characters, 49 bits, so collisions are not expected.
 */
export const newId = (): string =>
	Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join('');
