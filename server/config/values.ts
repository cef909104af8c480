/** Kinds of settings that come more than once. */
import { z } from 'zod';

const units: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };

/** In milliseconds. `example` is one in the text that says what is expected, such as `15s`. */
export function duration(example: string, from: string, to: string) {
	const hint = `Use a number and ms, s, m or h, such as ${example}, from ${from} to ${to}.`;
	return z
		.string()
		.regex(/^\d{1,6}(?:ms|s|m|h)$/, hint)
		.transform(milliseconds)
		.pipe(z.int().min(milliseconds(from), hint).max(milliseconds(to), hint));
}

const milliseconds = (text: string): number =>
	Number.parseInt(text, 10) * (units[text.replace(/^\d+/, '')] ?? Number.NaN);

export const count = z
	.string()
	.regex(/^[1-9]\d{0,7}$/, 'Use a whole number, 1 or more.')
	.transform(Number);

/** With commas or spaces between. */
export const list = z.string().transform((text) => text.split(/[\s,]+/).filter((each) => each !== ''));
