/** Reading and opening notices. */
import { createRoute, z } from '@hono/zod-openapi';
import { CandorError } from '../../../src/model/errors.ts';
import { recordKey, type State } from '../../../src/model/state/state.ts';
import {
	activeNotices,
	isEnded,
	type Notice,
	notice,
	notices,
	upcomingMaintenance,
} from '../../../src/model/views/notices.ts';
import { timeline } from '../../../src/model/views/updates.ts';
import { notModified } from '../conditions.ts';
import type { Api, Services } from '../context.ts';
import { mountOf } from '../mount.ts';
import { noticeList, noticeResource, openBody } from './schemas/notices.ts';
import { body, carryOut, guarded, idParameter, json, refusals, writeHeaders } from './write.ts';

/** A notice as the API gives it. */
export const resourceOf = (state: State, { id, seq, value }: Notice) => ({
	id,
	seq,
	...value,
	updates: timeline(state, id).map((update) => ({ id: update.id, ...update.value })),
});

/** The notice, or the reason why there is none. */
export function findNotice(state: State, id: string): Notice {
	const found = notice(state, id);
	if (found) return found;
	if (state.records.get(recordKey('retraction', id))?.value)
		throw new CandorError('retracted', `The notice "${id}" was retracted.`);
	throw new CandorError('not-found', `There is no notice "${id}". List the notices to see their ids.`);
}

const choose = {
	all: (state: State) => notices(state),
	current: (state: State, now: number) => [...activeNotices(state, now), ...upcomingMaintenance(state, now)],
	ended: (state: State, now: number) => notices(state).filter(({ value }) => isEnded(value, now)),
} as const;

const listQuery = z.strictObject({
	state: z.enum(['all', 'current', 'ended']).default('all').openapi({
		description: '`current`: open or planned, worst first; `ended`, `all`: newest first.',
	}),
	limit: z.coerce.number().int().min(1).max(1_000).default(100),
});

export function noticeRoutes(api: Api, services: Services): void {
	const { liveState, clock } = services;

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/notices',
			summary: 'List notices',
			request: { query: listQuery },
			responses: { 200: json(noticeList, 'The notices.'), ...refusals },
		}),
		(context) => {
			const { state: which, limit } = context.req.valid('query');
			const { state } = liveState;
			const found = choose[which](state, clock.now()).slice(0, limit);
			context.header('etag', `"${state.seq}"`);
			return context.json({ seq: state.seq, notices: found.map((each) => resourceOf(state, each)) }, 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/notices/{id}',
			summary: 'Read a notice and its updates',
			request: { params: idParameter },
			responses: {
				200: json(noticeResource, 'The notice.'),
				304: { description: 'Unchanged.' },
				...refusals,
			},
		}),
		(context) => {
			const { state } = liveState;
			const found = findNotice(state, context.req.valid('param').id);
			const tag = `"${found.seq}"`;
			context.header('etag', tag);
			if (notModified(context.req.header('if-none-match'), tag)) return context.body(null, 304);
			return context.json(resourceOf(state, found), 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'post',
			path: '/v1/notices',
			summary: 'Open a notice',
			...guarded(services, true),
			request: { headers: writeHeaders, body: body(openBody) },
			responses: { 201: json(noticeResource, 'The notice; every open page shows it.'), ...refusals },
		}),
		async (context) => {
			const command = { type: 'open-notice', ...context.req.valid('json') } as const;
			const { commit, state } = await carryOut(context, services, command, ({ seq }) => seq);
			const opened = commit.changes.find(({ kind }) => kind === 'notice');
			const found = findNotice(state, opened?.id ?? '');
			context.header('location', `${mountOf(context.env.incoming)}/v1/notices/${found.id}`);
			context.header('etag', `"${found.seq}"`);
			return context.json(resourceOf(state, found), 201);
		},
	);
}
