/** `GET /v1/snapshot`: the whole public state, for caches, polling and mirrors. */
import { createRoute, z } from '@hono/zod-openapi';
import { snapshotCacheControl } from '../cache/cache-control.ts';
import { sendEncoded } from '../cache/encoded-body.ts';
import type { Api, Services } from '../context.ts';
import { notModifiedResponse, problemResponses, publicRoute, recordResponse } from './route-parts.ts';

const snapshot = z.any().openapi('SnapshotFrame', {
	type: 'object',
	description: 'The whole public state (docs/reference/protocol.md).',
	required: ['v', 'seq', 'at', 'site', 'policy', 'heartbeatMs', 'records'],
	properties: {
		v: { type: 'integer' },
		seq: { type: 'integer' },
		at: { type: 'string', format: 'date-time' },
		site: { type: 'string' },
		policy: { type: 'object' },
		heartbeatMs: { type: 'integer' },
		records: { type: 'array', items: { type: 'object' } },
		signature: { type: 'string', description: 'The last member, when frames are signed.' },
	},
});

export function snapshotRoutes(api: Api, { snapshotCache }: Services): void {
	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/snapshot',
			operationId: 'getSnapshot',
			tags: ['For pages'],
			summary: 'The whole public state, for caches and for polling',
			description: 'The same state as the first frame of the stream, with the delivery policy.',
			...publicRoute,
			responses: {
				200: recordResponse(snapshot, 'The state.'),
				...notModifiedResponse,
				...problemResponses,
			},
		}),
		(context) => {
			const type = 'application/json; charset=utf-8';
			return sendEncoded(context, {
				...snapshotCache.current(),
				type,
				cacheControl: snapshotCacheControl,
			});
		},
	);
}
