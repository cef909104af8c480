/** Schema and type of every record kind. Browser layers import the types alone: zod never reaches a bundle. */
import { z } from 'zod';
import { longestHref, type RichText, safeHref } from './rich-text.ts';
import { componentStatuses, dataSafetyStates, impacts, noticeKinds, phases } from './vocabulary.ts';

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

const span = z.strictObject({ earliest: instant, latest: instant });
export const link = z
	.string()
	.max(longestHref)
	.refine((href) => safeHref(href) !== null, { message: 'Use an absolute https: or mailto: address.' });

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

export const pageValue = z.strictObject({
	name: line(80),
	/** Where the full status page or the support team is, for links out of the elements. */
	statusUrl: link.nullable(),
	supportUrl: link.nullable(),
});
export type PageValue = z.infer<typeof pageValue>;

export const componentValue = z.strictObject({
	name: line(80),
	description: line(200).nullable(),
	group: line(80).nullable(),
	/** Components are shown in ascending position, then by name. */
	position: z.int().min(0).max(10_000),
	/** Set by hand; `null` derives the status from the open notices that name the component. */
	status: z.enum(componentStatuses).nullable(),
});
export type ComponentValue = z.infer<typeof componentValue>;

export const affectedComponent = z.strictObject({ component: id, status: z.enum(componentStatuses) });
export type AffectedComponent = z.infer<typeof affectedComponent>;

export const dataSafety = z.strictObject({
	state: z.enum(dataSafetyStates),
	statement: richText,
	evidence: richText.nullable(),
	/** A role, such as "Security team": personal data never enters the log. */
	approvedBy: line(80).nullable(),
	asOf: instant,
});
export type DataSafety = z.infer<typeof dataSafety>;

export const noticeValue = z.strictObject({
	kind: z.enum(noticeKinds),
	title: line(140),
	phase: z.enum(phases),
	impact: z.enum(impacts),
	affected: z.array(affectedComponent).max(100),
	unaffected: z.array(id).max(100),
	workaround: richText.nullable(),
	/** What is being done. */
	actions: z.array(line(300)).max(20),
	/** What the reader can do, one step each. */
	checklist: z.array(line(300)).max(20),
	dataSafety: dataSafety.nullable(),
	/** Between when the end is expected. */
	estimate: span.nullable(),
	/** By when the next update was promised. */
	promise: z.strictObject({ nextUpdateBy: instant }).nullable(),
	/** Maintenance only: it starts and completes by this window. */
	window: z.strictObject({ start: instant, end: instant }).nullable(),
	openedAt: instant,
	updatedAt: instant,
	endedAt: instant.nullable(),
	/** After this instant the notice is no longer shown. */
	expiresAt: instant.nullable(),
	/** The number of the newest update: a dismissal lasts until it grows. */
	latestUpdate: z.int().min(1),
});
export type NoticeValue = z.infer<typeof noticeValue>;

export const updateValue = z.strictObject({
	notice: id,
	/** 1 for a notice's first update, then one more each time. */
	number: z.int().min(1),
	at: instant,
	body: richText,
	/** The phase, impact and component statuses that came with this update; `null` or empty where they stayed. */
	phase: z.enum(phases).nullable(),
	impact: z.enum(impacts).nullable(),
	affected: z.array(affectedComponent).max(100),
});
export type UpdateValue = z.infer<typeof updateValue>;

/** Private: why a notice was taken back. The notice and its updates are gone for readers. */
export const retractionValue = z.strictObject({ title: line(140), reason: words(500), at: instant });
export type RetractionValue = z.infer<typeof retractionValue>;

/** What visitors' pages have counted: a hint, and never a fact, since anybody can send such counts. */
export const reportSummary = z.strictObject({
	/** How many reports came. */
	reports: z.int().min(1),
	/** What they add up to: requests to the component, and those of them that failed. */
	requests: z.int().min(1),
	failures: z.int().min(1),
	/** When the first of them came. */
	since: instant,
	/** Where from, most reports first; empty where no header tells the region. */
	regions: z.array(z.strictObject({ region: line(16), reports: z.int().min(1) })).max(20),
});
export type ReportSummary = z.infer<typeof reportSummary>;

/** Private: a notice that visitors' pages suggest and an operator has not looked at. Its id is the component's. */
export const draftValue = z.strictObject({
	title: line(140),
	impact: z.enum(impacts),
	raisedAt: instant,
	seen: reportSummary,
	/** Discarded: until then, the same component raises no other. `null` while the draft is open. */
	quietUntil: instant.nullable(),
});
export type DraftValue = z.infer<typeof draftValue>;

/** Every record kind with its schema. */
export const recordSchemas = {
	page: pageValue,
	component: componentValue,
	notice: noticeValue,
	update: updateValue,
	retraction: retractionValue,
	draft: draftValue,
} as const;
export type RecordKind = keyof typeof recordSchemas;
export type PublicKind = 'page' | 'component' | 'notice' | 'update';
export type RecordValue =
	| PageValue
	| ComponentValue
	| NoticeValue
	| UpdateValue
	| RetractionValue
	| DraftValue;
