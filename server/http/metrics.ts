/** `GET /metrics`: for Prometheus (docs/how-to/monitor.md). */
import { createRoute, z } from '@hono/zod-openapi';
import type { Api, Services } from './context.ts';
import { operatorRoute, problemResponses, publicRoute } from './v1/route-parts.ts';

export function metricsRoute(api: Api, services: Services): void {
	const { metrics, metricsAccess } = services;
	if (metricsAccess === 'off') return;
	api.openapi(
		createRoute({
			method: 'get',
			path: '/metrics',
			operationId: 'getMetrics',
			tags: ['Server'],
			summary: 'Metrics in the text format of Prometheus',
			description:
				'For an operator’s token, unless CANDOR_METRICS=open. With worker processes, the sums of all of them.',
			...(metricsAccess === 'open' ? publicRoute : operatorRoute(services, 'read-metrics')),
			responses: {
				200: { description: 'The metrics.', content: { 'text/plain': { schema: z.string() } } },
				...problemResponses,
			},
		}),
		async (context) => {
			const text = await metrics.text();
			return context.text(text, 200, { 'content-type': metrics.contentType, 'cache-control': 'no-store' });
		},
	);
}
