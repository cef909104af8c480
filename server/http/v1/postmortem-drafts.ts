/**
 * `/v1/notices/{id}/postmortem/draft`: a post-mortem while operators write it. It begins with what
 * the log knows, a second person reviews it, and it is published after the end of the notice.
 */
import { createRoute } from '@hono/zod-openapi';
import { CandorError } from '../../../src/model/errors.ts';
import { postmortemAdvice } from '../../../src/model/postmortems/advice.ts';
import { postmortemBody } from '../../../src/model/postmortems/sections.ts';
import type { State } from '../../../src/model/state/state.ts';
import { type PostmortemDraft, postmortemDraft } from '../../../src/model/views/postmortem-drafts.ts';
import { parseMarkdown } from '../../core/markdown/parse-markdown.ts';
import { isNotModified, recordSeq } from '../conditional-requests.ts';
import type { Api, Services } from '../context.ts';
import { mountPathOf } from '../mount.ts';
import { approvalBy } from './approval.ts';
import { executeCommand } from './execute-command.ts';
import { findNotice } from './notice-resource.ts';
import { postmortemResourceOf } from './postmortems.ts';
import {
	createdResponse,
	idParameter,
	jsonBody,
	notModifiedResponse,
	operatorRoute,
	operatorRouteWithBody,
	problemResponses,
	recordResponse,
	removedResponse,
	writeHeaders,
	writeQuery,
	writtenResponse,
} from './route-parts.ts';
import {
	postmortemDraftResource,
	publishPostmortemDraftRequest,
	putPostmortemDraftRequest,
} from './schemas/postmortem-drafts.ts';
import { postmortemResource } from './schemas/postmortems.ts';

const path = '/v1/notices/{id}/postmortem/draft';
const tags = ['Post-mortems'];
const version = (notice: string) => recordSeq('postmortem-draft', notice);

const refusals = {
	'same-person': 'You wrote the last words of this draft. Another person has to review them.',
	'unknown-approver':
		'Your token has no owner, so it does not show that another person reviews this draft. Use a token with an owner (candor token create NAME --owner PERSON).',
	'unknown-author':
		'The token that wrote the last words of this draft has no owner, so it counts for no person. Store the draft again with a token that has one.',
} as const;

function requireDraft(state: State, notice: string): PostmortemDraft {
	const found = postmortemDraft(state, notice);
	if (found) return found;
	findNotice(state, notice);
	throw new CandorError(
		'not-found',
		`The notice "${notice}" has no draft of a post-mortem. Begin one with POST to this address.`,
	);
}

