/** The page, its components, the operators' templates and their rules, as one file describes them. */
import { z } from 'zod';
import { line } from '../records/fields.ts';
import { putComponent } from './components.ts';
import { putPage } from './page.ts';
import { putRule } from './rules.ts';
import { putTemplate } from './templates.ts';

interface WithId {
	readonly id: string;
}

/** A list whose entries have different ids. */
const withUniqueIds = <Schema extends z.ZodType<WithId>>(schema: Schema, most: number) =>
	z
		.array(schema)
		.max(most)
		.superRefine((entries, context) => {
			for (const [index, { id }] of entries.entries())
				if (entries.findIndex((other) => other.id === id) < index)
					context.addIssue({
						code: 'custom',
						path: [index, 'id'],
						message: `The id "${id}" is in the list twice. Remove one of the two.`,
					});
		});

/**
 * A section that is missing stays as it is. An entry is described whole: a field that it leaves out
 * is empty, or has its default. Not in a file: the status of a component, which operators set during an incident, and
 * its position, which the order of the list decides.
 */
export const configuration = z.strictObject({
	page: putPage.omit({ type: true }).optional().describe('The name and the links of the page.'),
	groups: z
		.array(line(80))
		.max(200)
		.optional()
		.describe('The groups of components in their order. A component names no other group then.'),
	components: withUniqueIds(putComponent.pick({ id: true, name: true, description: true, group: true }), 500)
		.optional()
		.describe('In the order of the page.'),
	templates: withUniqueIds(putTemplate.omit({ type: true }), 200)
		.optional()
		.describe('The operators’ own templates. Those of the policy pack are not part of it.'),
	rules: withUniqueIds(putRule.omit({ type: true }), 200)
		.optional()
		.describe('What the server does about alerts. Rules are tried in the order of their ids.'),
});
export type Configuration = z.infer<typeof configuration>;

/** Brings page, components, templates and rules to what a configuration says, at once. */
export const applyConfiguration = z.strictObject({
	type: z.literal('apply-configuration'),
	...configuration.shape,
	prune: z
		.boolean()
		.default(false)
		.describe('Whether components, templates and rules that a given section lacks are removed.'),
});
