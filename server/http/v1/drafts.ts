/** Drafts: what visitors' pages suggest, for operators to publish or to discard. */
import { createRoute } from '@hono/zod-openapi';
import { type Draft, drafts } from '../../../src/model/views/drafts.ts';
import { seqOf } from '../conditions.ts';
import type { Api, Services } from '../context.ts';
import { mountOf } from '../mount.ts';
import { findNotice, resourceOf } from './notices.ts';
import { draftList, noticeResource, publishBody } from './schemas/notices.ts';
import { body, carryOut, guarded, idParameter, json, refusals, writeHeaders } from './write.ts';

export function draftRoutes(api: Api, services: Services): void {
	const { liveState, recentFailures } = services;
	const resource = ({ id, seq, value: { quietUntil, ...value } }: Draft) => ({
		id,
		seq,
		...value,
		lately: recentFailures(id),
	});

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/drafts',
			summary: 'List the drafts that visitors’ pages suggest: hints, which nobody has checked',
			...guarded(services, false),
			responses: { 200: json(draftList, 'The drafts, the newest first.'), ...refusals },
		}),
		(context) => {
			const { state } = liveState;
			return context.json({ seq: state.seq, drafts: drafts(state).map(resource) }, 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'post',
			path: '/v1/drafts/{id}/publish',
			summary: 'Open the notice that a draft suggests, with whatever should be said differently',
			...guarded(services, true),
			request: { params: idParameter, headers: writeHeaders, body: body(publishBody) },
			responses: { 201: json(noticeResource, 'The notice; every open page shows it.'), ...refusals },
		}),
		async (context) => {
			const { id: draft } = context.req.valid('param');
			const command = { type: 'publish-draft', draft, ...context.req.valid('json') } as const;
			const { commit, state } = await carryOut(context, services, command, seqOf('draft', draft));
			const opened = commit.changes.find(({ kind }) => kind === 'notice');
			const found = findNotice(state, opened?.id ?? '');
			context.header('location', `${mountOf(context.env.incoming)}/v1/notices/${found.id}`);
			context.header('etag', `"${found.seq}"`);
			return context.json(resourceOf(state, found), 201);
		},
	);

	api.openapi(
		createRoute({
			method: 'delete',
			path: '/v1/drafts/{id}',
			summary: 'Discard a draft: the same component raises no other for an hour',
			...guarded(services, false),
			request: { params: idParameter, headers: writeHeaders },
			responses: { 204: { description: 'It is gone.' }, ...refusals },
		}),
		async (context) => {
			const { id: draft } = context.req.valid('param');
			await carryOut(context, services, { type: 'discard-draft', draft }, seqOf('draft', draft));
			return context.body(null, 204);
		},
	);
}
