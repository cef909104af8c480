/** A draft of a post-mortem is reviewed by another person, and published. */
import { createRoute } from '@hono/zod-openapi';
import { requirePostmortemDraft } from '../../../src/model/decide/postmortem-drafts.ts';
import { CandorError } from '../../../src/model/errors.ts';
import { postmortemBody } from '../../../src/model/postmortems/sections.ts';
import { parseMarkdown } from '../../core/markdown/parse-markdown.ts';
import type { Api, Services } from '../context.ts';
import { approvalBy } from './approval.ts';
import { executeCommand } from './execute-command.ts';
import { draftResourceIn, draftVersion, postmortemDraftPath } from './postmortem-draft-resource.ts';
import { postmortemResourceOf } from './postmortems.ts';
import {
	idParameter,
	jsonBody,
	operatorRoute,
	operatorRouteWithBody,
	problemResponses,
	writeHeaders,
	writeQuery,
	writtenResponse,
} from './route-parts.ts';
import { postmortemDraftResource, publishPostmortemDraftRequest } from './schemas/postmortem-drafts.ts';
import { postmortemResource } from './schemas/postmortems.ts';

const tags = ['Post-mortems'];

const refusals = {
	'same-person': 'You wrote the last words of this draft. Another person has to review them.',
	'unknown-approver':
		'Your token has no owner, so it does not show that another person reviews this draft. Use a token with an owner (candor token create NAME --owner PERSON).',
	'unknown-author':
		'The token that wrote the last words of this draft has no owner, so it counts for no person. Store the draft again with a token that has one.',
} as const;

export function postmortemPublicationRoutes(api: Api, services: Services): void {
	const { liveState } = services;

	api.openapi(
		createRoute({
			method: 'post',
			path: `${postmortemDraftPath}/review`,
			operationId: 'reviewPostmortemDraft',
			tags,
			summary: 'Record that a second person has reviewed a draft of a post-mortem',
			description:
				'`403` for the author of the last words, also with another token of the same owner. A later change of the words removes the review.',
			...operatorRoute(services, 'review-postmortem-draft'),
			request: { params: idParameter, headers: writeHeaders, query: writeQuery },
			responses: {
				200: writtenResponse(postmortemDraftResource, 'The reviewed draft.'),
				...problemResponses,
			},
		}),
		async (context) => {
			const { id: notice } = context.req.valid('param');
			const { seq, value } = requirePostmortemDraft(liveState.state, notice);
			const approval = await approvalBy(context.get('owner'), value.author, services);
			if (approval !== 'second-person') throw new CandorError('forbidden', refusals[approval]);
			const command = { type: 'review-postmortem-draft', notice, draftSeq: seq } as const;
			const { state } = await executeCommand(context, services, command, draftVersion(notice));
			const resource = await draftResourceIn(state, notice, services);
			context.header('etag', `"${resource.seq}"`);
			return context.json(resource, 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'post',
			path: `${postmortemDraftPath}/publish`,
			operationId: 'publishPostmortemDraft',
			tags,
			summary: 'Publish a draft of a post-mortem',
			description:
				'Only after the end of the notice, and after the review of a second person unless the request says `unreviewed`. Actions that are internal stay with the operators, and so do owners. The draft stays, for later changes.',
			...operatorRouteWithBody(services, 'publish-postmortem-draft'),
			request: {
				params: idParameter,
				headers: writeHeaders,
				query: writeQuery,
				body: jsonBody(publishPostmortemDraftRequest),
			},
			responses: {
				200: writtenResponse(postmortemResource, 'The post-mortem that customers see now.'),
				...problemResponses,
			},
		}),
		async (context) => {
			const { id: notice } = context.req.valid('param');
			const { seq, value } = requirePostmortemDraft(liveState.state, notice);
			const actions = value.actions
				.filter(({ isInternal }) => !isInternal)
				.map(({ title, state, dueBy }) => ({ title, state, dueBy }));
			const command = {
				type: 'publish-postmortem-draft',
				notice,
				draftSeq: seq,
				title: value.title,
				body: postmortemBody(value, parseMarkdown),
				actions,
				...(value.language !== null && { language: value.language }),
				...context.req.valid('json'),
			} as const;
			const { state } = await executeCommand(context, services, command, draftVersion(notice));
			const resource = postmortemResourceOf(state, notice);
			context.header('etag', `"${resource.seq}"`);
			return context.json(resource, 200);
		},
	);
}
