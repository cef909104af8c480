import { createRoute } from '@hono/zod-openapi';
import { CandorError } from '../../../src/model/errors.ts';
import type { State } from '../../../src/model/state/state.ts';
import { page } from '../../../src/model/views/page.ts';
import { seqOf } from '../conditions.ts';
import type { Api, Services } from '../context.ts';
import { pageBody, pageResource } from './schemas/notices.ts';
import { body, carryOut, guarded, json, refusals, writeHeaders } from './write.ts';

const current = seqOf('page', 'page');

function resource(state: State) {
	const value = page(state);
	if (!value) throw new CandorError('not-found', 'This page has no name yet. Give it one with PUT /v1/page.');
	return { seq: current(state) ?? 0, ...value };
}

export function pageRoutes(api: Api, services: Services): void {
	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/page',
			summary: 'What the page is called and where it links to',
			responses: { 200: json(pageResource, 'The page.'), ...refusals },
		}),
		(context) => {
			const found = resource(services.liveState.state);
			context.header('etag', `"${found.seq}"`);
			return context.json(found, 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'put',
			path: '/v1/page',
			summary: 'Name the page',
			...guarded(services, true),
			request: { headers: writeHeaders, body: body(pageBody) },
			responses: { 200: json(pageResource, 'The page as it now stands.'), ...refusals },
		}),
		async (context) => {
			const command = { type: 'put-page', ...context.req.valid('json') } as const;
			const { state } = await carryOut(context, services, command, current);
			const found = resource(state);
			context.header('etag', `"${found.seq}"`);
			return context.json(found, 200);
		},
	);
}
