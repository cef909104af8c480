import { z } from 'zod';
import { id, translationsOf } from '../records/fields.ts';
import { templateTexts, templateValue, templateVariable } from '../records/template.ts';

const { shape } = templateTexts;
/** Texts that a template need not have. */
const optionalTexts = {
	workaround: shape.workaround.default(null),
	actions: shape.actions.default([]),
	checklist: shape.checklist.default([]),
	notAffected: shape.notAffected.default(null),
};

/** Replaces the whole template. */
export const putTemplate = z.strictObject({
	type: z.literal('put-template'),
	id,
	...templateValue.shape,
	...optionalTexts,
	impact: templateValue.shape.impact.default(null),
	variables: z
		.record(z.string(), templateVariable.extend({ default: templateVariable.shape.default.default(null) }))
		.default({}),
	language: templateValue.shape.language.default(null),
	translations: translationsOf(templateTexts.extend(optionalTexts)).default({}),
});

export const removeTemplate = z.strictObject({ type: z.literal('remove-template'), id });
