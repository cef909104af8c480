/** `/v1/alerts` and `/v1/alert-sources`: what is connected, what fires, and the switch of all automation. */
import { createRoute, z } from '@hono/zod-openapi';
import type { Context } from 'hono';
import { isFlapping } from '../../../src/model/alerts/alert-group.ts';
import { rule as findRule, isAutomationOn } from '../../../src/model/alerts/match-rule.ts';
import type { Api, ApiEnv, Services } from '../../http/context.ts';
import { mountPathOf } from '../../http/mount.ts';
import { commandSourceOf, executeCommand } from '../../http/v1/execute-command.ts';
import {
	idParameter,
	jsonBody,
	jsonResponse,
	noQuery,
	operatorRoute,
	operatorRouteWithBody,
	problemResponses,
	writeHeaders,
	writeQuery,
	writtenResponse,
} from '../../http/v1/route-parts.ts';
import type { Heartbeats } from './heartbeats.ts';
import type { RuleRunner } from './rule-runner.ts';
import { addSecret, alerts, automation, createSource, newSource } from './schemas.ts';
import type { SourceKindName } from './source-kind-names.ts';
import type { Group } from './stored-groups.ts';
import { assertRoomForSecret, type NewSecret, type StoredSources, withoutSecret } from './stored-sources.ts';
import type { Vendors } from './vendors.ts';

const tags = ['Alerts'];
const shownGroups = 100;
const shownSummaries = 10;

interface Dependencies {
	readonly sources: StoredSources;
	readonly runner: RuleRunner;
	readonly heartbeats: Heartbeats;
	readonly vendors: Vendors;
	/** When each source last sent a message that was accepted, epoch milliseconds. */
	readonly lastMessages: ReadonlyMap<string, number>;
}

