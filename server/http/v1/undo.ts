/** `POST /v1/notices/{id}/undo`: takes back the last command on a notice. */
import { createRoute, z } from '@hono/zod-openapi';
import { lastCommitOn } from '../../../src/model/decide/undo.ts';
import { CandorError } from '../../../src/model/errors.ts';
import { notice } from '../../../src/model/views/notices.ts';
import type { Api, Services } from '../context.ts';
import { executeCommand } from './execute-command.ts';
import { changedNoticeResource } from './notice-resource.ts';
import { proposalIn } from './proposal-resource.ts';
import {
	idParameter,
	jsonBody,
	operatorRouteWithBody,
	problemResponses,
	waitingResponse,
	writeHeaders,
	writeQuery,
	writtenResponse,
} from './route-parts.ts';
import { undoneNotice, undoneOpening, undoRequest } from './schemas/undo.ts';
import { nothingToUndo, undoCommand, undoneIn } from './undo-command.ts';

export function undoRoutes(api: Api, services: Services): void {
	api.openapi(
		createRoute({
			method: 'post',
			path: '/v1/notices/{id}/undo',
			operationId: 'undoNotice',
			tags: ['Notices'],
			summary: 'Take back the last command on a notice, as one commit',
			description:
				'An opening becomes a retraction, an update is withdrawn, an end is reopened, and fields get their former values. Refused if another operator has changed the notice since.',
			...operatorRouteWithBody(services, 'undo'),
			request: {
				params: idParameter,
				headers: writeHeaders,
				query: writeQuery,
				body: jsonBody(undoRequest),
			},
			responses: {
				200: writtenResponse(z.union([undoneNotice, undoneOpening]), 'The notice, or its retraction.'),
				...waitingResponse,
				...problemResponses,
			},
		}),
		async (context) => {
			const { id } = context.req.valid('param');
			const { commit: wanted } = context.req.valid('json');
			const operator = { actor: context.get('actor'), owner: context.get('owner') };
			const command = await undoCommand(services, operator, id, wanted).catch(refusalOf);
			const isRefused = command instanceof CandorError;
			// The repetition of a request that was answered gets its first answer all the same.
			const given = isRefused ? nothingToUndo(id) : command;
			const executed = executeCommand(context, services, given, (state) => lastCommitOn(state, id));
			const { state, commit, before } = await executed.catch((error: unknown) => {
				throw isRefused && error instanceof CandorError ? command : error;
			});
			const undone = await undoneIn(services, lastCommitOn(before, id), id);
			const found = notice(state, id);
			if (!found) {
				const draft = proposalIn(commit)?.id ?? null;
				return context.json({ id, seq: commit.seq, retracted: true as const, undone, draft }, 200);
			}
			context.header('etag', `"${found.seq}"`);
			return context.json({ ...changedNoticeResource(state, found, services.clock.now()), undone }, 200);
		},
	);
}

function refusalOf(error: unknown): CandorError {
	if (error instanceof CandorError) return error;
	throw error;
}
