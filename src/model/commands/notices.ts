/** Commands on a notice as a whole: open, edit and retract it. */
import { z } from 'zod';
import { id, line, richText, translationsOf, words } from '../records/fields.ts';
import { dataSafety, noticeWords, switches } from '../records/notice.ts';
import { impacts, noticeKinds, phases } from '../vocabulary.ts';
import { affected, newComponents } from './components.ts';
import { anyAudience, anyInstant, anyLanguage, anyLink, audienceChange, time } from './fields.ts';

/**
 * Fields of a notice that every command on it can set. A value replaces the notice's, `null` clears
 * it, and a missing field leaves it as it is. `decide` copies them as they are, unless
 * decide/details.ts names them.
 */
export const details = {
	unaffected: z.array(id).max(100).optional(),
	workaround: richText.nullish(),
	actions: z.array(line(300)).max(20).optional(),
	checklist: z.array(line(300)).max(20).optional(),
	dataSafety: dataSafety
		.partial({ evidence: true, approvedBy: true })
		.extend({ asOf: anyInstant.optional() })
		.nullish(),
	estimate: z.strictObject({ earliest: time, latest: time }).nullish(),
	promise: z.strictObject({ nextUpdateBy: time }).nullish(),
	expiresAt: time.nullish(),
	audience: anyAudience.nullish(),
	notAffected: line(140).nullish(),
	moreUrl: anyLink.nullish(),
	dismissible: z.boolean().optional(),
	reporting: z.boolean().optional(),
};

/**
 * The same fields in a command on a notice that exists: of a field with members, it names those
 * that it changes. The others stay as they are, and `null` empties a list (RFC 7396).
 */
export const changedDetails = {
	...details,
	unaffected: details.unaffected.nullable(),
	actions: details.actions.nullable(),
	checklist: details.checklist.nullable(),
	dataSafety: details.dataSafety.unwrap().unwrap().partial().nullish(),
	estimate: details.estimate.unwrap().unwrap().partial().nullish(),
	audience: audienceChange.nullish(),
};

/**
 * The texts of a notice in another language. They must cover exactly the fields that the notice
 * fills.
 */
export const noticeTranslation = noticeWords.extend({
	workaround: richText.nullable().default(null),
	actions: noticeWords.shape.actions.default([]),
	checklist: noticeWords.shape.checklist.default([]),
	notAffected: noticeWords.shape.notAffected.default(null),
});

/** Fields that only `open-notice` and `edit-notice` can set. */
const nature = {
	language: anyLanguage,
	...switches.partial().shape,
	translations: translationsOf(noticeTranslation).optional(),
};

/** Without a start, the window begins now. */
const window = z.strictObject({ start: time, end: time });

export const openNotice = z.strictObject({
	type: z.literal('open-notice'),
	/** The server generates an id if there is none. */
	id: id.optional(),
	kind: z.enum(noticeKinds),
	title: line(140),
	impact: z.enum(impacts).optional(),
	phase: z.enum(phases).optional(),
	/** The body of the first update. */
	body: richText.optional(),
	affected: affected.optional(),
	newComponents,
	window: window.partial({ start: true }).nullish(),
	/**
	 * When it began, if that was in the past; a duration counts back. With `ended`, the notice is
	 * backdated.
	 */
	started: time.optional(),
	ended: time.optional(),
	...details,
	...nature,
	/** The author of the first update: a role, such as "Payments team". */
	author: line(80).nullish(),
	/** Opens the notice although a similar one has just been opened. */
	anyway: z.boolean().optional(),
	/** The translations of the notice, each with that of the first update's body. */
	translations: translationsOf(noticeTranslation.extend({ body: richText.optional() })).optional(),
});

export const editNotice = z.strictObject({
	type: z.literal('edit-notice'),
	notice: id,
	title: line(140).optional(),
	impact: z.enum(impacts).optional(),
	affected: affected.optional(),
	newComponents,
	window: window.partial().nullish(),
	...changedDetails,
	...nature,
});

export const retract = z.strictObject({
	type: z.literal('retract'),
	notice: id,
	reason: words(500).optional(),
});
