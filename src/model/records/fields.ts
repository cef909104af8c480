/** Schemas of single fields: records and commands are made of them. */
import { z } from 'zod';
import { idPattern } from '../ids.ts';
import { longestHref, type RichText, safeHref } from '../rich-text.ts';
import { isServerAddress } from '../server-address.ts';
import { subscribeWays } from '../vocabulary.ts';

export type { Audience } from '../generated/record-types.ts';

/** See ids.ts. */
export const id = z
	.string()
	.regex(idPattern, 'Use 1 to 64 lower-case letters, digits and hyphens, starting with a letter or digit.');

/**
 * Refused in any text: C0 controls except tab and line feed, DEL, C1 controls and text-direction
 * overrides.
 */
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming the refused characters is this line's purpose
const unsafeCharacters = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;
const wellFormed = /^(?:[^\ud800-\udfff]|[\ud800-\udbff][\udc00-\udfff])*$/;

/** Text of at most `longest` UTF-16 units. It may be empty and have several lines. */
export const words = (longest: number) =>
	z
		.string()
		.max(longest)
		.refine((text) => !unsafeCharacters.test(text) && wellFormed.test(text), {
			message: 'Remove control characters, text-direction overrides and broken characters.',
		});

/** Whether a text has a character that shows something: not only spaces, fillers and joiners. */
export const isVisible = (text: string): boolean =>
	/[^\s\p{Z}\p{C}\p{Default_Ignorable_Code_Point}\u2800]/u.test(text);

/** One line of text that is not blank, of at most `longest` UTF-16 units. */
export const line = (longest: number) =>
	words(longest)
		.refine((text) => !/[\n\t]/.test(text), { message: 'Keep this on one line.' })
		.refine(isVisible, { message: 'Write something here.' });

/** An ISO 8601 instant in UTC, as `Date.prototype.toISOString` writes it. */
export const instant = z.iso.datetime();

/**
 * The fields that browsers decode with a function of their own: its name in wire/field-decoders.ts.
 */
export const fieldDecoders = z.registry<{ name: 'safeHref' | 'richText' | 'claim' }>();

export const link = z
	.string()
	.max(longestHref)
	.refine((href) => safeHref(href) !== null, { message: 'Use an absolute https: or mailto: address.' })
	.register(fieldDecoders, { name: 'safeHref' });

/** Addresses of servers. One without TLS is possible on this machine only, for tests. */
export const origins = z
	.array(
		z.string().max(200).refine(isServerAddress, {
			message:
				'Use the https: address of a server without a slash at the end, such as https://status.example.com.',
		}),
	)
	.max(5)
	.refine((all) => new Set(all).size === all.length, { message: 'Each address may be here once.' });

/**
 * Links to subscribe at. `address` is the schema of a link: the one of commands or the one of
 * records.
 */
export const subscribe = <Address extends z.ZodType<string, string>>(address: Address) =>
	z
		.array(z.strictObject({ by: z.enum(subscribeWays), href: address }))
		.refine((all) => new Set(all.map(({ by }) => by)).size === all.length, {
			message: 'Each way to subscribe may be here once.',
		});

/** A node inside a paragraph or a list item. Only the server's Markdown parser makes this tree. */
const inline: z.ZodType = z.lazy(() =>
	z.discriminatedUnion('type', [
		z.strictObject({ type: z.literal('text'), text: z.string() }),
		z.strictObject({ type: z.literal('code'), text: z.string() }),
		z.strictObject({ type: z.literal('strong'), children: z.array(inline) }),
		z.strictObject({ type: z.literal('em'), children: z.array(inline) }),
		z.strictObject({ type: z.literal('link'), href: link, children: z.array(inline) }),
	]),
);
export const richText = (
	z.array(
		z.discriminatedUnion('type', [
			z.strictObject({ type: z.literal('paragraph'), children: z.array(inline) }),
			z.strictObject({ type: z.literal('list'), ordered: z.boolean(), items: z.array(z.array(inline)) }),
		]),
	) as unknown as z.ZodType<RichText>
).register(fieldDecoders, { name: 'richText' });

/** A language tag (BCP 47, RFC 5646). Only its form is checked, not whether the language exists. */
export const languageTag = z
	.string()
	.max(35)
	.regex(
		/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/,
		'Use a language tag such as "de" or "pt-BR": lower-case letters, then parts behind hyphens.',
	);

/**
 * An object with at most `most` entries whose names pass `name`. The names are checked here,
 * because the error of `z.record(name, …)` does not say why a name is refused.
 */
const named = <Entry extends z.ZodType>(name: z.ZodType<string>, entry: Entry, most: number) =>
	z.record(z.string(), entry).superRefine((all, context) => {
		const names = Object.keys(all);
		if (names.length > most)
			context.addIssue({ code: 'custom', message: `There are ${names.length}; ${most} are possible.` });
		for (const each of names)
			for (const { message } of name.safeParse(each).error?.issues ?? [])
				context.addIssue({ code: 'custom', path: [each], message });
	});

/** One entry for each language, by its tag. */
export const translationsOf = <Entry extends z.ZodType>(entry: Entry) =>
	named(languageTag, entry, 20).refine(
		(all) => new Set(Object.keys(all).map((tag) => tag.toLowerCase())).size === Object.keys(all).length,
		{ message: 'A language is here twice, written in two ways. Keep one of them.' },
	);

export const attributeValues = z.array(line(80)).min(1, 'Give at least one value.').max(50);

/** Entries by the name of an attribute that the host page gives. */
export const attributesOf = <Entry extends z.ZodType>(entry: Entry) => named(line(80), entry, 20);

/**
 * The visitors who see something. All conditions must hold. An empty list, an empty object and
 * `null` are no condition.
 */
export const audience = z.strictObject({
	/** The allowed values of each attribute that the host page gives. */
	attributes: attributesOf(attributeValues),
	/**
	 * Path prefixes: `/checkout` matches `/checkout` and everything below it, but not `/checkouts`.
	 */
	routes: z.array(line(200).regex(/^\//, 'A route begins with "/", such as "/checkout".')).max(50),
	signedIn: z.boolean().nullable(),
	/** 0 to 100: this share of all browsers, always the same ones. */
	percentage: z.number().min(0, 'A percentage is 0 to 100.').max(100, 'A percentage is 0 to 100.').nullable(),
});
