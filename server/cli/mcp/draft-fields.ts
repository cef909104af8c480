/** What a tool may write into a draft. The server checks it again, as it checks every request. */
import { z } from 'zod';
import { affected } from '../../../src/model/commands/components.ts';
import { id, languageTag, line, words } from '../../../src/model/records/fields.ts';
import { impacts, noticeKinds, phases } from '../../../src/model/vocabulary.ts';

const when = words(40).describe('An ISO 8601 instant, or a duration from the publication such as 20m.');

const fields = {
	title: line(140).describe('One line that says what customers notice.'),
	kind: z.enum(noticeKinds).describe('Default: incident.'),
	impact: z.enum(impacts),
	phase: z.enum(phases).describe('Default: the first one of the kind.'),
	body: words(5_000).describe('Markdown: what customers should know. It becomes the first update.'),
	affected: affected.describe('Ids of components, each with its status or with that of the impact.'),
	unaffected: z.array(id).max(100).describe('Ids of components that work.'),
	workaround: words(5_000).describe('Markdown: what customers can do until it is over.'),
	actions: z.array(line(300)).max(20).describe('What customers must do.'),
	window: z
		.strictObject({ start: when.optional(), end: when })
		.describe('Of maintenance; without a start, it begins with the publication.'),
	promise: z.strictObject({ nextUpdateBy: when }).describe('When the next update comes.'),
	language: languageTag.describe('The language of the texts. Default: English.'),
};

/** The fields of a new draft: a title or a template gives the texts. */
export const newDraft = z
	.strictObject(fields)
	.partial()
	.extend({
		template: id.optional().describe('The id of a template, which gives every text that is left out.'),
		variables: z.record(words(80), line(120)).optional().describe('The values of the template’s variables.'),
	});

const changes = z.strictObject(
	Object.fromEntries(
		Object.entries(fields).map(([name, field]): [string, z.ZodType] => [name, field.nullish()]),
	),
);

/** A missing field stays as it is, and `null` removes it. */
export const changedDraft = z.strictObject({
	draft: id.describe('The id of a draft, from list_drafts.'),
	changes: changes
		.refine((given) => Object.keys(given).length > 0, { message: 'Name at least one field to change.' })
		.describe('A missing field stays as it is, and null removes it.'),
});
