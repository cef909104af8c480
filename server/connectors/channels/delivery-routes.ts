/** `/v1/channels/{id}/…`: what a channel has delivered, and what it sends again. */
import { createRoute } from '@hono/zod-openapi';
import type { Api, Services } from '../../http/context.ts';
import {
	idParameter,
	jsonBody,
	jsonResponse,
	noQuery,
	operatorRoute,
	operatorRouteWithBody,
	problemResponses,
} from '../../http/v1/route-parts.ts';
import { hasOutbox, type Outbox } from '../outbox/outbox.ts';
import { recordEvent } from './audit.ts';
import type { SendResult } from './channel-kind.ts';
import { deliveriesResource, outboxResource } from './channel-resource.ts';
import type { ChannelRunner } from './channel-runner.ts';
import type { DeadLetters } from './dead-letters.ts';
import { attempted, deliveries, replay, replaying } from './schemas.ts';
import type { StoredChannels } from './stored-channels.ts';
import type { StoredCursors } from './stored-cursors.ts';

const tags = ['Channels'];

interface Dependencies {
	readonly channels: StoredChannels;
	readonly cursors: StoredCursors;
	readonly deadLetters: DeadLetters;
	readonly runner: ChannelRunner;
	readonly outbox: Outbox;
}

const attemptOf = (result: SendResult) => ({
	delivered: result.type === 'delivered',
	reason: result.type === 'delivered' ? null : result.reason,
});

export function deliveryRoutes(api: Api, services: Services, dependencies: Dependencies): void {
	const { liveState, clock } = services;
	const { channels, cursors, deadLetters, runner, outbox } = dependencies;

	api.openapi(
		createRoute({
			...{ method: 'get', path: '/v1/channels/{id}/deliveries', operationId: 'getDeliveries', tags },
			summary: 'See what a channel delivers',
			description: 'How far it is behind, why an attempt failed, and what it gave up.',
			...operatorRoute(services, 'read-channels'),
			request: { params: idParameter },
			responses: { 200: jsonResponse(deliveries, 'The deliveries.'), ...problemResponses },
		}),
		async (context) => {
			const { id } = context.req.valid('param');
			const value = await channels.require(id);
			const present = { seq: liveState.state.seq, now: clock.now() };
			const own = hasOutbox(value.kind) ? await outbox.stateOf(id) : null;
			const stored = own ? own.cursor : ((await cursors.find(id))?.value ?? null);
			const letters = await deadLetters.all(id);
			const resource = await deliveriesResource({ id, value }, stored, letters, runner, present);
			return context.json({ ...resource, outbox: own && outboxResource(own) }, 200);
		},
	);

	api.openapi(
		createRoute({
			...{ method: 'post', path: '/v1/channels/{id}/test', operationId: 'testChannel', tags },
			summary: 'Send a test message',
			description: 'Once, and also through a channel that is disabled. It says that it is a test.',
			...operatorRoute(services, 'put-connector'),
			request: { params: idParameter, query: noQuery },
			responses: { 200: jsonResponse(attempted, 'Whether it was delivered.'), ...problemResponses },
		}),
		async (context) => {
			const { id } = context.req.valid('param');
			const value = await channels.require(id);
			await recordEvent(context, services, id, value.kind, 'a test message was sent');
			return context.json(attemptOf(await runner.test({ id, value })), 200);
		},
	);

	api.openapi(
		createRoute({
			...{ method: 'post', path: '/v1/channels/{id}/replay', operationId: 'replayChannel', tags },
			summary: 'Send messages again',
			description:
				'From a commit on: the channel goes back to it, or forward. A dead letter is sent once, now. Messages have the ids that they had before, and the words of now.',
			...operatorRouteWithBody(services, 'put-connector'),
			request: { params: idParameter, query: noQuery, body: jsonBody(replay) },
			responses: {
				200: jsonResponse(attempted, 'Whether the dead letter was delivered.'),
				202: jsonResponse(replaying, 'The channel continues from the commit.'),
				...problemResponses,
			},
		}),
		async (context) => {
			const { id } = context.req.valid('param');
			const { seq, deadLetter } = context.req.valid('json');
			const value = await channels.require(id);
			if (deadLetter !== undefined && hasOutbox(value.kind)) {
				await outbox.stored.requireDeadLetter(id, deadLetter);
				await recordEvent(context, services, id, value.kind, 'a dead letter was sent again');
				return context.json(attemptOf(await outbox.replayDeadLetter({ id, value }, deadLetter)), 200);
			}
			if (deadLetter !== undefined) {
				await deadLetters.require(id, deadLetter);
				await recordEvent(context, services, id, value.kind, 'a dead letter was sent again');
				return context.json(attemptOf(await runner.replayDeadLetter({ id, value }, deadLetter)), 200);
			}
			const from = seq ?? 1;
			runner.assertReplayable(from);
			await recordEvent(context, services, id, value.kind, `sent again from commit ${from}`);
			await runner.replayFrom(id, from);
			return context.json({ seq: from }, 202);
		},
	);
}
