/** `/v1/drills`: drills, their faults, their viewers and their scorecards. For operators. */
import { createRoute, type z } from '@hono/zod-openapi';
import { parseDuration } from '../../src/model/duration.ts';
import type { Api, Services } from '../http/context.ts';
import { mountPathOf } from '../http/mount.ts';
import {
	idParameter,
	jsonBody,
	jsonResponse,
	location,
	noQuery,
	operatorRoute,
	operatorRouteWithBody,
	problemResponses,
} from '../http/v1/route-parts.ts';
import type { DrillInfo } from './drill-info.ts';
import type { Drills } from './drills.ts';
import { dueDrills } from './due-drills.ts';
import { drill, drillList, fault, scenarioList, startDrill, viewer } from './schemas.ts';
import { shippedScenarios } from './shipped-scenarios.ts';

const tags = ['Drills'];

export function drillRoutes(api: Api, services: Services, drills: Drills): void {
	const { liveState, tokens, pack } = services;
	async function resourceOf(info: DrillInfo, mountPath: string): Promise<z.infer<typeof drill>> {
		const startedBy = (await tokens.actorNames()).get(info.startedBy) ?? null;
		const live = info.state === 'running' ? `${mountPath}/v1/drills/${info.id}/live` : null;
		return { ...info, startedBy, live };
	}

	api.openapi(
		createRoute({
			...{ method: 'get', path: '/v1/drills', operationId: 'listDrills', tags },
			summary: 'List the drills with their scorecards, the newest first, and when the next one is due',
			description: 'Drills and their records are in no public answer.',
			...operatorRoute(services, 'read-drills'),
			responses: { 200: jsonResponse(drillList, 'The drills.'), ...problemResponses },
		}),
		async (context) => {
			const mountPath = mountPathOf(context.env.incoming);
			const list = await drills.list();
			const resources = await Promise.all(list.map((each) => resourceOf(each, mountPath)));
			return context.json({ drills: resources, due: dueDrills(liveState.state, list, pack) }, 200);
		},
	);

	api.openapi(
		createRoute({
			...{ method: 'get', path: '/v1/drill-scenarios', operationId: 'listDrillScenarios', tags },
			summary: 'List the scenarios of the package',
			description: 'To play one, send its title, speed, components and steps to `POST /v1/drills`.',
			...operatorRoute(services, 'read-drills'),
			responses: { 200: jsonResponse(scenarioList, 'The scenarios.'), ...problemResponses },
		}),
		async (context) => context.json({ scenarios: await shippedScenarios() }, 200),
	);

	api.openapi(
		createRoute({
			...{ method: 'post', path: '/v1/drills', operationId: 'startDrill', tags },
			summary: 'Start a drill: a system of its own, which no visitor sees',
			description:
				'It has the page, the components, the templates and the operators of this server, and nothing that is wrong with them now. `live` is the address of its API, which has all routes of this document but those for tokens. With `steps`, the server plays them, and ends the drill after the last one; the drill shows its progress in `play`.',
			...operatorRouteWithBody(services, 'hold-drill'),
			request: { query: noQuery, body: jsonBody(startDrill) },
			responses: { 201: jsonResponse(drill, 'The drill.', location), ...problemResponses },
		}),
		async (context) => {
			const info = await drills.start(context.req.valid('json'), {
				...{ actor: context.get('actor'), role: context.get('role'), owner: context.get('owner') },
			});
			const mountPath = mountPathOf(context.env.incoming);
			context.header('location', `${mountPath}/v1/drills/${info.id}`);
			return context.json(await resourceOf(info, mountPath), 201);
		},
	);

	api.openapi(
		createRoute({
			...{ method: 'get', path: '/v1/drills/{id}', operationId: 'getDrill', tags },
			summary: 'Read a drill and its scorecard',
			description: 'The scorecard is there once the drill has ended.',
			...operatorRoute(services, 'read-drills'),
			request: { params: idParameter },
			responses: { 200: jsonResponse(drill, 'The drill.'), ...problemResponses },
		}),
		async (context) => {
			const info = await drills.info(context.req.valid('param').id);
			return context.json(await resourceOf(info, mountPathOf(context.env.incoming)), 200);
		},
	);

	api.openapi(
		createRoute({
			...{ method: 'post', path: '/v1/drills/{id}/viewers', operationId: 'inviteDrillViewer', tags },
			summary: 'Make a link with which a person can watch a drill',
			description: 'It expires after four hours, and with the drill.',
			...operatorRoute(services, 'read-drills'),
			request: { params: idParameter, query: noQuery },
			responses: { 200: jsonResponse(viewer, 'The link.'), ...problemResponses },
		}),
		async (context) => {
			const { id: drillId } = context.req.valid('param');
			const { token, expiresAt } = drills.viewer(drillId);
			const link = `${mountPathOf(context.env.incoming)}/drills/${drillId}#${token}`;
			return context.json({ token, expiresAt: new Date(expiresAt).toISOString(), link }, 200);
		},
	);

	api.openapi(
		createRoute({
			...{ method: 'post', path: '/v1/drills/{id}/faults', operationId: 'faultDrill', tags },
			summary: 'Break the drill’s stream for its viewers',
			description: 'Operators still reach the drill, and the server’s own stream has no fault.',
			...operatorRouteWithBody(services, 'hold-drill'),
			request: { params: idParameter, query: noQuery, body: jsonBody(fault) },
			responses: { 204: { description: 'The fault began.' }, ...problemResponses },
		}),
		async (context) => {
			const { kind, for: duration } = context.req.valid('json');
			drills.fault(context.req.valid('param').id, kind, parseDuration(duration) ?? 0);
			return context.body(null, 204);
		},
	);

	api.openapi(
		createRoute({
			...{ method: 'post', path: '/v1/drills/{id}/end', operationId: 'endDrill', tags },
			summary: 'End a drill, and read its scorecard',
			description: 'Its records are gone then. The scorecard stays, for comparison.',
			...operatorRoute(services, 'hold-drill'),
			request: { params: idParameter, query: noQuery },
			responses: { 200: jsonResponse(drill, 'The drill, with its scorecard.'), ...problemResponses },
		}),
		async (context) => {
			const info = await drills.end(context.req.valid('param').id, context.get('actor'));
			return context.json(await resourceOf(info, mountPathOf(context.env.incoming)), 200);
		},
	);
}
