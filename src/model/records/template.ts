import { z } from 'zod';
import { impacts, noticeKinds } from '../vocabulary.ts';
import { languageTag, line, translationsOf, words } from './fields.ts';

export type { TemplateTexts, TemplateValue, TemplateVariable } from '../generated/record-types.ts';

/** A value that the operator gives when the template is used. The texts name it in braces. */
export const templateVariable = z.strictObject({
	/** What to fill in, for operators. */
	label: line(120),
	/** Used if the operator gives no value. `null`: the operator must give one. */
	default: line(120).nullable(),
});

/** The texts of a template in one language. Each may name variables: `{service} is slow`. */
export const templateTexts = z.strictObject({
	title: line(140),
	/** Markdown. */
	workaround: words(5_000).nullable(),
	actions: z.array(line(300)).max(20),
	checklist: z.array(line(300)).max(20),
	notAffected: line(140).nullable(),
	/** The text of the update, as Markdown, by the phase that the notice then has. */
	bodies: z.record(z.string(), words(10_000)),
});

/** Private: texts for notices and updates that operators fill in and publish. */
export const templateValue = z.strictObject({
	/** What the template is for, for operators. */
	name: line(80),
	kind: z.enum(noticeKinds),
	/** `null`: as for a notice without a template. */
	impact: z.enum(impacts).nullable(),
	/** By the name that the texts write in braces. */
	variables: z.record(z.string(), templateVariable),
	...templateTexts.shape,
	/** The language of the texts. `null` means English. */
	language: languageTag.nullable(),
	translations: translationsOf(templateTexts),
});