export function sourceRoutes(api: Api, services: Services, dependencies: Dependencies): void {
	const { commandHandler, liveState, clock } = services;
	const { sources, runner, heartbeats, vendors, lastMessages } = dependencies;

	/** Writes what happens to a source to the audit log, once it is known to be possible. */
	const record = (context: Context<ApiEnv>, id: string, of: string, event: string) =>
		commandHandler.execute({
			command: { type: 'put-connector', id, direction: 'in', of, event },
			actor: context.get('actor'),
			source: commandSourceOf(context),
		});

	api.openapi(
		createRoute({
			...{ method: 'get', path: '/v1/alerts', operationId: 'getAlerts', tags },
			summary: 'List the alert sources, and the alerts that rules watch',
			description: 'Secrets are never shown.',
			...operatorRoute(services, 'read-alerts'),
			responses: { 200: jsonResponse(alerts, 'The sources and the groups.'), ...problemResponses },
		}),
		async (context) => {
			const all = await sources.all();
			const problems = await Promise.all(
				all.map(({ id, value }) => (value.kind === 'vendor' ? vendors.problemOf(id) : null)),
			);
			const groups = [...runner.groups].sort((a, b) => b.value.firingSince - a.value.firingSince);
			return context.json(
				{
					automation: isAutomationOn(liveState.state),
					sources: all.map(({ id, value: { kind, createdAt, settings, secrets } }, index) => ({
						...{ id, kind, createdAt, settings },
						secrets: secrets.map((secret) => ({ id: secret.id, createdAt: secret.createdAt })),
						lastMessageAt: instantOf(lastMessages.get(id)),
						problem: problems[index] ?? null,
					})),
					groups: groups.slice(0, shownGroups).map((group) => groupResource(group)),
					groupCount: groups.length,
				},
				200,
			);
		},
	);

	function groupResource({ id, value }: Group) {
		const all = Object.values(value.alerts);
		const rule = findRule(liveState.state, value.rule)?.value;
		return {
			...{ id, source: value.source, rule: value.rule, phase: value.phase },
			firing: all.filter(({ firing }) => firing).length,
			flapping: rule ? isFlapping(value, rule, clock.now()) : false,
			firingSince: instantOf(value.firingSince) ?? '',
			quietSince: instantOf(value.quietSince),
			summaries: all.map(({ summary }) => summary).slice(0, shownSummaries),
			draft: value.made?.draft ?? null,
			notice: value.made?.notice ?? null,
			...{ components: value.components, coveredBy: value.coveredBy, note: value.note },
		};
	}

	api.openapi(
		createRoute({
			...{ method: 'put', path: '/v1/automation', operationId: 'switchAutomation', tags },
			summary: 'Switch all automation off, or on again',
			description:
				'While it is off, alerts are stored and no rule acts; visitors’ reports raise no draft. A responder may switch it off; on needs a publisher.',
			...operatorRouteWithBody(services, 'switch-automation'),
			request: { headers: writeHeaders, query: writeQuery, body: jsonBody(automation) },
			responses: { 200: writtenResponse(automation, 'The switch as it is now.'), ...problemResponses },
		}),
		async (context) => {
			const { enabled } = context.req.valid('json');
			await executeCommand(context, services, { type: 'switch-automation', enabled }, ({ seq }) => seq);
			return context.json({ enabled }, 200);
		},
	);

	const created = (
		context: Context<ApiEnv>,
		id: string,
		kind: SourceKindName,
		made: NewSecret | null,
	): z.infer<typeof newSource> => ({
		...{ id, kind, path: `${mountPathOf(context.env.incoming)}/v1/alerts/${id}` },
		...{ secretId: made?.id ?? null, secret: made?.secret ?? null },
	});

	api.openapi(
		createRoute({
			...{ method: 'post', path: '/v1/alert-sources', operationId: 'createAlertSource', tags },
			summary: 'Connect a monitoring tool',
			description: 'The answer is the only one with the secret.',
			...operatorRouteWithBody(services, 'put-connector'),
			request: { query: noQuery, body: jsonBody(createSource) },
			responses: { 201: jsonResponse(newSource, 'The source, with its secret.'), ...problemResponses },
		}),
		async (context) => {
			const { id, kind, ...fields } = context.req.valid('json');
			await sources.assertNew(id, { kind, ...fields });
			await record(context, id, kind, 'created');
			const made = await sources.create(id, { kind, ...fields });
			vendors.watch();
			return context.json(created(context, id, kind, made), 201);
		},
	);

	api.openapi(
		createRoute({
			...{ method: 'delete', path: '/v1/alert-sources/{id}', operationId: 'removeAlertSource', tags },
			summary: 'Disconnect a monitoring tool',
			description:
				'Its messages are refused from now on, and its alerts are forgotten. What rules have made stays, and is for a person to end.',
			...operatorRoute(services, 'put-connector'),
			request: { params: idParameter, query: noQuery },
			responses: { 204: { description: 'The source is removed.' }, ...problemResponses },
		}),
		async (context) => {
			const { id } = context.req.valid('param');
			await sources.require(id);
			await commandHandler.execute({
				command: { type: 'remove-connector', id, direction: 'in' },
				actor: context.get('actor'),
				source: commandSourceOf(context),
			});
			await sources.remove(id);
			await heartbeats.forget(id);
			await vendors.forget(id);
			await runner.forget(id);
			return context.body(null, 204);
		},
	);

	api.openapi(
		createRoute({
			...{ method: 'post', path: '/v1/alert-sources/{id}/secrets', operationId: 'addAlertSecret', tags },
			summary: 'Add a secret to an alert source',
			description:
				'Both secrets are valid until one is removed, so that the tool can change over. The answer is the only one with the secret.',
			...operatorRouteWithBody(services, 'put-connector'),
			request: { params: idParameter, query: noQuery, body: jsonBody(addSecret) },
			responses: { 201: jsonResponse(newSource, 'The source, with its new secret.'), ...problemResponses },
		}),
		async (context) => {
			const { id } = context.req.valid('param');
			const source = await sources.require(id);
			assertRoomForSecret(source);
			const { kind } = source;
			await record(context, id, kind, 'a secret was added');
			const made = await sources.addSecret(id, context.req.valid('json').secret);
			return context.json(created(context, id, kind, made), 201);
		},
	);

	api.openapi(
		createRoute({
			method: 'delete',
			path: '/v1/alert-sources/{id}/secrets/{secret}',
			operationId: 'removeAlertSecret',
			tags,
			summary: 'Remove a secret of an alert source',
			description: 'It is refused from now on. The last secret cannot be removed.',
			...operatorRoute(services, 'put-connector'),
			request: {
				params: idParameter.extend({
					secret: z.string().openapi({ param: { name: 'secret', in: 'path' }, example: 'k7mqz2p9ab' }),
				}),
				query: noQuery,
			},
			responses: { 204: { description: 'The secret is removed.' }, ...problemResponses },
		}),
		async (context) => {
			const { id, secret } = context.req.valid('param');
			const source = await sources.require(id);
			// Throws where it cannot be removed.
			withoutSecret(source, secret);
			await record(context, id, source.kind, 'a secret was removed');
			await sources.removeSecret(id, secret);
			return context.body(null, 204);
		},
	);
}

const instantOf = (at: number | null | undefined): string | null =>
	at === null || at === undefined ? null : new Date(at).toISOString();
