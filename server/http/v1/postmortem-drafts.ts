/**
 * `/v1/notices/{id}/postmortem/draft`: a post-mortem while operators write it. It begins with what
 * the log knows, a second person reviews it, and it is published after the end of the notice.
 */
import { createRoute } from '@hono/zod-openapi';
import { postmortemBody } from '../../../src/model/postmortems/sections.ts';
import { parseMarkdown } from '../../core/markdown/parse-markdown.ts';
import { isNotModified } from '../conditional-requests.ts';
import type { Api, Services } from '../context.ts';
import { mountPathOf } from '../mount.ts';
import { executeCommand, executeIfNeeded } from './execute-command.ts';
import { draftResourceIn, draftVersion, postmortemDraftPath } from './postmortem-draft-resource.ts';
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
import { postmortemDraftResource, putPostmortemDraftRequest } from './schemas/postmortem-drafts.ts';

const tags = ['Post-mortems'];
const path = postmortemDraftPath;

export function postmortemDraftRoutes(api: Api, services: Services): void {
	const { liveState } = services;

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
			const resource = await draftResourceIn(liveState.state, context.req.valid('param').id, services);
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
				200: writtenResponse(postmortemDraftResource, 'The draft that is there already.'),
				201: createdResponse(postmortemDraftResource, 'The new draft. Only operators see it.'),
				...problemResponses,
			},
		}),
		async (context) => {
			const { id: notice } = context.req.valid('param');
			const command = { type: 'start-postmortem-draft', notice } as const;
			const { before, state } = await executeIfNeeded(context, services, command, draftVersion(notice));
			const resource = await draftResourceIn(state, notice, services);
			context.header('etag', `"${resource.seq}"`);
			if (draftVersion(notice)(before) !== null) return context.json(resource, 200);
			const { incoming } = context.env;
			context.header('location', `${mountPathOf(incoming)}/v1/notices/${notice}/postmortem/draft`);
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
			description:
				'The sections are Markdown. A review of other words no longer counts. Words that stay as they are change nothing.',
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
			const { before, state } = await executeIfNeeded(context, services, command, draftVersion(notice));
			const resource = await draftResourceIn(state, notice, services);
			context.header('etag', `"${resource.seq}"`);
			return context.json(resource, draftVersion(notice)(before) === null ? 201 : 200);
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
			await executeCommand(context, services, command, draftVersion(notice));
			return context.body(null, 204);
		},
	);
}
