/**
 * Who is signed in to the console: `/v1/operators` says who has it open, and `/v1/sessions` lets
 * admins end all sessions of a person.
 */
import { createRoute } from '@hono/zod-openapi';
import { CandorError } from '../../../src/model/errors.ts';
import type { Api, Services } from '../context.ts';
import { commandSourceOf } from './execute-command.ts';
import { actorOf } from './proposal-resource.ts';
import { idParameter, jsonResponse, noQuery, operatorRoute, problemResponses } from './route-parts.ts';
import { operatorsHere, signedInOperators } from './schemas/sessions.ts';

/**
 * An open console asks every fifteen seconds, and the use of a session is noted to the minute. An
 * operator who has closed it is shown for no longer than this.
 */
const hereMs = 2 * 60_000;

export function signedInOperatorRoutes(api: Api, services: Services): void {
	const { clock, commandHandler, sessions, tokens } = services;

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/operators',
			operationId: 'listOperatorsHere',
			tags: ['Sessions'],
			summary: 'List the operators who have the console open now',
			description:
				'Names only, by the last request of a session. Within two minutes of it, it may be closed.',
			...operatorRoute(services, 'read-log'),
			responses: { 200: jsonResponse(operatorsHere, 'The operators, by name.'), ...problemResponses },
		}),
		async (context) => {
			const names = await tokens.actorNames();
			const since = clock.now() - hereMs;
			const operators = (await sessions.signedIn())
				.filter(({ usedAt }) => Date.parse(usedAt) > since)
				.flatMap(({ actor }) => {
					const name = names.get(actor);
					return name === undefined ? [] : [{ name, isYou: actor === context.get('actor') }];
				})
				.sort((a, b) => a.name.localeCompare(b.name));
			context.header('cache-control', 'no-store');
			return context.json({ operators }, 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'get',
			path: '/v1/sessions',
			operationId: 'listSessions',
			tags: ['Sessions'],
			summary: 'List the operators who are signed in to the console',
			description: 'One entry for each operator, the one with the last request first.',
			...operatorRoute(services, 'read-sessions'),
			responses: { 200: jsonResponse(signedInOperators, 'The operators.'), ...problemResponses },
		}),
		async (context) => {
			const names = await tokens.actorNames();
			const list = (await sessions.signedIn()).map(({ actor, ...times }) => ({
				operator: actorOf(actor, names),
				...times,
			}));
			context.header('cache-control', 'no-store');
			return context.json({ operators: list }, 200);
		},
	);

	api.openapi(
		createRoute({
			method: 'delete',
			path: '/v1/sessions/{id}',
			operationId: 'endSessionsOf',
			tags: ['Sessions'],
			summary: 'End all sessions of an operator',
			description:
				'For a lost device, or a person who has left. `id` is that of the operator, from `GET /v1/sessions`. A token stays valid until it is revoked, and a person can sign in again with the role that the identity provider gives then.',
			...operatorRoute(services, 'end-sessions'),
			request: { params: idParameter, query: noQuery },
			responses: { 204: { description: 'The sessions have ended.' }, ...problemResponses },
		}),
		async (context) => {
			const { id: operator } = context.req.valid('param');
			if (!(await sessions.signedIn()).some(({ actor }) => actor === operator))
				throw new CandorError(
					'not-found',
					`The operator "${operator}" is not signed in. GET /v1/sessions lists who is.`,
				);
			await commandHandler.execute({
				command: { type: 'end-sessions', operator },
				actor: context.get('actor'),
				source: commandSourceOf(context),
			});
			await sessions.endAll(operator);
			return context.body(null, 204);
		},
	);
}
