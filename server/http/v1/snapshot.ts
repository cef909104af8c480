/** What readers' browsers and the machines in front of a server ask for: snapshot, stream (its description) and health. */
import { createRoute, z } from '@hono/zod-openapi';
import { CandorError } from '../../../src/model/errors.ts';
import { snapshotCaching } from '../cache/cache-control.ts';
import { sendEncoded } from '../cache/encoded.ts';
import type { Api, Services } from '../context.ts';
import { json, refusals } from './write.ts';

const health = z.strictObject({ status: z.string() }).openapi('Health');
const frame = z.any().openapi('SnapshotFrame', {
	type: 'object',
	description: 'All that is public and live (docs/reference/protocol.md).',
	required: ['v', 'seq', 'at', 'site', 'policy', 'heartbeatMs', 'records'],
	properties: {
		v: { type: 'integer' },
		seq: { type: 'integer' },
		at: { type: 'string', format: 'date-time' },
		site: { type: 'string' },
		policy: { type: 'object' },
		heartbeatMs: { type: 'integer' },
		records: { type: 'array', items: { type: 'object' } },
		signature: { type: 'string', description: 'The last member, where frames are signed.' },
	},
});
const cursor = z.string().optional().openapi({ description: 'The id of the last event that was seen.' });

export function readingRoutes(api: Api, services: Services): void {
	const { liveState, hub, snapshots } = services;

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/snapshot',
			summary: 'All that is public, for caches and for polling',
			responses: { 200: json(frame, 'The state.'), 304: { description: 'Unchanged.' }, ...refusals },
		}),
		(context) => {
			const { tag, body } = snapshots.current();
			const type = 'application/json; charset=utf-8';
			return sendEncoded(context, { body, tag, type, caching: snapshotCaching });
		},
	);

	// Served before the framework, which knows nothing of sockets; here so that the document is whole.
	api.openAPIRegistry.registerPath({
		method: 'get',
		path: '/v1/stream',
		summary:
			'Follow the state: a snapshot or what changed since, then every change (docs/reference/protocol.md)',
		request: { query: z.object({ since: cursor }), headers: z.object({ 'last-event-id': cursor }) },
		responses: {
			200: {
				description: 'An endless event stream.',
				content: { 'text/event-stream': { schema: z.string() } },
			},
			...refusals,
		},
	});

	api.all('/v1/stream', ({ req }) => {
		// A GET that comes here has written the path in another way, and is no more at home than with any other path.
		if (req.method === 'GET')
			throw new CandorError('not-found', 'There is nothing at this address. The stream is at /v1/stream.');
		throw new CandorError('method-not-allowed', 'The stream is read with GET.');
	});

	api.openapi(
		createRoute({
			method: 'get',
			path: '/healthz',
			summary: 'Whether the process answers',
			responses: { 200: json(health, 'It does.') },
		}),
		(context) => context.json({ status: 'ok' }, 200),
	);

	api.openapi(
		createRoute({
			method: 'get',
			path: '/readyz',
			summary: 'Whether readers and operators should be sent here',
			responses: { 200: json(health, 'They should.'), ...refusals },
		}),
		(context) => {
			if (hub.draining) throw new CandorError('busy', 'This server is about to stop.');
			if (liveState.failure !== undefined) throw liveState.failure;
			return context.json({ status: 'ready' }, 200);
		},
	);
}
