/** The OpenAPI document matches the server. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { OpenAPIHono } from '@hono/zod-openapi';
import type { Api, ApiEnv, Services } from '../../../server/http/context.ts';
import { componentRoutes } from '../../../server/http/v1/components.ts';
import { correctionRoutes } from '../../../server/http/v1/corrections.ts';
import { logRoutes } from '../../../server/http/v1/log.ts';
import { noticeListRoute } from '../../../server/http/v1/notice-list.ts';
import { noticeRoutes } from '../../../server/http/v1/notices.ts';
import { openapiDocument, withRequestIds } from '../../../server/http/v1/openapi.ts';
import { withoutDefaults } from '../../../server/http/v1/openapi-defaults.ts';
import { errorCodes } from '../../../src/model/errors.ts';
import { aServer } from '../../support/server.ts';

const methods = ['get', 'put', 'post', 'patch', 'delete'];

test('the document is made route by route, and is that of all routes at once', async () => {
	const services = { signIns: {} } as unknown as Services;
	const api: Api = new OpenAPIHono<ApiEnv>();
	const addRoutes = [noticeListRoute, noticeRoutes, componentRoutes, correctionRoutes, logRoutes];
	for (const add of addRoutes) add(api, services);
	const computation = openapiDocument(api);
	let steps = 0;
	let step = computation.next();
	for (; !step.done; step = computation.next()) steps += 1;
	assert.equal(steps, api.openAPIRegistry.definitions.length);
	const made = step.value as { components: { schemas: object }; paths: object };
	const head = { openapi: '3.1.0', info: { title: 'Candor', version: '1' } };
	const whole = withoutDefaults(api.getOpenAPI31Document(head)) as typeof made;
	const paths = Object.entries(whole.paths).map(([path, item]) => [path, withRequestIds(item)]);
	assert.deepEqual(made.paths, Object.fromEntries(paths));
	assert.deepEqual(made.components.schemas, whole.components.schemas);
});

test('every response but an open stream has the id of its request', async (context) => {
	interface Response {
		readonly headers?: Record<string, object>;
		readonly content?: object;
	}
	const { body } = await (await aServer(context)).request('/v1/openapi.json');
	assert.equal(body.components.headers.RequestId.schema.type, 'string');
	const without: string[] = [];
	for (const [path, item] of Object.entries<Record<string, { responses: Record<string, Response> }>>(
		body.paths,
	))
		for (const [method, { responses }] of Object.entries(item))
			for (const [status, { headers }] of Object.entries(responses))
				if (!headers?.['X-Request-Id']) without.push(`${method} ${path} ${status}`);
	assert.deepEqual(without, ['get /v1/stream 200', 'get /v1/reminders 200']);
});

test('the document is compressed, has a tag, and is made once', async (context) => {
	const { request } = await aServer(context);
	const [first, second] = await Promise.all(
		['br', 'gzip'].map((encoding) =>
			request('/v1/openapi.json', { headers: { 'accept-encoding': encoding } }),
		),
	);
	assert.deepEqual(
		[first, second].map((answer) => answer?.headers.get('content-encoding')),
		['br', 'gzip'],
	);
	const tag = first?.headers.get('etag') ?? '';
	assert.equal(second?.headers.get('etag'), tag);
	assert.equal((await request('/v1/openapi.json', { headers: { 'if-none-match': tag } })).status, 304);
});

test('the document is OpenAPI 3.1 and lists every route of the API', async (context) => {
	const { body } = await (await aServer(context)).request('/v1/openapi.json');
	assert.match(body.openapi, /^3\.1\./);
	const routes = Object.entries(body.paths as Record<string, object>).flatMap(([path, operations]) =>
		Object.keys(operations).map((method) => `${method} ${path}`),
	);
	assert.deepEqual(routes.sort(), [
		'delete /v1/alert-rules/{id}',
		'delete /v1/alert-sources/{id}',
		'delete /v1/alert-sources/{id}/secrets/{secret}',
		'delete /v1/assistant/drafts/{id}',
		'delete /v1/channels/{id}',
		'delete /v1/channels/{id}/secrets/{secret}',
		'delete /v1/claim-keys/{id}',
		'delete /v1/components/{id}',
		'delete /v1/drafts/{id}',
		'delete /v1/notices/{id}/postmortem',
		'delete /v1/notices/{id}/postmortem/draft',
		'delete /v1/push/subscribers/{id}',
		'delete /v1/remedies/{id}',
		'delete /v1/series/{id}',
		'delete /v1/session',
		'delete /v1/sessions',
		'delete /v1/sessions/{id}',
		'delete /v1/subscribers/{id}',
		'delete /v1/templates/{id}',
		'delete /v1/tokens/{id}',
		'get /api/v2/components.json',
		'get /api/v2/incidents.json',
		'get /api/v2/incidents/unresolved.json',
		'get /api/v2/scheduled-maintenances.json',
		'get /api/v2/scheduled-maintenances/active.json',
		'get /api/v2/scheduled-maintenances/upcoming.json',
		'get /api/v2/status.json',
		'get /api/v2/summary.json',
		'get /healthz',
		'get /metrics',
		'get /readyz',
		'get /v1/alert-rules',
		'get /v1/alert-rules/{id}',
		'get /v1/alerts',
		'get /v1/assistant/drafts',
		'get /v1/assistant/drafts/{id}',
		'get /v1/backup',
		'get /v1/channels',
		'get /v1/channels/{id}',
		'get /v1/channels/{id}/deliveries',
		'get /v1/claim-keys',
		'get /v1/cluster',
		'get /v1/components',
		'get /v1/components/{id}',
		'get /v1/configuration',
		'get /v1/contact-requests',
		'get /v1/counts/days',
		'get /v1/credits',
		'get /v1/drafts',
		'get /v1/drill-scenarios',
		'get /v1/drills',
		'get /v1/drills/{id}',
		'get /v1/history',
		'get /v1/keys',
		'get /v1/log',
		'get /v1/notices',
		'get /v1/notices/{id}',
		'get /v1/notices/{id}/checklist',
		'get /v1/notices/{id}/corrections',
		'get /v1/notices/{id}/counts',
		'get /v1/notices/{id}/postmortem',
		'get /v1/notices/{id}/postmortem/draft',
		'get /v1/notices/{id}/promises',
		'get /v1/notices/{id}/reports',
		'get /v1/operators',
		'get /v1/origins',
		'get /v1/pack',
		'get /v1/page',
		'get /v1/promises',
		'get /v1/push',
		'get /v1/push/subscribers',
		'get /v1/records',
		'get /v1/remedies',
		'get /v1/remedies/{id}',
		'get /v1/remedies/{id}/claims',
		'get /v1/reminders',
		'get /v1/series',
		'get /v1/series/{id}',
		'get /v1/server',
		'get /v1/session',
		'get /v1/sessions',
		'get /v1/sign-in',
		'get /v1/snapshot',
		'get /v1/stream',
		'get /v1/subscribers',
		'get /v1/subscribers/confirm',
		'get /v1/subscribers/counts',
		'get /v1/subscribers/unsubscribe',
		'get /v1/templates',
		'get /v1/templates/{id}',
		'get /v1/tokens',
		'patch /v1/channels/{id}',
		'patch /v1/components/{id}',
		'patch /v1/drafts/{id}',
		'patch /v1/notices/{id}',
		'patch /v1/notices/{id}/updates/{update}',
		'patch /v1/page',
		'patch /v1/series/{id}',
		'post /v1/alert-rule-test',
		'post /v1/alert-sources',
		'post /v1/alert-sources/{id}/secrets',
		'post /v1/alerts/{id}',
		'post /v1/assistant/drafts',
		'post /v1/assistant/drafts/{id}/accept',
		'post /v1/channels',
		'post /v1/channels/{id}/replay',
		'post /v1/channels/{id}/secrets',
		'post /v1/channels/{id}/test',
		'post /v1/claim-keys',
		'post /v1/contact-requests',
		'post /v1/counts',
		'post /v1/drafts',
		'post /v1/drafts/{id}/publish',
		'post /v1/drafts/{id}/reviews',
		'post /v1/drills',
		'post /v1/drills/{id}/end',
		'post /v1/drills/{id}/faults',
		'post /v1/drills/{id}/viewers',
		'post /v1/notices',
		'post /v1/notices/{id}/approve',
		'post /v1/notices/{id}/merge',
		'post /v1/notices/{id}/postmortem/draft',
		'post /v1/notices/{id}/postmortem/draft/publish',
		'post /v1/notices/{id}/postmortem/draft/review',
		'post /v1/notices/{id}/redact',
		'post /v1/notices/{id}/reopen',
		'post /v1/notices/{id}/resolve',
		'post /v1/notices/{id}/restore',
		'post /v1/notices/{id}/retract',
		'post /v1/notices/{id}/undo',
		'post /v1/notices/{id}/updates',
		'post /v1/notices/{id}/updates/{update}/redact',
		'post /v1/notices/{id}/updates/{update}/withdraw',
		'post /v1/push',
		'post /v1/push/unsubscribe',
		'post /v1/records',
		'post /v1/remedies/{id}/claims',
		'post /v1/reports',
		'post /v1/reports/notices/{id}',
		'post /v1/series',
		'post /v1/series/{id}/occurrences/{day}/cancel',
		'post /v1/series/{id}/occurrences/{day}/move',
		'post /v1/series/{id}/occurrences/{day}/restore',
		'post /v1/series/{id}/restore',
		'post /v1/session',
		'post /v1/slack/commands',
		'post /v1/slack/interactions',
		'post /v1/subscribers',
		'post /v1/subscribers/confirm',
		'post /v1/subscribers/import',
		'post /v1/subscribers/unsubscribe',
		'post /v1/tokens',
		'post /v1/tokens/{id}/rotate',
		'put /v1/alert-rules/{id}',
		'put /v1/automation',
		'put /v1/components/{id}',
		'put /v1/configuration',
		'put /v1/notices/{id}/checklist/{step}',
		'put /v1/notices/{id}/postmortem',
		'put /v1/notices/{id}/postmortem/draft',
		'put /v1/origins',
		'put /v1/page',
		'put /v1/remedies/{id}',
		'put /v1/templates/{id}',
	]);
	assert.deepEqual(body.components.schemas.Problem.properties.code.enum, [...errorCodes]);
});

/** `operation`: such as `post /v1/reports`. */
const isForVisitors = (operation: string): boolean =>
	/ \/v1\/reports/.test(operation) ||
	operation === 'post /v1/counts' ||
	/ \/v1\/subscribers\/(?:confirm|unsubscribe)$/.test(operation) ||
	operation === 'post /v1/remedies/{id}/claims' ||
	operation === 'post /v1/contact-requests' ||
	/ \/v1\/push(?:\/unsubscribe)?$/.test(operation) ||
	operation === 'post /v1/subscribers';

