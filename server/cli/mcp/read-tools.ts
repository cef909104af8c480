/** Tools that read. Those about what is not public need a token, and have its role. */
import type { McpServer } from '@modelcontextprotocol/server';
import { z } from 'zod';
import { historyDays } from '../../../src/model/history/history.ts';
import { id } from '../../../src/model/records/fields.ts';
import { type ApiClient, pathTo } from '../api/client.ts';
import { type JsonObject, requireObject } from '../api/response.ts';
import { readNotices } from '../api/state.ts';
import { CliError } from '../cli-error.ts';
import { answer } from './answer.ts';

const nothing = z.strictObject({});
const aNotice = z.strictObject({ notice: id.describe('The id of a notice.') });
const aTemplate = z.strictObject({ template: id.describe('The id of a template.') });
const someNotices = z.strictObject({
	limit: z.int().min(1).max(100).default(20).describe('At most so many notices.'),
	cursor: z.string().min(1).max(500).optional().describe('"next" of the result before.'),
});
const someDays = z.strictObject({
	days: z.int().min(1).max(historyDays).default(30).describe('How many days, today included.'),
});

/** The hints of a tool that changes nothing. */
const annotations = { readOnlyHint: true, openWorldHint: false };

export function addReadTools(tools: McpServer, client: Pick<ApiClient, 'read'>): void {
	const operators = { asOperator: true };

	tools.registerTool(
		'read_state',
		{
			title: 'What customers see now',
			description:
				'Reads the page, its components with their status, and the open and upcoming notices with their updates.',
			inputSchema: nothing,
			annotations,
		},
		() =>
			answer(async () => {
				const { body } = await readNotices(client, { which: 'current' });
				const page = await readPage(client);
				return { page, ...(await readComponents(client)), ...body };
			}),
	);
	tools.registerTool(
		'read_notice',
		{
			title: 'One notice',
			description: 'Reads a notice and its updates, the newest first.',
			inputSchema: aNotice,
			annotations,
		},
		({ notice }) => answer(() => client.read(pathTo('v1', 'notices', notice))),
	);
	tools.registerTool(
		'list_notices',
		{
			title: 'All notices',
			description: 'Lists the notices, the newest first, also those that have ended.',
			inputSchema: someNotices,
			annotations,
		},
		({ limit, cursor }) =>
			answer(() => {
				const query = new URLSearchParams({ state: 'all', limit: String(limit), ...(cursor && { cursor }) });
				return client.read(`v1/notices?${query}`);
			}),
	);
	tools.registerTool(
		'read_history',
		{
			title: 'The last days',
			description:
				'Reads the worst status of each component on each day, how long each status lasted, and the notices of these days.',
			inputSchema: someDays,
			annotations,
		},
		({ days }) => answer(() => client.read(`v1/history?days=${days}`)),
	);
	tools.registerTool(
		'list_components',
		{
			title: 'Components',
			description: 'Lists the components with their ids, which drafts name, and their status.',
			inputSchema: nothing,
			annotations,
		},
		() => answer(() => readComponents(client)),
	);
	tools.registerTool(
		'list_templates',
		{
			title: 'Templates',
			description: 'Lists the templates, with the words that operators have agreed on. Needs a token.',
			inputSchema: nothing,
			annotations,
		},
		() => answer(() => client.read('v1/templates', operators)),
	);
	tools.registerTool(
		'read_template',
		{
			title: 'One template',
			description: 'Reads the texts and the variables of a template. Needs a token.',
			inputSchema: aTemplate,
			annotations,
		},
		({ template }) => answer(() => client.read(pathTo('v1', 'templates', template), operators)),
	);
	tools.registerTool(
		'list_drafts',
		{
			title: 'Drafts',
			description:
				'Lists what is not published: drafts that wait for a person, and what alerts and visitors raised. Needs a token.',
			inputSchema: nothing,
			annotations,
		},
		() => answer(() => client.read('v1/drafts', operators)),
	);
}

const readComponents = async (client: Pick<ApiClient, 'read'>): Promise<JsonObject> =>
	requireObject(await client.read('v1/components'));

/** `null`: the page has no name yet. */
const readPage = (client: Pick<ApiClient, 'read'>): Promise<unknown> =>
	client.read('v1/page').catch((error: unknown) => {
		if (error instanceof CliError && error.code === 'not-found') return null;
		throw error;
	});
