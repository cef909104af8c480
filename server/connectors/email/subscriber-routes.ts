/** `/v1/subscribers` for operators: list, export and erase. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context, TypedResponse } from 'hono';
import { CandorError } from '../../../src/model/errors.ts';
import type { Api, ApiEnv, Services } from '../../http/context.ts';
import { commandSourceOf } from '../../http/v1/execute-command.ts';
import {
	idParameter,
	jsonResponse,
	noQuery,
	operatorRoute,
	problemResponses,
} from '../../http/v1/route-parts.ts';
import { type SubscriberResource, subscriberPage, subscriberQuery } from './schemas.ts';
import type { StoredSubscribers } from './stored-subscribers.ts';
import type { Subscriber } from './subscriber.ts';

const tags = ['Subscribers'];
const jsonLines = 'application/x-ndjson';
const csv = 'text/csv';

/** The types of the framework know no streamed body beside a JSON one. */
type Lines = TypedResponse<string, 200, 'json'>;

export function subscriberRoutes(api: Api, services: Services, subscribers: StoredSubscribers): void {
	/** Writes to the audit log what is done, and not to whom. */
	const record = (context: Context<ApiEnv>, event: string) =>
		services.commandHandler.execute({
			command: { type: 'put-connector', id: 'subscribers', direction: 'out', of: 'email', event },
			actor: context.get('actor'),
			source: commandSourceOf(context),
		});
	const ok = jsonResponse(subscriberPage, 'A page of subscribers, or an export of all.');

	api.openapi(
		createRoute({
			...{ method: 'get', path: '/v1/subscribers', operationId: 'listSubscribers', tags },
			summary: 'List the subscribers to e-mails, or export them all',
			description:
				'In the order of their ids. With `Accept: application/x-ndjson` or `Accept: text/csv`, all of them, one on each line; the audit log records that.',
			...operatorRoute(services, 'read-subscribers'),
			request: { query: subscriberQuery },
			responses: {
				200: {
					...ok,
					content: { ...ok.content, [jsonLines]: { schema: z.string() }, [csv]: { schema: z.string() } },
				},
				...problemResponses,
			},
		}),
		async (context) => {
			const { cursor = '', limit } = context.req.valid('query');
			const accept = context.req.header('accept') ?? '';
			context.header('vary', 'Accept');
			context.header('cache-control', 'no-store');
			if (accept.includes(jsonLines) || accept.includes(csv)) {
				const lineOf = accept.includes(csv) ? csvLine : jsonLine;
				await record(context, 'the subscribers were exported');
				return sendLines(context, subscribers, lineOf);
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
			...{ method: 'delete', path: '/v1/subscribers/{id}', operationId: 'eraseSubscriber', tags },
			summary: 'Erase a subscriber',
			description: 'Address and choice are deleted. Only the fact that one was erased is in the audit log.',
			...operatorRoute(services, 'erase-subscriber'),
			request: { params: idParameter, query: noQuery },
			responses: { 204: { description: 'The subscriber is erased.' }, ...problemResponses },
		}),
		async (context) => {
			const { id } = context.req.valid('param');
			await subscribers.erase(id);
			await record(context, 'a subscriber was erased');
			return context.body(null, 204);
		},
	);
}

function resourceOf({ id, value }: Subscriber): SubscriberResource {
	const { address: email, language, components, state, createdAt, confirmedAt } = value;
	return { id, email, language, components, state, createdAt, confirmedAt };
}

type LineOf = (subscriber: SubscriberResource | null) => string;

/** `null`: the first line. */
const jsonLine: LineOf = (subscriber) => (subscriber ? `${JSON.stringify(subscriber)}\n` : '');

const columns = ['id', 'email', 'language', 'components', 'state', 'createdAt', 'confirmedAt'] as const;
/** A spreadsheet runs text that begins like this; a leading apostrophe makes it text again. */
const beginsFormula = /^[=+\-@\t\r']/;
/** RFC 4180. Components are separated by spaces. */
const csvLine: LineOf = (subscriber) => {
	const fields = columns.map((name) => {
		const value = subscriber ? subscriber[name] : name;
		const text = String(Array.isArray(value) ? value.join(' ') : (value ?? ''));
		return `"${beginsFormula.test(text) ? "'" : ''}${text.replaceAll('"', '""')}"`;
	});
	return `${fields.join(',')}\r\n`;
};

/**
 * Reads subscribers when the client has received those before. When the token ends meanwhile, the
 * connection breaks: the client must not take the export for complete.
 */
function sendLines(context: Context<ApiEnv>, subscribers: StoredSubscribers, lineOf: LineOf): Lines {
	let after = '';
	const lines = new ReadableStream<Uint8Array>({
		start: (controller) => controller.enqueue(Buffer.from(lineOf(null))),
		async pull(controller) {
			try {
				await context.get('assertSignedIn')();
			} catch (error) {
				if (!(error instanceof CandorError) || error.code !== 'unauthorized') throw error;
				context.env.outgoing.destroy();
				return controller.close();
			}
			const page = await subscribers.page(after);
			const last = page.at(-1);
			if (!last) return controller.close();
			after = last.id;
			return controller.enqueue(Buffer.from(page.map((each) => lineOf(resourceOf(each))).join('')));
		},
	});
	const type = lineOf === csvLine ? `${csv}; charset=utf-8` : jsonLines;
	return context.body(lines, 200, { 'content-type': type }) as unknown as Lines;
}
