/** What can be done to a notice: one command each, answered with the notice as it then stands. */
import { createRoute, type z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Command } from '../../../src/model/commands/command.ts';
import { seqOf } from '../conditions.ts';
import type { Api, ApiEnvironment, Services } from '../context.ts';
import { findNotice, resourceOf } from './notices.ts';
import {
	editBody,
	noticeResource,
	reopenBody,
	resolveBody,
	retractBody,
	retracted,
	updateBody,
} from './schemas/notices.ts';
import { body, carryOut, guarded, idParameter, json, refusals, writeHeaders } from './write.ts';

const after = json(noticeResource, 'The notice as it now stands.');

export function noticeChangeRoutes(api: Api, services: Services): void {
	/** A route on one notice: its address, what it takes, and what it answers. */
	const change = <
		Method extends 'post' | 'patch',
		Path extends string,
		Body extends z.ZodType,
		Responses extends object,
	>(
		method: Method,
		path: Path,
		summary: string,
		schema: Body,
		responses: Responses,
	) =>
		createRoute({
			method,
			path,
			summary,
			...guarded(services, true),
			request: { params: idParameter, headers: writeHeaders, body: body(schema) },
			responses: { ...responses, ...refusals },
		});

	async function carried(context: Context<ApiEnvironment>, notice: string, command: Command) {
		const { state } = await carryOut(context, services, command, seqOf('notice', notice));
		const found = findNotice(state, notice);
		context.header('etag', `"${found.seq}"`);
		return resourceOf(state, found);
	}

	const edit = 'Put right what a notice says, or change its phase, without a word to the timeline';
	api.openapi(change('patch', '/v1/notices/{id}', edit, editBody, { 200: after }), async (context) => {
		const { id: notice } = context.req.valid('param');
		const { phase, ...fields } = context.req.valid('json');
		const command: Command =
			phase === undefined
				? { type: 'edit-notice', notice, ...fields }
				: { type: 'change-phase', notice, phase };
		return context.json(await carried(context, notice, command), 200);
	});

	const update = change('post', '/v1/notices/{id}/updates', 'Post an update', updateBody, { 201: after });
	api.openapi(update, async (context) => {
		const { id: notice } = context.req.valid('param');
		const command: Command = { type: 'post-update', notice, ...context.req.valid('json') };
		return context.json(await carried(context, notice, command), 201);
	});

	const end = change('post', '/v1/notices/{id}/resolve', 'End a notice', resolveBody, { 200: after });
	api.openapi(end, async (context) => {
		const { id: notice } = context.req.valid('param');
		const command: Command = { type: 'resolve', notice, ...context.req.valid('json') };
		return context.json(await carried(context, notice, command), 200);
	});

	const again = 'Open a notice again that had ended';
	api.openapi(
		change('post', '/v1/notices/{id}/reopen', again, reopenBody, { 200: after }),
		async (context) => {
			const { id: notice } = context.req.valid('param');
			const command: Command = { type: 'reopen', notice, ...context.req.valid('json') };
			return context.json(await carried(context, notice, command), 200);
		},
	);

	const takeBack = change(
		'post',
		'/v1/notices/{id}/retract',
		'Take a notice back: it disappears from every page',
		retractBody,
		{ 200: json(retracted, 'It is gone; the log keeps why.') },
	);
	api.openapi(takeBack, async (context) => {
		const { id } = context.req.valid('param');
		const command: Command = { type: 'retract', notice: id, ...context.req.valid('json') };
		const { commit } = await carryOut(context, services, command, seqOf('notice', id));
		return context.json({ id, seq: commit.seq, retracted: true as const }, 200);
	});
}