export function postmortemDraftRoutes(api: Api, services: Services): void {
	const { liveState, tokens } = services;

	const resourceIn = async (state: State, notice: string) => {
		const { seq, value } = requireDraft(state, notice);
		const names = await tokens.actorNames();
		const nameOf = (actor: string | null): string | null => (actor && names.get(actor)) ?? null;
		return {
			seq,
			...value,
			authorName: nameOf(value.author),
			reviewerName: nameOf(value.reviewedBy),
			body: postmortemBody(value, parseMarkdown),
			advice: [...postmortemAdvice(value)],
		};
	};

	api.openapi(
		createRoute({
			method: 'get',
			path,
			operationId: 'getPostmortemDraft',
			tags,
			summary: 'Read the draft of a post-mortem, with advice on its words',
			description: 'Only operators see it.',
			...operatorRoute(services, 'read-drafts'),
			request: { params: idParameter },
			responses: {
				200: recordResponse(postmortemDraftResource, 'The draft.'),
				...notModifiedResponse,
				...problemResponses,
			},
		}),
		async (context) => {
			const resource = await resourceIn(liveState.state, context.req.valid('param').id);
			const tag = `"${resource.seq}"`;
			context.header('etag', tag);
			if (isNotModified(context.req.header('if-none-match'), tag)) return context.body(null, 304);
			return context.json(resource, 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'post',
			path,
			operationId: 'startPostmortemDraft',
			tags,
			summary: 'Begin a post-mortem with what the log knows about the notice',
			description:
				'The title, the impact and the timeline are filled in. If there is a draft already, nothing changes, and it is returned. The notice may still be open.',
			...operatorRoute(services, 'start-postmortem-draft'),
			request: { params: idParameter, headers: writeHeaders, query: writeQuery },
			responses: {
				200: recordResponse(postmortemDraftResource, 'The draft that is there already.'),
				201: createdResponse(postmortemDraftResource, 'The new draft. Only operators see it.'),
				...problemResponses,
			},
		}),
		async (context) => {
			const { id: notice } = context.req.valid('param');
			if (postmortemDraft(liveState.state, notice)) {
				const found = await resourceIn(liveState.state, notice);
				context.header('etag', `"${found.seq}"`);
				return context.json(found, 200);
			}
			const command = { type: 'start-postmortem-draft', notice } as const;
			const { state } = await executeCommand(context, services, command, version(notice));
			const resource = await resourceIn(state, notice);
			const { incoming } = context.env;
			context.header('location', `${mountPathOf(incoming)}/v1/notices/${notice}/postmortem/draft`);
			context.header('etag', `"${resource.seq}"`);
			return context.json(resource, 201);
		},
	);

	api.openapi(
		createRoute({
			method: 'put',
			path,
			operationId: 'putPostmortemDraft',
			tags,
			summary: 'Replace the words of a draft of a post-mortem',
			description: 'The sections are Markdown. A review of earlier words no longer counts.',
			...operatorRouteWithBody(services, 'put-postmortem-draft'),
			request: {
				params: idParameter,
				headers: writeHeaders,
				query: writeQuery,
				body: jsonBody(putPostmortemDraftRequest),
			},
			responses: {
				200: writtenResponse(postmortemDraftResource, 'The changed draft.'),
				201: writtenResponse(postmortemDraftResource, 'The new draft.'),
				...problemResponses,
			},
		}),
		async (context) => {
			const { id: notice } = context.req.valid('param');
			const command = { type: 'put-postmortem-draft', notice, ...context.req.valid('json') } as const;
			// Refused when it is written, not when it is published.
			postmortemBody(command, parseMarkdown);
			const { before, state } = await executeCommand(context, services, command, version(notice));
			const resource = await resourceIn(state, notice);
			context.header('etag', `"${resource.seq}"`);
			return context.json(resource, version(notice)(before) === null ? 201 : 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'post',
			path: `${path}/review`,
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
			const { seq, value } = requireDraft(liveState.state, notice);
			const approval = await approvalBy(context.get('owner'), value.author, services);
			if (approval !== 'second-person') throw new CandorError('forbidden', refusals[approval]);
			const command = { type: 'review-postmortem-draft', notice, draftSeq: seq } as const;
			const { state } = await executeCommand(context, services, command, version(notice));
			const resource = await resourceIn(state, notice);
			context.header('etag', `"${resource.seq}"`);
			return context.json(resource, 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'post',
			path: `${path}/publish`,
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
			const { seq, value } = requireDraft(liveState.state, notice);
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
			const { state } = await executeCommand(context, services, command, version(notice));
			const resource = postmortemResourceOf(state, notice);
			context.header('etag', `"${resource.seq}"`);
			return context.json(resource, 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'delete',
			path,
			operationId: 'discardPostmortemDraft',
			tags,
			summary: 'Discard a draft of a post-mortem',
			description: 'A published post-mortem stays.',
			...operatorRoute(services, 'discard-postmortem-draft'),
			request: { params: idParameter, headers: writeHeaders, query: writeQuery },
			responses: { 204: removedResponse('The draft is discarded.'), ...problemResponses },
		}),
		async (context) => {
			const { id: notice } = context.req.valid('param');
			const command = { type: 'discard-postmortem-draft', notice } as const;
			await executeCommand(context, services, command, version(notice));
			return context.body(null, 204);
		},
	);
}
