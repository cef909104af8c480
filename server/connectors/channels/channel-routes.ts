/** `/v1/channels`: where notices are sent. */
import { createRoute, z } from '@hono/zod-openapi';
import { ifMatchPrecondition } from '../../http/conditional-requests.ts';
import type { Api, Services } from '../../http/context.ts';
import { commandSourceOf } from '../../http/v1/execute-command.ts';
import {
	idParameter,
	jsonBody,
	jsonResponse,
	noQuery,
	operatorRoute,
	operatorRouteWithBody,
	patchBody,
	problemResponses,
	recordResponse,
	writeHeaders,
} from '../../http/v1/route-parts.ts';
import { hasOutbox, type Outbox } from '../outbox/outbox.ts';
import { outboxCursor } from '../outbox/outbox-loop.ts';
import { recordEvent } from './audit.ts';
import { channelResource } from './channel-resource.ts';
import type { ChannelRunner } from './channel-runner.ts';
import type { DeadLetters } from './dead-letters.ts';
import { channel, channelList, createChannel, editChannel, newChannel } from './schemas.ts';
import type { StoredChannels, VersionedChannel } from './stored-channels.ts';
import type { StoredCursors } from './stored-cursors.ts';

const tags = ['Channels'];

interface Dependencies {
	readonly channels: StoredChannels;
	readonly cursors: StoredCursors;
	readonly deadLetters: DeadLetters;
	readonly runner: ChannelRunner;
	readonly outbox: Outbox;
}

