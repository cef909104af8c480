/** What people who did not write a draft say about it, in the review lanes of the server. */
import { createRoute } from '@hono/zod-openapi';
import { type Proposal, proposal } from '../../../src/model/views/proposals.ts';
import { recordSeq } from '../conditional-requests.ts';
import type { Api, Services } from '../context.ts';
import { reviewBy } from './approval.ts';
import { executeCommand } from './execute-command.ts';
import { proposalIn, proposalResourceOf } from './proposal-resource.ts';
import {
	idParameter,
	jsonBody,
	operatorRouteWithBody,
	problemResponses,
	writeHeaders,
	writeQuery,
	writtenResponse,
} from './route-parts.ts';
import { proposalResource, reviewRequest } from './schemas/proposals.ts';

export function draftReviewRoutes(api: Api, services: Services): void {
	const { liveState, tokens } = services;

	api.openapi(
		createRoute({
			method: 'post',
			path: '/v1/drafts/{id}/reviews',
			operationId: 'reviewDraft',
			tags: ['Drafts'],
			summary: 'Accept a draft that waits in a review lane, or object to it',
			description:
				'Not by its author. The last answer of a lane counts. `If-Match` makes sure that it is about the words that were read.',
			...operatorRouteWithBody(services, 'review-draft'),
			request: {
				params: idParameter,
				headers: writeHeaders,
				query: writeQuery,
				body: jsonBody(reviewRequest),
			},
			responses: { 200: writtenResponse(proposalResource, 'The draft.'), ...problemResponses },
		}),
		async (context) => {
			const { id: draft } = context.req.valid('param');
			const command = { type: 'review-draft', draft, ...context.req.valid('json') } as const;
			const found = proposal(liveState.state, draft);
			const { commit } = await executeCommand(
				context,
				services,
				command,
				recordSeq('proposal', draft),
				found && (await reviewBy(context.get('owner'), found.value.author, services)),
			);
			const reviewed = proposalIn(commit) as Proposal;
			context.header('etag', `"${reviewed.seq}"`);
			return context.json(proposalResourceOf(reviewed, await tokens.actorNames(), services), 200);
		},
	);
}
