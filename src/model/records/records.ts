/** Schema and type of every record kind. Browser layers import the types alone: zod never reaches a bundle. */
import { z } from 'zod';
import { componentStatuses, dataSafetyStates, impacts, noticeKinds, phases } from '../vocabulary.ts';
import {
	audience,
	id,
	instant,
	languageTag,
	line,
	link,
	richText,
	subscribe,
	translationsOf,
	words,
} from './fields.ts';
import { type PostmortemValue, postmortemValue, type RemedyValue, remedyValue } from './remedies.ts';

const span = z.strictObject({ earliest: instant, latest: instant });
export const pageValue = z.strictObject({
	name: line(80),
	/** Where the full status page or the support team is, for links out of the elements. */
	statusUrl: link.nullable(),
	supportUrl: link.nullable(),
	/** Where one subscribes to news, for each way once. Older logs have none. */
	subscribe: subscribe(link).default([]),
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

/** A notice's words in another language; what is `null` or empty here is so in the notice too. */
export const noticeWords = z.strictObject({
	title: line(140),
	workaround: richText.nullable(),
	actions: z.array(line(300)).max(20),
	checklist: z.array(line(300)).max(20),
	notAffected: line(140).nullable(),
});

/** Fields with a default came later: older logs hold notices and updates without them. */
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
	/** The language of the words as they were written; `null` is English. */
	language: languageTag.nullable().default(null),
	translations: translationsOf(noticeWords).default({}),
	/** Whom it concerns; `null` is everybody. */
	audience: audience.nullable().default(null),
	/** What everybody else is told, such as "You are not affected."; without it they see nothing. */
	notAffected: line(140).nullable().default(null),
	/** Where there is more to read. */
	moreUrl: link.nullable().default(null),
	/** Whether a reader may put it away. */
	dismissible: z.boolean().default(true),
	/** An exercise: only readers whose page says that they take part see it. */
	drill: z.boolean().default(false),
	/** Whether readers may say that they are affected, and whether it works again for them. */
	reporting: z.boolean().default(false),
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
	/** Who speaks: a role, such as "Payments team". Personal data never enters the log. */
	author: line(80).nullable().default(null),
	/** The body in other languages. */
	translations: translationsOf(richText).default({}),
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
	remedy: remedyValue,
	postmortem: postmortemValue,
} as const;
export type RecordKind = keyof typeof recordSchemas;
export type PublicKind = 'page' | 'component' | 'notice' | 'update' | 'remedy' | 'postmortem';
export type RecordValue =
	| PageValue
	| ComponentValue
	| NoticeValue
	| UpdateValue
	| RetractionValue
	| DraftValue
	| RemedyValue
	| PostmortemValue;
