/** `GET /v1/cluster`: the servers that share the database, and which of them does which job. */
import { createRoute } from '@hono/zod-openapi';
import type { Api, Services } from '../context.ts';
import { jsonResponse, operatorRoute, problemResponses } from './route-parts.ts';
import { clusterResource } from './schemas/cluster.ts';

export function clusterRoutes(api: Api, services: Services): void {
	const { nodes, leases, liveState } = services;

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/cluster',
			operationId: 'getCluster',
			tags: ['Server'],
			summary: 'The servers that share the database, how far each is, and which one does which job',
			description:
				'A server writes this every ten seconds. One that was silent for 30 seconds hangs, has lost the database, or was killed. With the embedded database there is one server.',
			...operatorRoute(services, 'read-server'),
			responses: { 200: jsonResponse(clusterResource, 'The servers.'), ...problemResponses },
		}),
		async (context) => {
			const [all, jobs] = await Promise.all([nodes.all(), leases.holders()]);
			const seq = Math.max(liveState.state.seq, ...all.map((node) => node.seq));
			return context.json(
				{ seq, nodes: all.map((node) => ({ ...node, behind: seq - node.seq })), jobs },
				200,
			);
		},
	);
}
