/** `/v1/series`: maintenance that recurs. series-occurrences.ts changes single occurrences. */
import { createRoute } from '@hono/zod-openapi';
import type { CommandOf } from '../../../src/model/commands/command.ts';
import { allSeries } from '../../../src/model/decide/series/occurrences.ts';
import { CandorError } from '../../../src/model/errors.ts';
import { seriesValue } from '../../../src/model/records/series.ts';
import { recordSeq } from '../conditional-requests.ts';
import type { Api, Services } from '../context.ts';
import { mountPathOf } from '../mount.ts';
import { executeCommand } from './execute-command.ts';
import { findTemplate } from './from-template.ts';
import { openCommand } from './notice-commands.ts';
import {
	createdResponse,
	idParameter,
	jsonBody,
	jsonResponse,
	operatorRoute,
	operatorRouteWithBody,
	patchBody,
	problemResponses,
	recordResponse,
	removedResponse,
	writeHeaders,
	writeQuery,
	writtenResponse,
} from './route-parts.ts';
import {
	createSeriesRequest,
	editSeriesRequest,
	recurrenceFields,
	seriesList,
	seriesResource,
	spanQuery,
} from './schemas/series.ts';
import { seriesAt, seriesResourceOf, spanOf } from './series-resource.ts';

export function seriesRoutes(api: Api, services: Services): void {
	const { auditLog, clock, liveState, pack } = services;

	function assertForMaintenance(template: string | undefined): void {
		if (template === undefined) return;
		const { kind } = findTemplate(liveState.state, pack, template).value;
		if (kind === 'maintenance') return;
		const message = `The template "${template}" is for the kind "${kind}". Name one for maintenance.`;
		throw new CandorError('invalid', `template: ${message}`, [{ path: 'template', message }]);
	}

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/series',
			operationId: 'listSeries',
			tags: ['Series'],
			summary: 'List the maintenance that recurs, with its occurrences',
			description: 'Of each the next five, or with `from` and `to` those of a span, for a calendar.',
			...operatorRoute(services, 'read-series'),
			request: { query: spanQuery },
			responses: { 200: jsonResponse(seriesList, 'The series, by id.'), ...problemResponses },
		}),
		(context) => {
			const { state } = liveState;
			const span = spanOf(context.req.valid('query'));
			const list = allSeries(state).map((each) => seriesResourceOf(each, state, clock.now(), span));
			return context.json({ seq: state.seq, series: list }, 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/series/{id}',
			operationId: 'getSeries',
			tags: ['Series'],
			summary: 'Read a series and its next occurrences, in UTC and in its zone',
			description: 'The occurrences also depend on the time and on the notices, so there is no `304`.',
			...operatorRoute(services, 'read-series'),
			request: { params: idParameter, query: spanQuery },
			responses: { 200: recordResponse(seriesResource, 'The series.'), ...problemResponses },
		}),
		(context) => {
			const { id } = context.req.valid('param');
			const found = seriesAt(liveState.state, id, clock.now(), spanOf(context.req.valid('query')));
			context.header('etag', `"${found.seq}"`);
			return context.json(found, 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'post',
			path: '/v1/series',
			operationId: 'createSeries',
			tags: ['Series'],
			summary: 'Create maintenance that recurs',
			description:
				'The server announces each occurrence with an ordinary notice, once, `announceAhead` before its start. A dry run shows the next five.',
			...operatorRouteWithBody(services, 'create-series'),
			request: { headers: writeHeaders, query: writeQuery, body: jsonBody(createSeriesRequest) },
			responses: { 201: createdResponse(seriesResource, 'The series.'), ...problemResponses },
		}),
		async (context) => {
			const { id, zone, start, duration, rrule, announceAhead, ...body } = context.req.valid('json');
			const given = { ...body, kind: 'maintenance', phase: 'scheduled' } as const;
			assertForMaintenance(body.template);
			const opening = await openCommand(context, services, given, [...recurrenceFields, 'id']);
			const { phase: _, ...command } = opening;
			const created = {
				...{ type: 'create-series', id, zone, start, duration, rrule, announceAhead },
				command,
			} as CommandOf<'create-series'>;
			const { commit, state } = await executeCommand(context, services, created, ({ seq }) => seq);
			const made = commit.changes.find(({ kind }) => kind === 'series');
			const found = seriesAt(state, made?.id ?? '', clock.now());
			context.header('location', `${mountPathOf(context.env.incoming)}/v1/series/${found.id}`);
			context.header('etag', `"${found.seq}"`);
			return context.json(found, 201);
		},
	);

	api.openapi(
		createRoute({
			method: 'patch',
			path: '/v1/series/{id}',
			operationId: 'editSeries',
			tags: ['Series'],
			summary: 'Edit the occurrences that are not announced yet',
			description:
				'A missing field stays as it is, and null removes one of the notices’ fields. Announced occurrences stay as they are: edit their notices. Moved and cancelled ones stay so, if the rule still has their day.',
			...operatorRouteWithBody(services, 'edit-series'),
			request: {
				params: idParameter,
				headers: writeHeaders,
				query: writeQuery,
				body: patchBody(editSeriesRequest),
			},
			responses: { 200: writtenResponse(seriesResource, 'The series.'), ...problemResponses },
		}),
		async (context) => {
			const { id } = context.req.valid('param');
			const { zone, start, duration, rrule, announceAhead, ...change } = context.req.valid('json');
			const command = {
				...{ type: 'edit-series', series: id, change },
				...{ zone, start, duration, rrule, announceAhead },
			} as CommandOf<'edit-series'>;
			const { state } = await executeCommand(context, services, command, recordSeq('series', id));
			const found = seriesAt(state, id, clock.now());
			context.header('etag', `"${found.seq}"`);
			return context.json(found, 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'delete',
			path: '/v1/series/{id}',
			operationId: 'removeSeries',
			tags: ['Series'],
			summary: 'Remove a series',
			description:
				'Nothing more is announced. Announced maintenance stays: cancel its notices. `restore` takes it back.',
			...operatorRoute(services, 'remove-series'),
			request: { params: idParameter, headers: writeHeaders, query: writeQuery },
			responses: { 204: removedResponse('The series is removed.'), ...problemResponses },
		}),
		async (context) => {
			const { id } = context.req.valid('param');
			const command = { type: 'remove-series', series: id } as const;
			await executeCommand(context, services, command, recordSeq('series', id));
			return context.body(null, 204);
		},
	);

	api.openapi(
		createRoute({
			method: 'post',
			path: '/v1/series/{id}/restore',
			operationId: 'restoreSeries',
			tags: ['Series'],
			summary: 'Take the removal of a series back',
			description:
				'It is as before, with its moved and cancelled occurrences. What would have begun meanwhile is not announced.',
			...operatorRoute(services, 'restore-series'),
			request: { params: idParameter, headers: writeHeaders, query: writeQuery },
			responses: { 200: writtenResponse(seriesResource, 'The series.'), ...problemResponses },
		}),
		async (context) => {
			const { id } = context.req.valid('param');
			const removal = await auditLog.removalOf('series', id);
			const { data: value = null } = seriesValue.safeParse(removal?.before);
			const command = { type: 'restore-series', series: id, commit: removal?.commit ?? 0, value } as const;
			const { state } = await executeCommand(context, services, command, recordSeq('series', id));
			const found = seriesAt(state, id, clock.now());
			context.header('etag', `"${found.seq}"`);
			return context.json(found, 200);
		},
	);
}
