/**
 * The only tools that write, and all that they can write is a draft. A draft with a time of
 * publication would be published without a person, so they set none, and change no such draft.
 */
import type { McpServer } from '@modelcontextprotocol/server';
import { type ApiClient, pathTo } from '../api/client.ts';
import { writtenDraft } from '../api/expectations.ts';
import { isObject, type JsonObject, requireObjects } from '../api/response.ts';
import { CliError } from '../cli-error.ts';
import { quoted } from '../terminal-text.ts';
import { answer } from './answer.ts';
import { changedDraft, newDraft } from './draft-fields.ts';

/** The hints of a tool that adds a draft, which a person may discard. */
const annotations = { readOnlyHint: false, destructiveHint: false, openWorldHint: false };

export function addDraftTools(tools: McpServer, client: Pick<ApiClient, 'read' | 'write'>): void {
	tools.registerTool(
		'create_draft',
		{
			title: 'Write a draft',
			description:
				'Writes a notice as a draft. Nothing is published: a person reviews the draft and publishes it. Needs a token that may write drafts.',
			inputSchema: newDraft,
			annotations,
		},
		(body) =>
			answer(() => client.write({ method: 'POST', path: 'v1/drafts', body, expectation: writtenDraft })),
	);
	tools.registerTool(
		'edit_draft',
		{
			title: 'Change a draft',
			description:
				'Changes a draft of a new notice. Nothing is published. An approval of the draft ends. A draft that will be published at a time is refused: a person changes it.',
			inputSchema: changedDraft,
			annotations,
		},
		({ draft, changes }) =>
			answer(async () => {
				const { seq } = await unscheduledDraft(client, draft);
				return client.write({
					method: 'PATCH',
					path: pathTo('v1', 'drafts', draft),
					body: changes,
					expectation: writtenDraft,
					// A time of publication that is set meanwhile is a change of the draft.
					ifMatch: Number(seq),
				});
			}),
	);
}

/** A draft of a new notice without a time of publication. Throws a CliError. */
async function unscheduledDraft(client: Pick<ApiClient, 'read'>, id: string): Promise<JsonObject> {
	const waiting = requireObjects(await client.read('v1/drafts', { asOperator: true }), 'waiting');
	const found = waiting.find((draft) => draft.id === id);
	if (!found)
		throw new CliError(
			'not-found',
			`There is no draft ${quoted(id)} that waits. list_drafts has those that do.`,
		);
	if (!isObject(found.command) || found.command.type !== 'open-notice')
		throw new CliError(
			'refused',
			`The draft ${quoted(id)} is a change of a published notice. A person changes it.`,
		);
	if (found.publishAt != null)
		throw new CliError(
			'refused',
			`The draft ${quoted(id)} is published at ${quoted(String(found.publishAt))} without another look. A person changes it.`,
		);
	return found;
}
