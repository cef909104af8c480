/** How commands accept the fields of records: instants with any offset, addresses as they were typed. */
import { z } from 'zod';
import { audience, instant, languageTag, link } from '../records/fields.ts';
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

/** An address, stored as the URL class writes it, so that no characters remain that a browser strips or escapes. */
export const anyLink = z
	.string()
	.transform((href) => safeHref(href) ?? href)
	.pipe(link);

/** The arguments of a `refine` that compares two instants of an object. */
export const ordered = <Key extends string>(first: Key, second: Key) =>
	[
		(span: Record<Key, string>) => Date.parse(span[first]) < Date.parse(span[second]),
		{ message: `"${second}" must be after "${first}".` },
	] as const;

/** An audience in which a missing condition is no condition. */
export const anyAudience = audience.extend({
	attributes: audience.shape.attributes.default({}),
	routes: audience.shape.routes.default([]),
	signedIn: audience.shape.signedIn.default(null),
	percentage: audience.shape.percentage.default(null),
});
export const anyLanguage = languageTag.nullish();
