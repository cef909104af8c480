/** `GET /v1/subscribers/counts`: how many there are, without any of them. */
import { createRoute } from '@hono/zod-openapi';
import type { Api, Services } from '../../http/context.ts';
import { jsonResponse, noQuery, operatorRoute, problemResponses } from '../../http/v1/route-parts.ts';
import { type SubscriberCounts, subscriberCounts } from './schemas.ts';

/** `count`: of each channel with subscribers. It goes through all of them. */
export function subscriberCountsRoute(
	api: Api,
	services: Services,
	count: () => Promise<SubscriberCounts[]>,
): void {
	/** Requests at the same time share one count. */
	let counting: Promise<SubscriberCounts[]> | null = null;

	api.openapi(
		createRoute({
			...{ method: 'get', path: '/v1/subscribers/counts', operationId: 'countSubscribers' },
			tags: ['Subscribers'],
			summary: 'Count the subscribers',
			description: 'By channel, state, language and component. The response has no personal data.',
			...operatorRoute(services, 'read-subscribers'),
			request: { query: noQuery },
			responses: { 200: jsonResponse(subscriberCounts, 'The counts.'), ...problemResponses },
		}),
		async (context) => {
			counting ??= count().finally(() => {
				counting = null;
			});
			context.header('cache-control', 'no-store');
			return context.json({ channels: await counting }, 200);
		},
	);
}
