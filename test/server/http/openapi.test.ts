/** The OpenAPI document matches the server. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { errorCodes } from '../../../src/model/errors.ts';
import { aServer } from '../../support/server.ts';

const methods = ['get', 'put', 'post', 'patch', 'delete'];

test('the document is OpenAPI 3.1 and lists every route of the API', async (context) => {
	const { body } = await (await aServer(context)).request('/v1/openapi.json');
	assert.match(body.openapi, /^3\.1\./);
	const routes = Object.entries(body.paths as Record<string, object>).flatMap(([path, operations]) =>
		Object.keys(operations).map((method) => `${method} ${path}`),
	);
	assert.deepEqual(routes.sort(), [
		'delete /v1/components/{id}',
		'delete /v1/drafts/{id}',
		'delete /v1/notices/{id}/postmortem',
		'delete /v1/remedies/{id}',
		'delete /v1/tokens/{id}',
		'get /healthz',
		'get /readyz',
		'get /v1/components',
		'get /v1/components/{id}',
		'get /v1/drafts',
		'get /v1/history',
		'get /v1/keys',
		'get /v1/log',
		'get /v1/notices',
		'get /v1/notices/{id}',
		'get /v1/notices/{id}/corrections',
		'get /v1/notices/{id}/postmortem',
		'get /v1/notices/{id}/reports',
		'get /v1/page',
		'get /v1/remedies',
		'get /v1/remedies/{id}',
		'get /v1/server',
		'get /v1/snapshot',
		'get /v1/stream',
		'get /v1/tokens',
		'patch /v1/components/{id}',
		'patch /v1/notices/{id}',
		'patch /v1/notices/{id}/updates/{update}',
		'patch /v1/page',
		'post /v1/drafts/{id}/publish',
		'post /v1/notices',
		'post /v1/notices/{id}/redact',
		'post /v1/notices/{id}/reopen',
		'post /v1/notices/{id}/resolve',
		'post /v1/notices/{id}/restore',
		'post /v1/notices/{id}/retract',
		'post /v1/notices/{id}/updates',
		'post /v1/notices/{id}/updates/{update}/redact',
		'post /v1/notices/{id}/updates/{update}/withdraw',
		'post /v1/reports',
		'post /v1/reports/notices/{id}',
		'post /v1/tokens',
		'put /v1/components/{id}',
		'put /v1/notices/{id}/postmortem',
		'put /v1/page',
		'put /v1/remedies/{id}',
	]);
	assert.deepEqual(body.components.schemas.Problem.properties.code.enum, [...errorCodes]);
});

test('every schema reference can be resolved, and every write except visitors’ reports needs a token', async (context) => {
	const { body, text } = await (await aServer(context)).request('/v1/openapi.json');
	for (const [, name] of text.matchAll(/"#\/components\/schemas\/([^"]+)"/g))
		assert.ok(name && name in body.components.schemas, name);
	for (const [path, operations] of Object.entries(
		body.paths as Record<string, Record<string, { security?: object[] }>>,
	))
		for (const method of methods.slice(1))
			if (operations[method] && !path.startsWith('/v1/reports'))
				assert.deepEqual(operations[method].security, [{ operator: [] }], `${method} ${path}`);
});

test('fields that can be cleared accept null, and a new token is one flat object', async (context) => {
	const { body } = await (await aServer(context)).request('/v1/openapi.json');
	const { OpenNotice, EditNotice, NewToken } = body.components.schemas;
	assert.deepEqual(OpenNotice.properties.workaround.type, ['string', 'null']);
	assert.deepEqual(EditNotice.properties.workaround.type, ['string', 'null']);
	assert.deepEqual(Object.keys(NewToken.properties).sort(), ['createdAt', 'id', 'name', 'role', 'token']);
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
			// For visitors' pages. Failure counts are off by default.
			const isOpen = path.startsWith('/v1/reports');
			const isPrivate = [
				'/v1/tokens',
				'/v1/drafts',
				'/v1/log',
				'/v1/server',
				'/v1/notices/{id}/reports',
				'/v1/notices/{id}/corrections',
			].includes(path);
			const isForOperators = !isOpen && (method !== 'get' || isPrivate);
			assert.ok(
				isForOperators ? status === 401 : [200, 404].includes(status),
				`${method} ${path}: ${status}`,
			);
		}
});