test('every schema reference can be resolved, and every write needs a token, except visitors’ and a sign-in', async (context) => {
	const { body, text } = await (await aServer(context)).request('/v1/openapi.json');
	for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g))
		assert.ok(name && name in body.components.schemas, name);
	const securityOf: Readonly<Record<string, object[]>> = {
		'post /v1/alerts/{id}': [{ alertSource: [] }],
		'post /v1/slack/commands': [{ slackSignature: [] }],
		'post /v1/slack/interactions': [{ slackSignature: [] }],
	};
	for (const [path, operations] of Object.entries(
		body.paths as Record<string, Record<string, { security?: object[] }>>,
	))
		for (const method of methods.slice(1))
			if (
				operations[method] &&
				!isForVisitors(`${method} ${path}`) &&
				`${method} ${path}` !== 'post /v1/session'
			)
				assert.deepEqual(
					operations[method].security,
					securityOf[`${method} ${path}`] ?? [{ operator: [] }, { session: [] }],
					`${method} ${path}`,
				);
});

test('fields that can be cleared accept null, and a new token is one flat object', async (context) => {
	const { body } = await (await aServer(context)).request('/v1/openapi.json');
	const { OpenNotice, EditNotice, NewToken } = body.components.schemas;
	assert.deepEqual(OpenNotice.properties.workaround.type, ['string', 'null']);
	assert.deepEqual(EditNotice.properties.workaround.type, ['string', 'null']);
	const fields = [
		'createdAt',
		'expiresAt',
		'id',
		'lastUsedAt',
		'name',
		'owner',
		'role',
		'rotatedAt',
		'token',
	];
	assert.deepEqual(Object.keys(NewToken.properties).sort(), fields);
});

