/** Drafts that people write, and the approval of drafts that wait. */
import { createRoute, z } from '@hono/zod-openapi';
import type { CommandOf } from '../../../src/model/commands/command.ts';
import { requireProposal } from '../../../src/model/decide/proposals.ts';
import { CandorError } from '../../../src/model/errors.ts';
import { rolesFor } from '../../../src/model/permissions.ts';
import type { State } from '../../../src/model/state/state.ts';
import { notice } from '../../../src/model/views/notices.ts';
import { type Proposal, proposalsOf } from '../../../src/model/views/proposals.ts';
import { recordSeq } from '../conditional-requests.ts';
import type { Api, Services } from '../context.ts';
import { approvalBy } from './approval.ts';
import { executeCommand, executeIfNeeded } from './execute-command.ts';
import { openCommand } from './notice-commands.ts';
import { changedNoticeResource } from './notice-resource.ts';
import { proposalIn, proposalResourceOf } from './proposal-resource.ts';
import {
	createdResponse,
	idParameter,
	jsonBody,
	operatorRouteWithBody,
	patchBody,
	problemResponses,
	writeHeaders,
	writeQuery,
	writtenResponse,
} from './route-parts.ts';
import { noticeResource, retracted } from './schemas/notices.ts';
import {
	approveRequest,
	draftNoticeRequest,
	editDraftRequest,
	proposalResource,
} from './schemas/proposals.ts';

export function proposalRoutes(api: Api, services: Services): void {
	const { clock, liveState, tokens } = services;

	api.openapi(
		createRoute({
			method: 'post',
			path: '/v1/drafts',
			operationId: 'createDraft',
			tags: ['Drafts'],
			summary: 'Write a notice as a draft, which a publisher approves',
			description:
				'Nothing is published, unless `publishAt` names a time. Durations count from the publication.',
			...operatorRouteWithBody(services, 'draft-notice'),
			request: { headers: writeHeaders, query: writeQuery, body: jsonBody(draftNoticeRequest) },
			responses: { 201: createdResponse(proposalResource, 'The draft.'), ...problemResponses },
		}),
		async (context) => {
			const { publishAt, discardAt, ...body } = context.req.valid('json');
			const command = await openCommand(context, services, body, ['publishAt', 'discardAt']);
			const draft = { type: 'draft-notice', command, publishAt, discardAt } as const;
			const { commit } = await executeCommand(context, services, draft, ({ seq }) => seq);
			const written = proposalIn(commit) as Proposal;
			context.header('etag', `"${written.seq}"`);
			return context.json(proposalResourceOf(written, await tokens.actorNames(), services), 201);
		},
	);

	api.openapi(
		createRoute({
			method: 'patch',
			path: '/v1/drafts/{id}',
			operationId: 'editDraft',
			tags: ['Drafts'],
			summary: 'Edit a draft of a new notice, or its schedule',
			description:
				'A missing field stays as it is, and null removes it. If it changes, the editor becomes the author, and reviews and an approval end. If the editor may not open notices, the time of publication is removed.',
			...operatorRouteWithBody(services, 'edit-draft'),
			request: {
				params: idParameter,
				headers: writeHeaders,
				query: writeQuery,
				body: patchBody(editDraftRequest),
			},
			responses: { 200: writtenResponse(proposalResource, 'The draft.'), ...problemResponses },
		}),
		async (context) => {
			const { id: draft } = context.req.valid('param');
			const { publishAt, discardAt, ...change } = context.req.valid('json');
			const command: CommandOf<'edit-draft'> = {
				type: 'edit-draft',
				draft,
				change,
				publishAt: publishAt as string | null | undefined,
				discardAt: discardAt as string | null | undefined,
				keepSchedule: rolesFor('open-notice').includes(context.get('role')),
			};
			const { state } = await executeIfNeeded(context, services, command, recordSeq('proposal', draft));
			const edited = requireProposal(state, draft);
			context.header('etag', `"${edited.seq}"`);
			return context.json(proposalResourceOf(edited, await tokens.actorNames(), services), 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'post',
			path: '/v1/notices/{id}/approve',
			operationId: 'approveDraft',
			tags: ['Drafts'],
			summary: 'Approve the draft about a notice that waits; every open page shows the change at once',
			description:
				'Where a second person is needed, the author cannot approve it. A review lane that has objected, or can still answer, holds it up (`review-missing`). `breakGlass` publishes it all the same, and all operators see that. A draft is published once.',
			...operatorRouteWithBody(services, 'approve-draft'),
			request: {
				params: idParameter,
				headers: writeHeaders,
				query: writeQuery,
				body: jsonBody(approveRequest),
			},
			responses: {
				200: writtenResponse(
					z.union([noticeResource, retracted, proposalResource]),
					'The notice, or its retraction; or the draft, if it is published later.',
				),
				...problemResponses,
			},
		}),
		async (context) => {
			const { id } = context.req.valid('param');
			const { draft: given, ...options } = context.req.valid('json');
			const draft = findProposal(liveState.state, id, given);
			const command = { type: 'approve-draft', draft: draft?.id ?? given ?? id, ...options } as const;
			const { state, commit } = await executeCommand(
				context,
				services,
				command,
				recordSeq('proposal', command.draft),
				draft && (await approvalBy(context.get('owner'), draft.value.author, services)),
			);
			const scheduled = proposalIn(commit);
			if (scheduled)
				return context.json(proposalResourceOf(scheduled, await tokens.actorNames(), services), 200);
			const found = notice(state, id);
			if (!found) return context.json({ id, seq: commit.seq, retracted: true as const }, 200);
			context.header('etag', `"${found.seq}"`);
			return context.json(changedNoticeResource(state, found, clock.now()), 200);
		},
	);
}

/**
 * The draft that a request means. `undefined`: it does not wait, and the command says so, unless the
 * request is a repetition that has been answered. Throws CandorError `invalid` if several wait.
 */
function findProposal(state: State, notice: string, given: string | undefined): Proposal | undefined {
	const waiting = proposalsOf(state, notice);
	if (given !== undefined) return waiting.find(({ id }) => id === given);
	if (waiting.length < 2) return waiting[0];
	const ids = waiting.map(({ id, value }) => `"${id}" (${value.command.type})`).join(', ');
	throw new CandorError('invalid', `Several drafts about "${notice}" wait: ${ids}. Name one of them.`, [
		{ path: 'draft', message: 'Name one of the drafts.' },
	]);
}
