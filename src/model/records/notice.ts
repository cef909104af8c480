import { z } from 'zod';
import { dataSafetyStates, impacts, noticeKinds, phases } from '../vocabulary.ts';
import { affectedComponent } from './component.ts';
import { audience, id, instant, languageTag, line, link, richText, translationsOf } from './fields.ts';

export type { DataSafety, NoticeValue } from '../generated/record-types.ts';

export const dataSafety = z.strictObject({
	state: z.enum(dataSafetyStates),
	statement: richText,
	evidence: richText.nullable(),
	/** A role, such as "Security team": personal data never enters the log. */
	approvedBy: line(80).nullable(),
	asOf: instant,
});

/**
 * The texts of a notice in another language. A text that is `null` or empty here is so in the
 * notice too.
 */
export const noticeWords = z.strictObject({
	title: line(140),
	workaround: richText.nullable(),
	actions: z.array(line(300)).max(20),
	checklist: z.array(line(300)).max(20),
	notAffected: line(140).nullable(),
});

/** What a command that opens or edits a notice sets as it is: fields that are on or off. */
export const switches = z.strictObject({
	/** Only visitors whose host page takes part in drills see a drill. */
	drill: z.boolean(),
	/**
	 * Maintenance only: it completes at the end of its window. `false`: an operator ends it. Missing
	 * in records of versions that had no choice: their maintenance completed by the clock.
	 */
	endsByClock: z.boolean(),
});

export const noticeValue = z.strictObject({
	kind: z.enum(noticeKinds),
	title: line(140),
	phase: z.enum(phases),
	impact: z.enum(impacts),
	affected: z.array(affectedComponent).max(100),
	/** Ids of components that an operator has confirmed to work. */
	unaffected: z.array(id).max(100),
	workaround: richText.nullable(),
	/** What the operators are doing about it. */
	actions: z.array(line(300)).max(20),
	/** What the visitor can do, one step each. */
	checklist: z.array(line(300)).max(20),
	dataSafety: dataSafety.nullable(),
	/** The earliest and the latest time at which the end is expected. */
	estimate: z.strictObject({ earliest: instant, latest: instant }).nullable(),
	/** The time by which the next update was promised. */
	promise: z.strictObject({ nextUpdateBy: instant }).nullable(),
	/** Maintenance only: when it starts and ends. */
	window: z.strictObject({ start: instant, end: instant }).nullable(),
	openedAt: instant,
	updatedAt: instant,
	endedAt: instant.nullable(),
	/**
	 * When an operator told it late: it began before this time. `null` if it was opened at
	 * `openedAt`.
	 */
	addedAt: instant.nullable(),
	/** The notice is not shown after this time. */
	expiresAt: instant.nullable(),
	/** The number of the newest update. A dismissal lasts until it grows. */
	latestUpdate: z.int().min(1),
	/** The language in which the texts were written. `null` means English. */
	language: languageTag.nullable(),
	translations: translationsOf(noticeWords),
	/** The visitors who see the notice. `null` means all of them. */
	audience: audience.nullable(),
	/**
	 * The text for visitors outside the audience, such as "You are not affected." `null` shows them
	 * nothing.
	 */
	notAffected: line(140).nullable(),
	/** A page with more information. */
	moreUrl: link.nullable(),
	/** Whether a visitor can close the notice. */
	dismissible: z.boolean().default(true),
	...switches.shape,
	endsByClock: switches.shape.endsByClock.default(true),
	/** Whether visitors can report that they are affected, and whether it works for them again. */
	reporting: z.boolean(),
});
