/** Templates, and their use in requests that open a notice or post an update. */
import { z } from '@hono/zod-openapi';
import { putTemplate } from '../../../../src/model/commands/templates.ts';
import { id, line } from '../../../../src/model/records/fields.ts';
import { templateValue } from '../../../../src/model/records/template.ts';
import { seq, stateSeq } from './seq.ts';

export const templateUse = {
	template: id.optional().openapi({
		description: 'The id of a template. It gives every text that the request leaves out.',
		example: 'outage',
	}),
	variables: z
		.record(z.string(), line(120))
		.optional()
		.openapi({
			description: 'With a template: its variables. The values are plain text.',
			example: { service: 'Checkout' },
		}),
};

export const putTemplateRequest = putTemplate.omit({ type: true, id: true }).openapi('PutTemplate');
export const templateResource = templateValue
	.extend({
		id,
		seq,
		builtIn: z
			.boolean()
			.openapi({ description: 'Whether it is part of the policy pack, and therefore read-only.' }),
	})
	.openapi('Template');
export const templateList = z
	.strictObject({ seq: stateSeq, templates: z.array(templateResource) })
	.openapi('Templates');
