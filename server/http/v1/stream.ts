/**
 * The description of `GET /v1/stream`. The streaming part of the server answers it before the API
 * sees the request.
 */
import { z } from '@hono/zod-openapi';
import { CandorError } from '../../../src/model/errors.ts';
import type { Api } from '../context.ts';
import { problemResponses, publicRoute } from './route-parts.ts';

const cursor = z.string().optional().openapi({ description: 'The id of the last received event.' });

export function streamRoutes(api: Api): void {
	api.openAPIRegistry.registerPath({
		method: 'get',
		path: '/v1/stream',
		operationId: 'followStream',
		tags: ['For pages'],
		summary: 'Follow the state: a snapshot or the changes since a cursor, then every change',
		...publicRoute,
		description: 'Server-sent events (docs/reference/protocol.md).',
		request: { query: z.object({ since: cursor }), headers: z.object({ 'last-event-id': cursor }) },
		responses: {
			200: {
				description: 'An endless event stream.',
				content: { 'text/event-stream': { schema: z.string() } },
			},
			...problemResponses,
		},
	});

	api.all('/v1/stream', ({ req }) => {
		// Only a path in another notation arrives here, such as one with percent-encoded letters.
		if (req.method === 'GET')
			throw new CandorError('not-found', 'Nothing exists at this address. The stream is at /v1/stream.');
		throw new CandorError('method-not-allowed', 'The stream can only be read, with GET.');
	});
}
