/** Corrections of what was published: of single updates, and of notices that were retracted. */
import { createRoute, type z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import type { Command } from '../../../src/model/commands/command.ts';
import type { Action } from '../../../src/model/permissions.ts';
import type { State } from '../../../src/model/state/state.ts';
import { notice } from '../../../src/model/views/notices.ts';
import { recordSeq } from '../conditional-requests.ts';
import type { Api, ApiEnv, Services } from '../context.ts';
import { correctionsOf } from './correction-resource.ts';
import { executeCommand } from './execute-command.ts';
import { findNotice, noticeResourceOf } from './notice-resource.ts';
import {
	idParameter,
	jsonBody,
	jsonResponse,
	operatorRoute,
	operatorRouteWithBody,
	problemResponses,
	replayed,
	updateParameters,
	waitingResponse,
	writeHeaders,
	writeQuery,
	writtenResponse,
} from './route-parts.ts';
import {
	corrections,
	editUpdateBody,
	emptyBody,
	redactNoticeBody,
	redactUpdateBody,
} from './schemas/corrections.ts';
import { noticeResource } from './schemas/notices.ts';

const changedNotice = writtenResponse(noticeResource, 'The changed notice.');
const withCorrections = jsonResponse(corrections, 'What was corrected, with the words that were kept.');
const redacted = jsonResponse(corrections, 'What was corrected, with the words that were kept.', replayed);

export function correctionRoutes(api: Api, services: Services): void {
	const updateRoute = <Method extends 'post' | 'patch', Ending extends string, Body extends z.ZodType>(
		action: Action,
		method: Method,
		ending: Ending,
		[operationId, summary, description]: readonly [string, string, string],
		schema: Body,
	) =>
		createRoute({
			method,
			path: `/v1/notices/{id}/updates/{update}${ending}` as const,
			operationId,
			tags: ['Notices'],
			summary,
			description,
			...operatorRouteWithBody(services, action),
			request: { params: updateParameters, headers: writeHeaders, query: writeQuery, body: jsonBody(schema) },
			responses: { 200: changedNotice, ...waitingResponse, ...problemResponses },
		});

	/** Executes a command on a notice that is not retracted, and returns the notice. */
	async function changeNotice(context: Context<ApiEnv>, id: string, command: Command) {
		const { state } = await executeCommand(context, services, command, recordSeq('notice', id));
		const found = findNotice(state, id);
		context.header('etag', `"${found.seq}"`);
		return noticeResourceOf(state, found);
	}

	/**
	 * Executes a command on a notice that may be retracted, and returns the trail of its corrections.
	 */
	async function redact(context: Context<ApiEnv>, id: string, command: Command) {
		const { state } = await executeCommand(context, services, command, versionOf(id));
		return correctionsOf(state, id);
	}

	const edit = updateRoute(
		'edit-update',
		'patch',
		'',
		[
			'editUpdate',
			'Edit the words of an update',
			'Visitors see that it was edited, and when. Operators can read the former words.',
		],
		editUpdateBody,
	);
	api.openapi(edit, async (context) => {
		const { id, update } = context.req.valid('param');
		const command: Command = { type: 'edit-update', notice: id, update, ...context.req.valid('json') };
		return context.json(await changeNotice(context, id, command), 200);
	});

	const withdraw = updateRoute(
		'withdraw-update',
		'post',
		'/withdraw',
		[
			'withdrawUpdate',
			'Withdraw an update: its words go, its time stays, and the notice falls back to the update before',
			'Operators can still read the words.',
		],
		emptyBody,
	);
	api.openapi(withdraw, async (context) => {
		const { id, update } = context.req.valid('param');
		const command: Command = { type: 'withdraw-update', notice: id, update };
		return context.json(await changeNotice(context, id, command), 200);
	});

	api.openapi(
		createRoute({
			method: 'post',
			path: '/v1/notices/{id}/updates/{update}/redact',
			operationId: 'redactUpdate',
			tags: ['Notices'],
			summary: 'Remove the words of an update for good, also from the log (admins only)',
			description: 'The words leave the log, the database file and every later backup. A marker stays.',
			...operatorRouteWithBody(services, 'redact-update'),
			request: {
				params: updateParameters,
				headers: writeHeaders,
				query: writeQuery,
				body: jsonBody(redactUpdateBody),
			},
			responses: { 200: redacted, ...problemResponses },
		}),
		async (context) => {
			const { id, update } = context.req.valid('param');
			const command: Command = { type: 'redact-update', notice: id, update, ...context.req.valid('json') };
			return context.json(await redact(context, id, command), 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'post',
			path: '/v1/notices/{id}/redact',
			operationId: 'redactNotice',
			tags: ['Notices'],
			summary: 'Remove words of a notice’s fields for good, also from the log (admins only)',
			description: 'The words leave the log, the database file and every later backup. A marker stays.',
			...operatorRouteWithBody(services, 'redact-notice'),
			request: {
				params: idParameter,
				headers: writeHeaders,
				query: writeQuery,
				body: jsonBody(redactNoticeBody),
			},
			responses: { 200: redacted, ...problemResponses },
		}),
		async (context) => {
			const { id } = context.req.valid('param');
			const command: Command = { type: 'redact-notice', notice: id, ...context.req.valid('json') };
			return context.json(await redact(context, id, command), 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'post',
			path: '/v1/notices/{id}/restore',
			operationId: 'restoreNotice',
			tags: ['Notices'],
			summary: 'Bring a retracted notice back exactly as it was',
			description: 'Every page shows it again.',
			...operatorRouteWithBody(services, 'restore'),
			request: { params: idParameter, headers: writeHeaders, query: writeQuery, body: jsonBody(emptyBody) },
			responses: {
				200: writtenResponse(noticeResource, 'The restored notice.'),
				...waitingResponse,
				...problemResponses,
			},
		}),
		async (context) => {
			const { id } = context.req.valid('param');
			const command: Command = { type: 'restore', notice: id };
			const { state } = await executeCommand(context, services, command, recordSeq('retraction', id));
			const found = findNotice(state, id);
			context.header('etag', `"${found.seq}"`);
			return context.json(noticeResourceOf(state, found), 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/notices/{id}/corrections',
			operationId: 'getCorrections',
			tags: ['Notices'],
			summary: 'Read the former words of a notice’s updates, and why it was retracted',
			description: 'Words that were redacted are not among them.',
			...operatorRoute(services, 'read-corrections'),
			request: { params: idParameter },
			responses: { 200: withCorrections, ...problemResponses },
		}),
		(context) => {
			const { id } = context.req.valid('param');
			return context.json(correctionsOf(services.liveState.state, id), 200);
		},
	);
}

/** The seq of the notice or, if it is retracted, of its retraction. */
const versionOf =
	(id: string) =>
	(state: State): number | null =>
		notice(state, id)?.seq ?? recordSeq('retraction', id)(state);
