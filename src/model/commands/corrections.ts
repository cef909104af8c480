/**
 * Commands that correct what was published: edit, withdraw and redact words, and restore a notice.
 */
import { z } from 'zod';
import { id, line, richText, translationsOf, words } from '../records/fields.ts';
import { redactableFields } from '../vocabulary.ts';

/**
 * A missing field leaves the update as it is. A body without translations drops those of the former
 * body.
 */
export const editUpdate = z.strictObject({
	type: z.literal('edit-update'),
	notice: id,
	update: id,
	body: richText.optional(),
	author: line(80).nullish(),
	translations: translationsOf(richText).optional(),
});

export const withdrawUpdate = z.strictObject({
	type: z.literal('withdraw-update'),
	notice: id,
	update: id,
});

export const redactUpdate = z.strictObject({
	type: z.literal('redact-update'),
	notice: id,
	update: id,
	/** The words in their place. Missing: the update has none. */
	body: richText.optional(),
	/** Why. It stays in the log, so it must not repeat the words. */
	reason: words(500).optional(),
});

export const redactNotice = z.strictObject({
	type: z.literal('redact-notice'),
	notice: id,
	/** A notice needs a title, so a redacted one needs `title`. */
	fields: z.array(z.enum(redactableFields)).min(1, 'Name at least one field.').max(redactableFields.length),
	title: line(140).optional(),
	reason: words(500).optional(),
});

export const restore = z.strictObject({ type: z.literal('restore'), notice: id });
