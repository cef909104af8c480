/**
 * `/v1/drafts`: everything that is not published yet. Drafts that failure counts of visitors' pages
 * have raised are published and discarded here; proposals.ts has those that operators write.
 */
import { createRoute } from '@hono/zod-openapi';
import type { State } from '../../../src/model/state/state.ts';
import { type Draft, drafts } from '../../../src/model/views/drafts.ts';
import { unpublishedPostmortems } from '../../../src/model/views/postmortem-drafts.ts';
import { overrides, proposals } from '../../../src/model/views/proposals.ts';
import { recordSeq } from '../conditional-requests.ts';
import type { Api, Services } from '../context.ts';
import { mountPathOf } from '../mount.ts';
import { executeCommand } from './execute-command.ts';
import { changedNoticeResource, findNotice } from './notice-resource.ts';
import { unpublishedResourceOf } from './postmortem-draft-resource.ts';
import { overrideResourceOf, proposalResourceOf } from './proposal-resource.ts';
import {
	createdResponse,
	idParameter,
	jsonBody,
	jsonResponse,
	operatorRoute,
	operatorRouteWithBody,
	problemResponses,
	removedResponse,
	waitingResponse,
	writeHeaders,
	writeQuery,
} from './route-parts.ts';
import { draftList, publishDraftRequest } from './schemas/drafts.ts';
import { noticeResource } from './schemas/notices.ts';

export function draftRoutes(api: Api, services: Services): void {
	const { clock, liveState, recentFailures, tokens } = services;
	const draftResourceOf = ({ id, seq, value: { quietUntil, ...value } }: Draft) => ({
		id,
		seq,
		...value,
		lately: recentFailures(id),
	});

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/drafts',
			operationId: 'listDrafts',
			tags: ['Drafts'],
			summary: 'List the drafts: those of visitors’ reports, those that wait, and post-mortems',
			description:
				'The failure counts of visitors’ pages raise drafts. Anyone can send counts, so check them before you publish.',
			...operatorRoute(services, 'read-drafts'),
			responses: { 200: jsonResponse(draftList, 'The drafts, the newest first.'), ...problemResponses },
		}),
		async (context) => {
			const { state } = liveState;
			const names = await tokens.actorNames();
			return context.json(
				{
					seq: state.seq,
					drafts: drafts(state).map(draftResourceOf),
					waiting: proposals(state).map((draft) => proposalResourceOf(draft, names, services)),
					postmortems: unpublishedPostmortems(state).map((each) => unpublishedResourceOf(each, state, names)),
					breakGlass: overrides(state, clock.now()).map((override) => overrideResourceOf(override, names)),
				},
				200,
			);
		},
	);

	api.openapi(
		createRoute({
			method: 'post',
			path: '/v1/drafts/{id}/publish',
			operationId: 'publishDraft',
			tags: ['Drafts'],
			summary: 'Open the notice of a draft; the fields in the body replace those of the draft',
			description: 'Every open page shows the notice at once.',
			...operatorRouteWithBody(services, 'publish-draft'),
			request: {
				params: idParameter,
				headers: writeHeaders,
				query: writeQuery,
				body: jsonBody(publishDraftRequest),
			},
			responses: {
				201: createdResponse(noticeResource, 'The notice. Every open page shows it now.'),
				...waitingResponse,
				...problemResponses,
			},
		}),
		async (context) => {
			const { id: draft } = context.req.valid('param');
			const command = { type: 'publish-draft', draft, ...context.req.valid('json') } as const;
			const { commit, state } = await executeCommand(context, services, command, recordSeq('draft', draft));
			const opened = commit.changes.find(({ kind }) => kind === 'notice');
			const found = findNotice(state, opened?.id ?? '');
			context.header('location', `${mountPathOf(context.env.incoming)}/v1/notices/${found.id}`);
			context.header('etag', `"${found.seq}"`);
			return context.json(changedNoticeResource(state, found, services.clock.now()), 201);
		},
	);

	api.openapi(
		createRoute({
			method: 'delete',
			path: '/v1/drafts/{id}',
			operationId: 'discardDraft',
			tags: ['Drafts'],
			summary: 'Discard a draft; the component of a visitors’ draft raises no other one for an hour',
			description: 'Nothing is published.',
			...operatorRoute(services, 'discard-draft'),
			request: { params: idParameter, headers: writeHeaders, query: writeQuery },
			responses: { 204: removedResponse('The draft is discarded.'), ...problemResponses },
		}),
		async (context) => {
			const { id: draft } = context.req.valid('param');
			await executeCommand(context, services, { type: 'discard-draft', draft }, versionOf(draft));
			return context.body(null, 204);
		},
	);
}

const versionOf =
	(draft: string) =>
	(state: State): number | null =>
		recordSeq('proposal', draft)(state) ?? recordSeq('draft', draft)(state);