test('the document says which commit the seq of a resource, of a list and of a retracted notice is', async (context) => {
	const { body } = await (await aServer(context)).request('/v1/openapi.json');
	const { schemas } = body.components;
	const descriptionOf = (name: string): string => schemas[name].properties.seq.description;
	for (const name of ['Notice', 'Component', 'Page', 'Remedy', 'Draft', 'Postmortem'])
		assert.match(descriptionOf(name), /last changed this/, name);
	for (const name of ['Notices', 'Components', 'Remedies', 'Drafts'])
		assert.match(descriptionOf(name), /when the list was read/, name);
	assert.match(descriptionOf('Retracted'), /retracted/);
});

test('every listed operation exists, and those for operators need a token', async (context) => {
	const { request } = await aServer(context);
	const { body } = await request('/v1/openapi.json');
	for (const [path, operations] of Object.entries(body.paths as Record<string, object>))
		for (const method of Object.keys(operations)) {
			if (path === '/v1/stream') continue;
			const address = path.replaceAll(/\{\w+\}/g, 'unknown');
			const { status } = await request(address, { method: method.toUpperCase() });
			if (`${method} ${path}` === 'post /v1/session') {
				assert.equal(status, 403, 'a sign-in comes from a page of the server');
				continue;
			}
			// For visitors' pages. Failure counts and e-mails are off by default.
			const isOpen = isForVisitors(`${method} ${path}`);
			const isPrivate = [
				'/metrics',
				'/v1/tokens',
				'/v1/alerts',
				'/v1/alert-rules',
				'/v1/alert-rules/{id}',
				'/v1/assistant/drafts',
				'/v1/assistant/drafts/{id}',
				'/v1/backup',
				'/v1/channels',
				'/v1/channels/{id}',
				'/v1/channels/{id}/deliveries',
				'/v1/cluster',
				'/v1/counts/days',
				'/v1/claim-keys',
				'/v1/configuration',
				'/v1/records',
				'/v1/drafts',
				'/v1/drills',
				'/v1/drills/{id}',
				'/v1/drill-scenarios',
				'/v1/log',
				'/v1/server',
				'/v1/session',
				'/v1/sessions',
				'/v1/operators',
				'/v1/push/subscribers',
				'/v1/subscribers',
				'/v1/subscribers/counts',
				'/v1/series',
				'/v1/series/{id}',
				'/v1/promises',
				'/v1/notices/{id}/promises',
				'/v1/reminders',
				'/v1/templates',
				'/v1/templates/{id}',
				'/v1/pack',
				'/v1/remedies/{id}/claims',
				'/v1/contact-requests',
				'/v1/credits',
				'/v1/notices/{id}/checklist',
				'/v1/notices/{id}/reports',
				'/v1/notices/{id}/corrections',
				'/v1/notices/{id}/counts',
				'/v1/notices/{id}/postmortem/draft',
			].includes(path);
			const isForOperators = !isOpen && (method !== 'get' || isPrivate);
			assert.ok(
				isForOperators ? status === 401 : [200, 404].includes(status),
				`${method} ${path}: ${status}`,
			);
		}
});
