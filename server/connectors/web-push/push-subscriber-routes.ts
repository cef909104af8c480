/** `/v1/push/subscribers` for operators: list, export and erase. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context, TypedResponse } from 'hono';
import type { Api, ApiEnv, Services } from '../../http/context.ts';
import { commandSourceOf } from '../../http/v1/execute-command.ts';
import {
	idParameter,
	jsonResponse,
	noQuery,
	operatorRoute,
	problemResponses,
} from '../../http/v1/route-parts.ts';
import { subscriberQuery } from '../email/schemas.ts';
import { serviceOf } from './push-endpoint.ts';
import type { PushSubscriber } from './push-subscriber.ts';
import { pushSubscriberPage } from './schemas.ts';
import type { StoredPushSubscribers } from './stored-push-subscribers.ts';

const tags = ['Subscribers'];
const jsonLines = 'application/x-ndjson';

/** The types of the framework know no streamed body beside a JSON one. */
type Lines = TypedResponse<string, 200, 'json'>;

export function pushSubscriberRoutes(api: Api, services: Services, subscribers: StoredPushSubscribers): void {
	/** Writes to the audit log what is done, and not to whom. */
	const record = (context: Context<ApiEnv>, event: string) =>
		services.commandHandler.execute({
			command: { type: 'put-connector', id: 'push', direction: 'out', of: 'web-push', event },
			actor: context.get('actor'),
			source: commandSourceOf(context),
		});
	const ok = jsonResponse(pushSubscriberPage, 'A page of browsers, or an export of all.');

	api.openapi(
		createRoute({
			...{ method: 'get', path: '/v1/push/subscribers', operationId: 'listPushSubscribers', tags },
			summary: 'List the browsers that get notifications, or export them all',
			description:
				'In the order of their ids. With `Accept: application/x-ndjson`, all of them with endpoint and keys, one on each line; the audit log records that.',
			...operatorRoute(services, 'read-subscribers'),
			request: { query: subscriberQuery },
			responses: {
				200: { ...ok, content: { ...ok.content, [jsonLines]: { schema: z.string() } } },
				...problemResponses,
			},
		}),
		async (context) => {
			const { cursor = '', limit } = context.req.valid('query');
			context.header('vary', 'Accept');
			context.header('cache-control', 'no-store');
			if ((context.req.header('accept') ?? '').includes(jsonLines)) {
				await record(context, 'the browsers were exported');
				return context.body(linesOf(subscribers), 200, { 'content-type': jsonLines }) as unknown as Lines;
			}
			const page = await subscribers.page(cursor, limit);
			// A damaged record makes a page shorter: that is not the end.
			const last = page.at(-1)?.id;
			const hasMore = last !== undefined && (await subscribers.page(last, 1)).length > 0;
			return context.json({ subscribers: page.map(resourceOf), next: hasMore ? last : null }, 200);
		},
	);

	api.openapi(
		createRoute({
			...{ method: 'delete', path: '/v1/push/subscribers/{id}', operationId: 'erasePushSubscriber', tags },
			summary: 'Erase a browser that gets notifications',
			description:
				'Endpoint, keys and choice are deleted. Only the fact that one was erased is in the audit log.',
			...operatorRoute(services, 'erase-subscriber'),
			request: { params: idParameter, query: noQuery },
			responses: { 204: { description: 'The browser is erased.' }, ...problemResponses },
		}),
		async (context) => {
			await subscribers.erase(context.req.valid('param').id);
			await record(context, 'a browser was erased');
			return context.body(null, 204);
		},
	);
}

function resourceOf({ id, value }: PushSubscriber) {
	const { endpoint, language, components, createdAt } = value;
	return { id, service: serviceOf(endpoint), language, components, createdAt };
}

/** Reads browsers when the client has received those before. */
function linesOf(subscribers: StoredPushSubscribers): ReadableStream<Uint8Array> {
	let after = '';
	return new ReadableStream<Uint8Array>({
		async pull(controller) {
			const page = await subscribers.page(after);
			const last = page.at(-1);
			if (!last) return controller.close();
			after = last.id;
			const lines = page.map(({ id, value: { refusals: _, ...value } }) => JSON.stringify({ id, ...value }));
			return controller.enqueue(Buffer.from(`${lines.join('\n')}\n`));
		},
	});
}
