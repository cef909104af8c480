/** Changes of one notice. Each executes one command and returns the notice after it. */
import { createRoute, type z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Command } from '../../../src/model/commands/command.ts';
import type { Action } from '../../../src/model/permissions.ts';
import { recordSeq } from '../conditional-requests.ts';
import type { Api, ApiEnv, Services } from '../context.ts';
import { executeCommand } from './execute-command.ts';
import { updateCommand } from './notice-commands.ts';
import { changedNoticeResource, findNotice } from './notice-resource.ts';
import {
	idParameter,
	jsonBody,
	jsonResponse,
	operatorRouteWithBody,
	patchBody,
	problemResponses,
	replayed,
	waitingResponse,
	writeHeaders,
	writeQuery,
	writtenResponse,
} from './route-parts.ts';
import {
	editNoticeRequest,
	mergeRequest,
	noticeResource,
	postUpdateRequest,
	reopenRequest,
	resolveRequest,
	retracted,
	retractRequest,
} from './schemas/notices.ts';

const changedNotice = writtenResponse(noticeResource, 'The changed notice.');

export function noticeChangeRoutes(api: Api, services: Services): void {
	const changeRoute = <
		Method extends 'post' | 'patch',
		Path extends string,
		Body extends z.ZodType,
		Responses extends object,
	>(
		actions: readonly Action[],
		method: Method,
		path: Path,
		[operationId, summary, description]: readonly [string, string, string],
		schema: Body,
		responses: Responses,
	) =>
		createRoute({
			method,
			path,
			operationId,
			tags: ['Notices'],
			summary,
			description,
			...operatorRouteWithBody(services, ...actions),
			request: {
				params: idParameter,
				headers: writeHeaders,
				query: writeQuery,
				body: method === 'patch' ? patchBody(schema) : jsonBody(schema),
			},
			responses: { ...responses, ...waitingResponse, ...problemResponses },
		});

	async function changeNotice(context: Context<ApiEnv>, notice: string, command: Command) {
		const { state } = await executeCommand(context, services, command, recordSeq('notice', notice));
		const found = findNotice(state, notice);
		context.header('etag', `"${found.seq}"`);
		return changedNoticeResource(state, found, services.clock.now());
	}

	const edit = changeRoute(
		['edit-notice', 'change-phase'],
		'patch',
		'/v1/notices/{id}',
		[
			'editNotice',
			'Edit the fields of a notice, or change its phase, without posting an update',
			'A missing field stays as it is, and null clears it. The phase is changed by a request of its own.',
		],
		editNoticeRequest,
		{ 200: changedNotice },
	);
	api.openapi(edit, async (context) => {
		const { id: notice } = context.req.valid('param');
		const { phase, ...fields } = context.req.valid('json');
		const command: Command =
			phase === undefined
				? { type: 'edit-notice', notice, ...fields }
				: { type: 'change-phase', notice, phase };
		return context.json(await changeNotice(context, notice, command), 200);
	});

	const update = changeRoute(
		['post-update'],
		'post',
		'/v1/notices/{id}/updates',
		['postUpdate', 'Post an update', 'The fields in the body change with it.'],
		postUpdateRequest,
		{
			201: changedNotice,
		},
	);
	api.openapi(update, async (context) => {
		const { id: notice } = context.req.valid('param');
		const command = await updateCommand(context, services, notice, context.req.valid('json'));
		return context.json(await changeNotice(context, notice, command), 201);
	});

	const end = changeRoute(
		['resolve'],
		'post',
		'/v1/notices/{id}/resolve',
		['resolveNotice', 'End a notice', 'Its components are operational again.'],
		resolveRequest,
		{
			200: changedNotice,
		},
	);
	api.openapi(end, async (context) => {
		const { id: notice } = context.req.valid('param');
		const command: Command = { type: 'resolve', notice, ...context.req.valid('json') };
		return context.json(await changeNotice(context, notice, command), 200);
	});

	const reopen = changeRoute(
		['reopen'],
		'post',
		'/v1/notices/{id}/reopen',
		['reopenNotice', 'Reopen an ended notice', 'It is open again on every page.'],
		reopenRequest,
		{
			200: changedNotice,
		},
	);
	api.openapi(reopen, async (context) => {
		const { id: notice } = context.req.valid('param');
		const command: Command = { type: 'reopen', notice, ...context.req.valid('json') };
		return context.json(await changeNotice(context, notice, command), 200);
	});

	const merge = changeRoute(
		['merge'],
		'post',
		'/v1/notices/{id}/merge',
		[
			'mergeNotice',
			'Mark a notice as a duplicate of another one',
			'It ends with an update that names the other notice, in every language. The other notice gets its components. History and promises count the other notice alone.',
		],
		mergeRequest,
		{
			200: changedNotice,
		},
	);
	api.openapi(merge, async (context) => {
		const { id: notice } = context.req.valid('param');
		const command: Command = { type: 'merge', notice, ...context.req.valid('json') };
		return context.json(await changeNotice(context, notice, command), 200);
	});

	const retract = changeRoute(
		['retract'],
		'post',
		'/v1/notices/{id}/retract',
		[
			'retractNotice',
			'Retract a notice: it disappears from every page',
			'For a notice that should not have been published. Use `resolve` when an incident is over.',
		],
		retractRequest,
		{ 200: jsonResponse(retracted, 'The notice is retracted. The log keeps the reason.', replayed) },
	);
	api.openapi(retract, async (context) => {
		const { id } = context.req.valid('param');
		const command: Command = { type: 'retract', notice: id, ...context.req.valid('json') };
		const { commit } = await executeCommand(context, services, command, recordSeq('notice', id));
		return context.json({ id, seq: commit.seq, retracted: true as const }, 200);
	});
}
