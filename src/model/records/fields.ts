/** The schemas of single fields, of which records and commands are made. */
import { z } from 'zod';
import { longestHref, type RichText, safeHref } from '../rich-text.ts';
import { subscribeWays } from '../vocabulary.ts';

/** Lower-case letters, digits and hyphens, at most 64: safe in a path, a file name and a stream frame. */
export const id = z
	.string()
	.regex(
		/^[a-z0-9][a-z0-9-]{0,63}$/,
		'Use 1 to 64 lower-case letters, digits and hyphens, starting with a letter or digit.',
	);

/** Characters that have no place in words: C0 controls but tab and line feed, DEL and C1, and those that turn text around. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming the refused characters is this line's purpose
const unsafeCharacters = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
const wellFormed = /^(?:[^\ud800-\udfff]|[\ud800-\udbff][\udc00-\udfff])*$/;

/** Text of at most `longest` UTF-16 units, without control characters or characters that reverse what follows. */
export const words = (longest: number) =>
	z
		.string()
		.max(longest)
		.refine((text) => !unsafeCharacters.test(text) && wellFormed.test(text), {
			message: 'Remove control characters, text-direction overrides and broken characters.',
		});

/** One line of text that says something. */
export const line = (longest: number) =>
	words(longest)
		.refine((text) => !/[\n\t]/.test(text), { message: 'Keep this on one line.' })
		.refine((text) => text.trim() !== '', { message: 'Write something here.' });

/** An ISO 8601 instant in UTC, as `Date.prototype.toISOString` writes it. */
export const instant = z.iso.datetime();

export const link = z
	.string()
	.max(longestHref)
	.refine((href) => safeHref(href) !== null, { message: 'Use an absolute https: or mailto: address.' });

/** `address`: how a link is asked for, or kept. */
export const subscribe = <Address extends z.ZodType<string, string>>(address: Address) =>
	z
		.array(z.strictObject({ by: z.enum(subscribeWays), href: address }))
		.refine((all) => new Set(all.map(({ by }) => by)).size === all.length, {
			message: 'Each way to subscribe may be here once.',
		});

/** The tree is made by the server's parser alone; its shape is checked again whenever a log is read. */
const inline: z.ZodType = z.lazy(() =>
	z.discriminatedUnion('type', [
		z.strictObject({ type: z.literal('text'), text: z.string() }),
		z.strictObject({ type: z.literal('code'), text: z.string() }),
		z.strictObject({ type: z.literal('strong'), children: z.array(inline) }),
		z.strictObject({ type: z.literal('em'), children: z.array(inline) }),
		z.strictObject({ type: z.literal('link'), href: link, children: z.array(inline) }),
	]),
);
export const richText = z.array(
	z.discriminatedUnion('type', [
		z.strictObject({ type: z.literal('paragraph'), children: z.array(inline) }),
		z.strictObject({ type: z.literal('list'), ordered: z.boolean(), items: z.array(z.array(inline)) }),
	]),
) as unknown as z.ZodType<RichText>;

/** A language by its tag (BCP 47, RFC 5646). Its shape is checked; whether anybody speaks it is not. */
export const languageTag = z
	.string()
	.max(35)
	.regex(
		/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/,
		'Use a language tag such as "de" or "pt-BR": lower-case letters, then parts behind hyphens.',
	);

/** At most `most` entries whose names pass `name`: a record schema of its own would not say why a name is refused. */
const named = <Entry extends z.ZodType>(name: z.ZodType<string>, entry: Entry, most: number) =>
	z.record(z.string(), entry).superRefine((all, context) => {
		const names = Object.keys(all);
		if (names.length > most)
			context.addIssue({ code: 'custom', message: `There are ${names.length}; ${most} are possible.` });
		for (const each of names)
			for (const { message } of name.safeParse(each).error?.issues ?? [])
				context.addIssue({ code: 'custom', path: [each], message });
	});

/** One entry for each language, with its tag as the name. */
export const translationsOf = <Entry extends z.ZodType>(entry: Entry) =>
	named(languageTag, entry, 20).refine(
		(all) => new Set(Object.keys(all).map((tag) => tag.toLowerCase())).size === Object.keys(all).length,
		{ message: 'A language is here twice, written in two ways. Keep one of them.' },
	);

const attributeValues = z.array(line(80)).min(1, 'Give at least one value.').max(50);

/** Whom something concerns. All conditions must hold; what is empty or `null` is no condition. */
export const audience = z.strictObject({
	/** What the host page says of its visitor: the value must be one of these. */
	attributes: named(line(80), attributeValues, 20),
	/** Beginnings of paths: `/checkout` means `/checkout` and all below it, but not `/checkouts`. */
	routes: z.array(line(200).regex(/^\//, 'A route begins with "/", such as "/checkout".')).max(50),
	signedIn: z.boolean().nullable(),
	/** 0 to 100: as many of all browsers, always the same ones. */
	percentage: z.number().min(0, 'A percentage is 0 to 100.').max(100, 'A percentage is 0 to 100.').nullable(),
});
export type Audience = z.infer<typeof audience>;
