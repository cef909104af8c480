/** Commands that add an update to a notice. */
import { z } from 'zod';
import { id, line, richText, translationsOf } from '../records/fields.ts';
import { impacts, phases } from '../vocabulary.ts';
import { affected, newComponents } from './components.ts';
import { time } from './fields.ts';
import { changedDetails, details } from './notices.ts';

const authorship = {
	/** A role, such as "Payments team". */
	author: line(80).nullish(),
	/** The body in other languages. */
	translations: translationsOf(richText).optional(),
};

export const postUpdate = z.strictObject({
	type: z.literal('post-update'),
	notice: id,
	body: richText,
	phase: z.enum(phases).optional(),
	impact: z.enum(impacts).optional(),
	affected: affected.optional(),
	newComponents,
	/**
	 * A time in the past; a duration counts back. The update is backdated: it only adds its words to
	 * the timeline.
	 */
	at: time.optional(),
	/**
	 * Whether channels send a message. Default: yes. About an update that ends the notice they send
	 * one in any case.
	 */
	notify: z.boolean().optional(),
	...changedDetails,
	...authorship,
});

export const changePhase = z.strictObject({
	type: z.literal('change-phase'),
	notice: id,
	phase: z.enum(phases),
});

export const resolve = z.strictObject({
	type: z.literal('resolve'),
	notice: id,
	/** One of the ending phases, for a kind that has several (`completed`, `cancelled`). */
	phase: z.enum(phases).optional(),
	body: richText.optional(),
	...authorship,
});

export const reopen = z.strictObject({
	type: z.literal('reopen'),
	notice: id,
	phase: z.enum(phases).optional(),
	body: richText.optional(),
	/** Changes of the components, which are otherwise as they were before the end. */
	affected: affected.optional(),
	newComponents,
	promise: details.promise,
	...authorship,
});
