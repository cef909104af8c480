/** `GET /v1/server`: what operators need to know about the server, and about their own token. */
import { createRoute } from '@hono/zod-openapi';
import { isAutomationOn } from '../../../src/model/alerts/match-rule.ts';
import { overrides, proposals } from '../../../src/model/views/proposals.ts';
import { version } from '../../core/version.ts';
import type { Api, Services } from '../context.ts';
import { jsonResponse, operatorRoute, problemResponses } from './route-parts.ts';
import { serverResource } from './schemas/server.ts';

export function serverRoutes(api: Api, services: Services): void {
	const { assistant, backups, clock, keyring, liveState, readerCount, signIns, startedAt, tokens } = services;
	const { reviewLanes, secondPersonFor } = services;

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/server',
			operationId: 'getServer',
			tags: ['Server'],
			summary: 'The version, the open streams, the signing keys, and the token of the request',
			description: 'The counts of failed sign-ins are for admins. They start again with the server.',
			...operatorRoute(services, 'read-server'),
			responses: { 200: jsonResponse(serverResource, 'The server.'), ...problemResponses },
		}),
		async (context) => {
			const id = context.get('actor');
			const role = context.get('role');
			const { state } = liveState;
			const name = (await tokens.actorNames()).get(id) ?? null;
			return context.json(
				{
					version,
					time: new Date(clock.now()).toISOString(),
					startedAt: new Date(startedAt).toISOString(),
					seq: state.seq,
					readers: readerCount(),
					signingKeys: keyring.publicKeys().map(({ kid }) => kid),
					token: { id, name, role, owner: context.get('owner') },
					secondPersonFor: [...secondPersonFor],
					reviewLanes: reviewLanes.map(({ lane, limitMs }) => ({ lane, limitMs })),
					automation: isAutomationOn(state),
					assistant,
					waitingDrafts: role === 'support' ? 0 : proposals(state).length,
					breakGlass: overrides(state, clock.now()).length,
					backups: role === 'admin' ? (backups?.status ?? null) : null,
					signIns: role === 'admin' ? signIns.counts : null,
				},
				200,
			);
		},
	);
}
