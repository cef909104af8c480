/** Types of values that several variables share. */
import { z } from 'zod';
import { parseDuration } from '../../src/model/duration.ts';

/**
 * A duration from `min` to `max`, read as milliseconds. `example` is a value for the sentence that
 * explains the format, such as `15s`.
 */
export function duration(example: string, min: string, max: string) {
	const hint = `Use a duration such as ${example} or 1h30m, from ${min} to ${max}.`;
	const [minMs, maxMs] = [toMs(min), toMs(max)];
	return z
		.string()
		.transform(toMs)
		.refine((ms) => ms >= minMs && ms <= maxMs, hint);
}

const toMs = (text: string): number => parseDuration(text) ?? Number.NaN;

export const count = z
	.string()
	.regex(/^[1-9]\d{0,7}$/, 'Use a whole number, 1 or more.')
	.transform(Number);

/** Separated by commas or spaces. */
export const list = z.string().transform((text) => text.split(/[\s,]+/).filter((each) => each !== ''));

/** The address of a site, without a slash at its end. */
export const publicUrl = z
	.string()
	.refine((text) => {
		if (!URL.canParse(text)) return false;
		const { protocol, username, password, search, hash } = new URL(text);
		return /^https?:$/.test(protocol) && !username && !password && !search && !hash;
	}, 'Use the address at which readers reach this server, such as https://status.example.com.')
	.transform((text) => new URL(text).href.replace(/\/+$/, ''));
