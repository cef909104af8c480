/** `/v1/records`: all public records, to move them to another server or to bring them from one. */
import { createRoute, z } from '@hono/zod-openapi';
import { type ImportedKind, importedKinds } from '../../../src/model/commands/records.ts';
import { CandorError } from '../../../src/model/errors.ts';
import { isId } from '../../../src/model/ids.ts';
import { isPublic } from '../../../src/model/state/public.ts';
import { recordsOfKind, type State, type StateRecord } from '../../../src/model/state/state.ts';
import type { Api, Services } from '../context.ts';
import { limitBody, requireJson } from '../request-body.ts';
import { executeIfNeeded } from './execute-command.ts';
import { exportedValue } from './record-markdown.ts';
import {
	jsonBody,
	jsonResponse,
	operatorRoute,
	problemResponses,
	writeHeaders,
	writeQuery,
	writtenResponse,
} from './route-parts.ts';
import { importRequest, importResult, recordPage } from './schemas/records.ts';

/** In bytes: a notice with a hundred long updates. */
const maxBodyBytes = 1024 * 1024;
const maxDiscardedBytes = 16 * 1024 * 1024;

const path = '/v1/records';

/** The records after the one that a cursor names, and whether there are more. */
function pageOf(state: State, cursor: string | undefined, limit: number) {
	const [afterKind, afterId] = cursor === undefined ? [importedKinds[0], ''] : placeOf(cursor);
	const found: StateRecord[] = [];
	for (const kind of importedKinds.slice(importedKinds.indexOf(afterKind))) {
		if (found.length > limit) break;
		const all = recordsOfKind(state, kind);
		found.push(...(kind === afterKind ? all.filter(({ id }) => id > afterId) : all));
	}
	const records = found.slice(0, limit);
	const last = found.length > limit ? records.at(-1) : undefined;
	return { records, next: last ? `${last.kind}/${last.id}` : null };
}

/** Throws CandorError `bad-cursor`. */
function placeOf(cursor: string): [ImportedKind, string] {
	const [name, id = ''] = cursor.split('/');
	const kind = importedKinds.find((each) => each === name);
	if (kind && isId(id)) return [kind, id];
	throw new CandorError('bad-cursor', 'The cursor must be the "next" of an earlier page.');
}

export function recordRoutes(api: Api, services: Services): void {
	const { liveState } = services;

	api.openapi(
		createRoute({
			method: 'get',
			path,
			operationId: 'listRecords',
			tags: ['Page'],
			summary: 'Read all public records, page by page',
			description:
				'Page, components, notices, updates, post-mortems and remedies, however old, with Markdown in place of rich text: `candor export` writes them to a file.',
			...operatorRoute(services, 'read-records'),
			request: {
				query: z.strictObject({
					limit: z.coerce.number().int().min(1).max(1_000).default(500),
					cursor: z.string().max(100).optional().openapi({
						description: '`next` of the page before. Without it: the first page.',
					}),
				}),
			},
			responses: { 200: jsonResponse(recordPage, 'A page.'), ...problemResponses },
		}),
		(context) => {
			const { cursor, limit } = context.req.valid('query');
			const { state } = liveState;
			const { records, next } = pageOf(state, cursor, limit);
			const exported = records.filter(isPublic).map((each) => ({
				kind: each.kind as ImportedKind,
				id: each.id,
				value: { ...exportedValue(each) },
			}));
			return context.json({ seq: state.seq, records: exported, next }, 200);
		},
	);

	const { middleware, ...access } = operatorRoute(services, 'import-records');
	api.openapi(
		createRoute({
			method: 'post',
			path,
			operationId: 'importRecords',
			tags: ['Page'],
			summary: 'Add public records as another system has published them, as one commit',
			description:
				'Records that exist stay as they are, and a retracted notice stays away. Updates come with their notice. Every notice keeps its own times and is marked as added later; no channel announces it. A request that adds nothing makes no commit.',
			...access,
			middleware: [...middleware, limitBody(maxBodyBytes, maxDiscardedBytes), requireJson],
			request: { headers: writeHeaders, query: writeQuery, body: jsonBody(importRequest) },
			responses: { 200: writtenResponse(importResult, 'How many were added.'), ...problemResponses },
		}),
		async (context) => {
			const command = { type: 'import-records', ...context.req.valid('json') } as const;
			const { state, commit } = await executeIfNeeded(context, services, command, ({ seq }) => seq);
			context.header('etag', `"${state.seq}"`);
			return context.json({ seq: state.seq, added: commit?.changes.length ?? 0 }, 200);
		},
	);
}
