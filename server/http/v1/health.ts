/** `/healthz` and `/readyz`, for process managers and load balancers. */
import { createRoute, z } from '@hono/zod-openapi';
import { CandorError } from '../../../src/model/errors.ts';
import type { Api, Services } from '../context.ts';
import { jsonResponse, problemResponses } from './route-parts.ts';

const health = z.strictObject({ status: z.string() }).openapi('Health');

export function healthRoutes(api: Api, { hub, liveState }: Services): void {
	api.openapi(
		createRoute({
			method: 'get',
			path: '/healthz',
			summary: 'Whether the process responds',
			responses: { 200: jsonResponse(health, 'It responds.') },
		}),
		(context) => context.json({ status: 'ok' }, 200),
	);

	api.openapi(
		createRoute({
			method: 'get',
			path: '/readyz',
			summary: 'Whether the server should get new requests',
			responses: { 200: jsonResponse(health, 'It should.'), ...problemResponses },
		}),
		(context) => {
			if (hub.draining) throw new CandorError('busy', 'This server is shutting down.');
			if (liveState.failure !== undefined) throw liveState.failure;
			return context.json({ status: 'ready' }, 200);
		},
	);
}
