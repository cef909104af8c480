/** One occurrence of a series is moved, cancelled or put back. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Command } from '../../../src/model/commands/command.ts';
import { dayHint, dayPattern } from '../../../src/model/commands/series.ts';
import { recordSeq } from '../conditional-requests.ts';
import type { Api, ApiEnv, Services } from '../context.ts';
import { executeCommand } from './execute-command.ts';
import {
	idParameter,
	jsonBody,
	operatorRoute,
	operatorRouteWithBody,
	problemResponses,
	waitingResponse,
	writeHeaders,
	writeQuery,
	writtenResponse,
} from './route-parts.ts';
import { cancelRequest, moveRequest, seriesResource } from './schemas/series.ts';
import { seriesAt } from './series-resource.ts';

const params = idParameter.extend({
	day: z
		.string()
		.regex(dayPattern, dayHint)
		.openapi({ param: { name: 'day', in: 'path' }, example: '2027-03-28' }),
});
const request = { params, headers: writeHeaders, query: writeQuery };
const responses = {
	200: writtenResponse(seriesResource, 'The series, with its next five occurrences.'),
	...waitingResponse,
	...problemResponses,
};

export function occurrenceRoutes(api: Api, services: Services): void {
	const { clock } = services;

	async function changed(context: Context<ApiEnv>, id: string, command: Command) {
		const { state } = await executeCommand(context, services, command, recordSeq('series', id));
		const found = seriesAt(state, id, clock.now());
		context.header('etag', `"${found.seq}"`);
		return found;
	}

	api.openapi(
		createRoute({
			method: 'post',
			path: '/v1/series/{id}/occurrences/{day}/move',
			operationId: 'moveOccurrence',
			tags: ['Series'],
			summary: 'Move one occurrence, or one end of it',
			description:
				'An end that is not given stays as it is. Its notice, if there is one, is edited. Nothing begins or ends by it.',
			...operatorRouteWithBody(services, 'move-occurrence'),
			request: { ...request, body: jsonBody(moveRequest) },
			responses,
		}),
		async (context) => {
			const { id, day } = context.req.valid('param');
			const window = context.req.valid('json');
			const command = { type: 'move-occurrence', series: id, occurrence: day, window } as const;
			return context.json(await changed(context, id, command), 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'post',
			path: '/v1/series/{id}/occurrences/{day}/cancel',
			operationId: 'cancelOccurrence',
			tags: ['Series'],
			summary: 'Cancel one occurrence',
			description: 'Its notice, if there is one, ends as cancelled, with `body` as the last update.',
			...operatorRouteWithBody(services, 'cancel-occurrence'),
			request: { ...request, body: jsonBody(cancelRequest) },
			responses,
		}),
		async (context) => {
			const { id, day } = context.req.valid('param');
			const message = context.req.valid('json');
			const command = { type: 'cancel-occurrence', series: id, occurrence: day, ...message } as const;
			return context.json(await changed(context, id, command), 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'post',
			path: '/v1/series/{id}/occurrences/{day}/restore',
			operationId: 'restoreOccurrence',
			tags: ['Series'],
			summary: 'Put one occurrence back',
			description:
				'What was cancelled or held comes back, at the time to which it was moved if that is still to come. What was only moved is again where the rule has it. A cancelled notice is scheduled again.',
			...operatorRoute(services, 'restore-occurrence'),
			request,
			responses,
		}),
		async (context) => {
			const { id, day } = context.req.valid('param');
			const command = { type: 'restore-occurrence', series: id, occurrence: day } as const;
			return context.json(await changed(context, id, command), 200);
		},
	);
}
