/**
 * How commands accept the fields of records: instants with any offset, addresses as they were
 * typed.
 */
import { z } from 'zod';
import { parseDuration } from '../duration.ts';
import { attributesOf, attributeValues, audience, instant, languageTag, link } from '../records/fields.ts';
import { safeHref } from '../rich-text.ts';

/** An instant with any offset. It is stored in UTC. */
export const anyInstant = z.iso
	.datetime({
		offset: true,
		abort: true,
		message: 'Use an ISO 8601 date and time such as 2030-01-31T09:30:00Z.',
	})
	.refine((text) => !Number.isNaN(Date.parse(text)), { message: 'There is no such date.' })
	.transform((text) => new Date(text).toISOString())
	.pipe(instant);

/**
 * A time: an instant, or a duration such as `20m` or `1h30m`. `decide` counts the duration from its
 * own now, so that the clock of the machine that sends the command does not matter.
 */
export const time = z
	.string()
	.refine((text) => (parseDuration(text) ?? 1) > 0, {
		message: 'A duration is longer than zero. Use one such as 20m.',
	})
	.transform((text, context) => {
		if (parseDuration(text) !== null) return text;
		const { data, error } = anyInstant.safeParse(text);
		for (const { message } of error?.issues ?? [])
			context.addIssue({
				code: 'custom',
				message: `${message} A duration from now such as 20m is possible too.`,
			});
		return data ?? z.NEVER;
	});

/**
 * An address, stored as the URL class writes it, so that no characters remain that a browser strips
 * or escapes.
 */
export const anyLink = z
	.string()
	.transform((href) => safeHref(href) ?? href)
	.pipe(link);

/** An audience in which a missing condition is no condition. */
export const anyAudience = audience.extend({
	attributes: audience.shape.attributes.default({}),
	routes: audience.shape.routes.default([]),
	signedIn: audience.shape.signedIn.default(null),
	percentage: audience.shape.percentage.default(null),
});
export const anyLanguage = languageTag.nullish();

/**
 * The conditions of an audience that a change names (RFC 7396). The others stay as they are, and
 * `null` clears one.
 */
export const audienceChange = z
	.strictObject({
		attributes: attributesOf(attributeValues.nullable()).nullable(),
		routes: audience.shape.routes.nullable(),
		signedIn: audience.shape.signedIn,
		percentage: audience.shape.percentage,
	})
	.partial();
