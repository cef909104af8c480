/** Page, components, templates and rules as one file describes them. */
import { z } from '@hono/zod-openapi';
import { applyConfiguration } from '../../../../src/model/commands/configuration.ts';
import { componentValue } from '../../../../src/model/records/component.ts';
import { id, line } from '../../../../src/model/records/fields.ts';
import { pageValue } from '../../../../src/model/records/page.ts';
import { ruleValue } from '../../../../src/model/records/rule.ts';
import { templateValue } from '../../../../src/model/records/template.ts';

export const applyRequest = applyConfiguration.omit({ type: true }).openapi('ApplyConfiguration');

export const configurationResource = z
	.strictObject({
		seq: z.int().openapi({ description: 'The last commit that changed any of it; 0: none did.' }),
		page: pageValue
			.omit({ origins: true })
			.nullable()
			.openapi({ description: 'Null: the page has no name yet.' }),
		groups: z
			.array(line(80))
			.optional()
			.openapi({ description: 'Missing: the components of a group do not follow each other.' }),
		components: z
			.array(componentValue.pick({ name: true, description: true, group: true }).extend({ id }))
			.openapi({ description: 'In the order of the page.' }),
		templates: z.array(templateValue.extend({ id })).openapi({ description: 'The operators’ own.' }),
		rules: z.array(ruleValue.extend({ id })).openapi({ description: 'The rules about alerts.' }),
	})
	.openapi('Configuration');