export function channelRoutes(api: Api, services: Services, dependencies: Dependencies): void {
	const { commandHandler, liveState, clock } = services;
	const { channels, cursors, deadLetters, runner, outbox } = dependencies;

	async function resourceOf(each: VersionedChannel) {
		const present = { seq: liveState.state.seq, now: clock.now() };
		if (hasOutbox(each.value.kind)) {
			const { cursor, deadLetters: letters } = await outbox.stateOf(each.id);
			return channelResource(each, cursor, letters.length, runner, present);
		}
		const cursor = await cursors.find(each.id);
		const letters = await deadLetters.count(each.id);
		return channelResource(each, cursor?.value ?? null, letters, runner, present);
	}

	api.openapi(
		createRoute({
			...{ method: 'get', path: '/v1/channels', operationId: 'listChannels', tags },
			summary: 'List the channels',
			description: 'Secrets are never shown.',
			...operatorRoute(services, 'read-channels'),
			responses: { 200: jsonResponse(channelList, 'The channels.'), ...problemResponses },
		}),
		async (context) => {
			const all = await channels.all();
			return context.json({ channels: await Promise.all(all.map(resourceOf)) }, 200);
		},
	);

	api.openapi(
		createRoute({
			...{ method: 'get', path: '/v1/channels/{id}', operationId: 'getChannel', tags },
			summary: 'Read a channel',
			description: 'Secrets are never shown.',
			...operatorRoute(services, 'read-channels'),
			request: { params: idParameter },
			responses: { 200: recordResponse(channel, 'The channel.'), ...problemResponses },
		}),
		async (context) => {
			const found = await channels.requireVersioned(context.req.valid('param').id);
			context.header('etag', `"${found.version}"`);
			return context.json(await resourceOf(found), 200);
		},
	);

	api.openapi(
		createRoute({
			...{ method: 'post', path: '/v1/channels', operationId: 'createChannel', tags },
			summary: 'Create a channel',
			description:
				'It sends what happens from now on. The answer is the only one with the secret that signs its messages.',
			...operatorRouteWithBody(services, 'put-connector'),
			request: { query: noQuery, body: jsonBody(createChannel) },
			responses: { 201: jsonResponse(newChannel, 'The channel, with its secret.'), ...problemResponses },
		}),
		async (context) => {
			const { id, ...fields } = context.req.valid('json');
			const { kind } = fields;
			await channels.assertCanCreate(id, fields);
			await recordEvent(context, services, id, kind, 'created');
			const made = await channels.create(id, fields);
			await runner.begin(id);
			return context.json({ id, kind, secretId: made?.id ?? null, secret: made?.secret ?? null }, 201);
		},
	);

	api.openapi(
		createRoute({
			...{ method: 'patch', path: '/v1/channels/{id}', operationId: 'editChannel', tags },
			summary: 'Change a channel',
			description:
				'A field that is given replaces the whole one; of the settings, those that are given are replaced. A channel that is enabled again continues where it stopped. A wait after a failure ends.',
			...operatorRouteWithBody(services, 'put-connector'),
			request: {
				...{ params: idParameter, headers: writeHeaders.pick({ 'if-match': true }), query: noQuery },
				body: patchBody(editChannel),
			},
			responses: { 200: recordResponse(channel, 'The changed channel.'), ...problemResponses },
		}),
		async (context) => {
			const { id } = context.req.valid('param');
			const fields = context.req.valid('json');
			const { version, value } = await channels.requireVersioned(id);
			const { kind, enabled, settings } = value;
			const precondition = ifMatchPrecondition(context.req.header('if-match'), () => version);
			precondition?.(liveState.state);
			if (fields.settings) channels.assertFits(kind, { ...settings, ...fields.settings });
			const isSwitched = fields.enabled !== undefined && fields.enabled !== enabled;
			const event = !isSwitched ? 'changed' : fields.enabled ? 'enabled' : 'disabled';
			await recordEvent(context, services, id, kind, event);
			const changed = await channels.edit(id, fields, precondition && version);
			// It may be right now: the receiver is asked at once.
			for (const each of [id, outboxCursor(id)]) await cursors.endWait(each, clock.now());
			await Promise.all([runner.sync(), outbox.sync()]);
			context.header('etag', `"${changed.version}"`);
			return context.json(await resourceOf(changed), 200);
		},
	);

	api.openapi(
		createRoute({
			...{ method: 'delete', path: '/v1/channels/{id}', operationId: 'removeChannel', tags },
			summary: 'Remove a channel',
			description: 'With its secrets, its dead letters, and what it has not delivered.',
			...operatorRoute(services, 'put-connector'),
			request: { params: idParameter, query: noQuery },
			responses: { 204: { description: 'The channel is removed.' }, ...problemResponses },
		}),
		async (context) => {
			const { id } = context.req.valid('param');
			await channels.require(id);
			await commandHandler.execute({
				command: { type: 'remove-connector', id, direction: 'out' },
				actor: context.get('actor'),
				source: commandSourceOf(context),
			});
			await channels.remove(id);
			await runner.forget(id);
			await outbox.forget(id);
			return context.body(null, 204);
		},
	);

	api.openapi(
		createRoute({
			...{ method: 'post', path: '/v1/channels/{id}/secrets', operationId: 'addChannelSecret', tags },
			summary: 'Add a secret to a channel',
			description:
				'Messages have a signature by each secret until one is removed, so that the receiver can change over. The answer is the only one with the secret.',
			...operatorRoute(services, 'put-connector'),
			request: { params: idParameter, query: noQuery },
			responses: { 201: jsonResponse(newChannel, 'The channel, with its new secret.'), ...problemResponses },
		}),
		async (context) => {
			const { id } = context.req.valid('param');
			const { kind } = await channels.require(id);
			await recordEvent(context, services, id, kind, 'a secret was added');
			const made = await channels.addSecret(id);
			return context.json({ id, kind, secretId: made.id, secret: made.secret }, 201);
		},
	);

	api.openapi(
		createRoute({
			method: 'delete',
			path: '/v1/channels/{id}/secrets/{secret}',
			operationId: 'removeChannelSecret',
			tags,
			summary: 'Remove a secret of a channel',
			description: 'No message is signed with it any more. The last secret cannot be removed.',
			...operatorRoute(services, 'put-connector'),
			request: { params: secretParameters, query: noQuery },
			responses: { 204: { description: 'The secret is removed.' }, ...problemResponses },
		}),
		async (context) => {
			const { id, secret } = context.req.valid('param');
			const { kind } = await channels.require(id);
			await recordEvent(context, services, id, kind, 'a secret was removed');
			await channels.removeSecret(id, secret);
			return context.body(null, 204);
		},
	);
}

const secretParameters = idParameter.extend({
	secret: z.string().openapi({ param: { name: 'secret', in: 'path' }, example: 'k7mqz2p9ab' }),
});
