/** What an operator can ask for, in the imperative. Words have been parsed to rich text before they come here. */
import { z } from 'zod';
import { id, line, richText, subscribe, translationsOf, words } from '../records/fields.ts';
import { dataSafety, noticeWords, reportSummary } from '../records/records.ts';
import { componentStatuses, impacts, noticeKinds, phases } from '../vocabulary.ts';
import { anyAudience, anyInstant, anyLanguage, anyLink, ordered } from './fields.ts';
import { putPostmortem, putRemedy, removePostmortem, removeRemedy } from './remedies.ts';

/** A component and how it is; without a status, the notice's impact decides. */
const affected = z
	.array(z.strictObject({ component: id, status: z.enum(componentStatuses).optional() }))
	.max(100);

const details = {
	unaffected: z.array(id).max(100).optional(),
	workaround: richText.nullish(),
	actions: z.array(line(300)).max(20).optional(),
	checklist: z.array(line(300)).max(20).optional(),
	dataSafety: dataSafety
		.partial({ evidence: true, approvedBy: true })
		.extend({ asOf: anyInstant.optional() })
		.nullish(),
	estimate: z
		.strictObject({ earliest: anyInstant, latest: anyInstant })
		.refine(...ordered('earliest', 'latest'))
		.nullish(),
	promise: z.strictObject({ nextUpdateBy: anyInstant }).nullish(),
	expiresAt: anyInstant.nullish(),
	audience: anyAudience.nullish(),
	notAffected: line(140).nullish(),
	moreUrl: anyLink.nullish(),
	dismissible: z.boolean().optional(),
	reporting: z.boolean().optional(),
};
/** A notice's words in another language: as many of them as the notice itself has. */
export const noticeTranslation = noticeWords.extend({
	workaround: richText.nullable().default(null),
	actions: noticeWords.shape.actions.default([]),
	checklist: noticeWords.shape.checklist.default([]),
	notAffected: noticeWords.shape.notAffected.default(null),
});
/** What a notice is from the start, and what `edit` can put right. */
const nature = {
	language: anyLanguage,
	drill: z.boolean().optional(),
	translations: translationsOf(noticeTranslation).optional(),
};
/** What every update says beside its phase, its impact and its components. */
const said = {
	/** A role, such as "Payments team". */
	author: line(80).nullish(),
	/** The body in other languages. */
	translations: translationsOf(richText).optional(),
};
const window = z
	.strictObject({ start: anyInstant, end: anyInstant })
	.refine(...ordered('start', 'end'))
	.nullish();

export const putPage = z.strictObject({
	type: z.literal('put-page'),
	name: line(80),
	statusUrl: anyLink.nullish(),
	supportUrl: anyLink.nullish(),
	subscribe: subscribe(anyLink).optional(),
});
export const putComponent = z.strictObject({
	type: z.literal('put-component'),
	id,
	name: line(80),
	description: line(200).nullish(),
	group: line(80).nullish(),
	position: z.int().min(0).max(10_000).optional(),
	status: z.enum(componentStatuses).nullish(),
});
export const removeComponent = z.strictObject({ type: z.literal('remove-component'), id });
export const openNotice = z.strictObject({
	type: z.literal('open-notice'),
	/** Chosen by the caller, or made by the server. */
	id: id.optional(),
	kind: z.enum(noticeKinds),
	title: line(140),
	impact: z.enum(impacts).optional(),
	phase: z.enum(phases).optional(),
	body: richText.optional(),
	affected: affected.optional(),
	window,
	...details,
	...nature,
	author: said.author,
	/** The words of the first update come with the notice's own. */
	translations: translationsOf(noticeTranslation.extend({ body: richText.optional() })).optional(),
});
export const editNotice = z.strictObject({
	type: z.literal('edit-notice'),
	notice: id,
	title: line(140).optional(),
	impact: z.enum(impacts).optional(),
	affected: affected.optional(),
	window,
	...details,
	...nature,
});
export const postUpdate = z.strictObject({
	type: z.literal('post-update'),
	notice: id,
	body: richText,
	phase: z.enum(phases).optional(),
	impact: z.enum(impacts).optional(),
	affected: affected.optional(),
	...details,
	...said,
});
export const changePhase = z.strictObject({
	type: z.literal('change-phase'),
	notice: id,
	phase: z.enum(phases),
});
export const resolve = z.strictObject({
	type: z.literal('resolve'),
	notice: id,
	/** Which ending, where the kind has several (`completed`, `cancelled`). */
	phase: z.enum(phases).optional(),
	body: richText.optional(),
	...said,
});
export const reopen = z.strictObject({
	type: z.literal('reopen'),
	notice: id,
	phase: z.enum(phases).optional(),
	body: richText.optional(),
	promise: details.promise,
	...said,
});
export const retract = z.strictObject({
	type: z.literal('retract'),
	notice: id,
	reason: words(500).optional(),
});
/** The server's own: suggests a notice on a component of which visitors' pages report failures. */
export const raiseDraft = z.strictObject({
	type: z.literal('raise-draft'),
	component: id,
	seen: reportSummary,
});
export const discardDraft = z.strictObject({
	type: z.literal('discard-draft'),
	draft: id,
	/** Until when the same component raises no other; left out, for an hour. */
	quietUntil: anyInstant.optional(),
});
/** Opens the notice that a draft suggests, with whatever the operator wants to say differently. */
export const publishDraft = openNotice
	.omit({ type: true, kind: true, window: true })
	.extend({ type: z.literal('publish-draft'), draft: id, title: line(140).optional() });
/** The server's own: carries out what the clock has brought about, such as a maintenance window that opened. */
export const keepTime = z.strictObject({ type: z.literal('keep-time') });

export const command = z.discriminatedUnion('type', [
	putPage,
	putComponent,
	removeComponent,
	openNotice,
	editNotice,
	postUpdate,
	changePhase,
	resolve,
	reopen,
	retract,
	raiseDraft,
	discardDraft,
	publishDraft,
	putRemedy,
	removeRemedy,
	putPostmortem,
	removePostmortem,
	keepTime,
]);
export type Command = z.infer<typeof command>;
/** The command of one type. */
export type CommandOf<Type extends Command['type']> = Extract<Command, { type: Type }>;
