import { randomInt } from 'node:crypto';

/** Digits and letters that nobody mistakes for one another when reading an id aloud. */
const alphabet = '23456789abcdefghjkmnpqrstuvwxyz';

/**
 * A new random id, short enough to be typed: 10 characters, 49 bits: two alike will not be seen.
 */
export const newId = (): string =>
	Array.from({ length: 10 }, () => alphabet[randomInt(alphabet.length)]).join('');
