/** `/healthz` and `/readyz`, for process managers and load balancers. */
import { createRoute, z } from '@hono/zod-openapi';
import { CandorError } from '../../../src/model/errors.ts';
import type { Api, Services } from '../context.ts';
import { jsonResponse, problemResponses, publicRoute } from './route-parts.ts';

const health = z.strictObject({ status: z.string() }).openapi('Health');
const readiness = z
	.strictObject({
		status: z.string(),
		time: z.iso.datetime().openapi({ description: 'The server’s clock. Clients compare it with theirs.' }),
		refusal: z.string().optional().openapi({
			description:
				'What the disk or the database refuses now, although readers are served: publications, or the removal of redacted words.',
		}),
		unreadableSince: z.iso.datetime().optional().openapi({
			description:
				'Since when the database does not answer. Readers are served with the state of that time, and their pages show its age.',
		}),
	})
	.openapi('Readiness');

export function healthRoutes(api: Api, { hub, liveState, clock, commandHandler }: Services): void {
	api.openapi(
		createRoute({
			method: 'get',
			path: '/healthz',
			operationId: 'getLiveness',
			tags: ['Health'],
			summary: 'Whether the process responds',
			description: 'For process managers. It does not look at the log.',
			...publicRoute,
			responses: { 200: jsonResponse(health, 'It responds.'), ...problemResponses },
		}),
		(context) => context.json({ status: 'ok' }, 200),
	);

	api.openapi(
		createRoute({
			method: 'get',
			path: '/readyz',
			operationId: 'getReadiness',
			tags: ['Health'],
			summary: 'Whether the server should get new requests',
			description:
				'For load balancers. `503` while the server starts, stops, or cannot follow its log. A disk that is full or read-only, and a database that does not answer, is a `refusal`: readers are served.',
			...publicRoute,
			responses: { 200: jsonResponse(readiness, 'It should.'), ...problemResponses },
		}),
		(context) => {
			if (hub.draining) throw new CandorError('busy', 'This server is shutting down.');
			if (liveState.failure !== undefined) throw liveState.failure;
			// Redacted words that may still be in the file, or why nothing can be published.
			const refusal = (commandHandler.refusal ?? liveState.unfinishedErasure)?.message;
			const { unreadableSince: since } = liveState;
			return context.json(
				{
					...{ status: 'ready', time: new Date(clock.now()).toISOString() },
					...(refusal !== undefined && { refusal }),
					...(since !== null && { unreadableSince: new Date(since).toISOString() }),
				},
				200,
			);
		},
	);
}
