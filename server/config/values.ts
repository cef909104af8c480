/** Types of settings that several variables share. */
import { z } from 'zod';
import { parseDuration } from '../core/duration.ts';

/**
 * A duration from `least` to `most`, read as milliseconds. `example` is a value for the sentence that explains the format,
 * such as `15s`.
 */
export function duration(example: string, least: string, most: string) {
	const hint = `Use a duration such as ${example} or 1h30m, from ${least} to ${most}.`;
	const [leastMs, mostMs] = [toMs(least), toMs(most)];
	return z
		.string()
		.transform(toMs)
		.refine((ms) => ms >= leastMs && ms <= mostMs, hint);
}

const toMs = (text: string): number => parseDuration(text) ?? Number.NaN;

export const count = z
	.string()
	.regex(/^[1-9]\d{0,7}$/, 'Use a whole number, 1 or more.')
	.transform(Number);

/** With commas or spaces between. */
export const list = z.string().transform((text) => text.split(/[\s,]+/).filter((each) => each !== ''));
