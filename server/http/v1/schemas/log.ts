/** The audit log. */
import { z } from '@hono/zod-openapi';
import { command } from '../../../../src/model/commands/command.ts';
import { anyInstant } from '../../../../src/model/commands/fields.ts';
import { commandSources } from '../../../../src/model/vocabulary.ts';

const commandNames = command.options.map(({ shape }) => shape.type.value);

/** The most entries of one page. */
export const maxLogPage = 500;

export const logQuery = z.strictObject({
	actor: z
		.string()
		.max(80)
		.optional()
		.openapi({ description: 'The id or the name of a token, also of a revoked one.' }),
	since: anyInstant
		.optional()
		.openapi({ type: 'string', format: 'date-time', description: 'The earliest time, inclusive.' }),
	until: anyInstant
		.optional()
		.openapi({ type: 'string', format: 'date-time', description: 'The latest time, exclusive.' }),
	notice: z
		.string()
		.max(64)
		.optional()
		.openapi({ description: 'The id of a notice, also of a retracted one.' }),
	command: z.enum(commandNames).optional().openapi({ description: 'The kind of the command.' }),
	cursor: z.string().optional().openapi({ description: 'The `next` of the page before.' }),
	limit: z.coerce.number().int().min(1).max(maxLogPage).optional().openapi({
		description: 'The most entries of the page (100). JSON lines have no limit unless it is given.',
	}),
});

const fieldChange = z.strictObject({
	field: z.string(),
	before: z.unknown().openapi({ description: 'Null: no value.' }),
	after: z.unknown().openapi({ description: 'Null: no value.' }),
});
export const entryChange = z.strictObject({
	kind: z.string().openapi({ example: 'notice' }),
	id: z.string(),
	change: z.enum(['created', 'changed', 'removed']),
	fields: z.array(fieldChange).openapi({ description: 'Only the fields that differ.' }),
});
const logEntry = z
	.strictObject({
		seq: z.int().openapi({ description: 'The number of the commit.' }),
		at: z.iso.datetime(),
		actor: z
			.strictObject({ id: z.string(), name: z.string().nullable() })
			.openapi({ description: 'The token. Its name is kept after it is revoked.' }),
		source: z
			.string()
			.nullable()
			.openapi({
				description: `Where the command came from: ${commandSources.join(', ')}. Null: an earlier version did not store it.`,
			}),
		command: z.string().openapi({ example: 'edit-notice' }),
		notices: z.array(z.string()).openapi({ description: 'The ids of the notices that it is about.' }),
		changes: z.array(entryChange),
		unanswered: z.array(z.string()).openapi({
			description: 'The review lanes that had not answered in time when a draft was approved or published.',
		}),
		redactedBy: z
			.array(z.int())
			.openapi({ description: 'The `seq` of each redaction that removed words from this commit.' }),
	})
	.openapi('LogEntry');

export const logPage = z
	.strictObject({
		entries: z.array(logEntry).openapi({
			description: 'The newest first. A page may have fewer entries than its limit, and still have a `next`.',
		}),
		next: z.string().nullable().openapi({ description: 'The cursor of the next page; null after the last.' }),
	})
	.openapi('LogPage');
