/** `/v1/records` over HTTP: who may use it, one commit, dry run, limits and refusals. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aServer, type TestServer, token } from '../../support/server.ts';

const component = {
	kind: 'component',
	id: 'checkout',
	value: { name: 'Checkout', description: null, group: null, position: 0, status: null, until: null },
};
const notice = (id: string, more: object = {}) => ({
	kind: 'notice',
	id,
	value: {
		...{ kind: 'incident', title: 'Payments failed', phase: 'resolved', impact: 'major' },
		...{ affected: [{ component: 'checkout', status: 'major-outage' }], unaffected: [] },
		...{ workaround: 'Pay *later*.', actions: [], checklist: [], dataSafety: null, estimate: null },
		...{ promise: null, window: null, openedAt: '2020-01-01T10:00:00.000Z' },
		...{ updatedAt: '2020-01-01T11:00:00.000Z', endedAt: '2020-01-01T11:00:00.000Z', addedAt: null },
		...{ expiresAt: null, latestUpdate: 1, language: null, translations: {}, audience: null },
		...{ notAffected: null, moreUrl: null, dismissible: true, drill: false, endsByClock: false },
		reporting: false,
		...more,
	},
});
const update = (id: string, more: object = {}) => ({
	kind: 'update',
	id: `${id}-1`,
	value: {
		...{ notice: id, number: 1, at: '2020-01-01T10:00:00.000Z', body: 'Some payments fail.' },
		...{ phase: 'investigating', impact: 'major', affected: [], author: null, translations: {} },
		...{ editedAt: null, withdrawnAt: null, addedAt: null },
		...more,
	},
});
const all = [component, notice('down'), update('down')];
const commandsOf = async ({ request }: TestServer): Promise<string[]> => {
	const { body } = await request('/v1/log', { headers: { authorization: `Bearer ${token}` } });
	return body.entries.map(({ command }: { command: string }) => command);
};

test('records are added as one commit, and repeating them makes none', async (context) => {
	const server = await aServer(context);
	const first = await server.write('POST', '/v1/records', { records: all });
	assert.deepEqual([first.status, first.body], [200, { seq: 1, added: 3 }], first.text);
	const again = await server.write('POST', '/v1/records', { records: all });
	assert.deepEqual(again.body, { seq: 1, added: 0 });
	assert.deepEqual(await commandsOf(server), ['import-records']);
	const { body } = await server.request('/v1/notices/down');
	assert.deepEqual(body.workaround, [
		{
			type: 'paragraph',
			children: [
				{ type: 'text', text: 'Pay ' },
				{ type: 'em', children: [{ type: 'text', text: 'later' }] },
				{ type: 'text', text: '.' },
			],
		},
	]);
	assert.equal(typeof body.addedAt, 'string');
});

test('the same key is the same import', async (context) => {
	const { write } = await aServer(context);
	const key = { 'idempotency-key': 'once' };
	await write('POST', '/v1/records', { records: all }, key);
	const again = await write('POST', '/v1/records', { records: all }, key);
	assert.equal(again.headers.get('idempotency-replayed'), 'true');
	assert.deepEqual(again.body, { seq: 1, added: 3 });
});

test('only admins may import, and every role that reads drafts may export', async (context) => {
	const { write, request } = await aServer(context);
	for (const [role, mayRead] of Object.entries({
		support: false,
		viewer: true,
		responder: true,
		publisher: true,
	})) {
		const { body } = await write('POST', '/v1/tokens', { name: role, role });
		const headers = { authorization: `Bearer ${body.token}` };
		const { status, body: problem } = await write('POST', '/v1/records', { records: all }, headers);
		assert.deepEqual([status, problem.code], [403, 'forbidden'], role);
		assert.equal((await request('/v1/records', { headers })).status, mayRead ? 200 : 403, role);
	}
});

test('the rule of two persons does not stop an import', async (context) => {
	const { write } = await aServer(context, {
		secondPersonFor: ['no-component', 'data-safety', 'critical-end'],
	});
	const records = [notice('down', { affected: [], impact: 'critical' }), update('down')];
	assert.equal((await write('POST', '/v1/records', { records })).status, 200);
});

test('a dry run names what would be added', async (context) => {
	const { write, request } = await aServer(context);
	const { body } = await write('POST', '/v1/records?dry-run=true', { records: all });
	assert.deepEqual(
		body.changes.map(({ change, kind, id }: Record<string, string>) => `${change} ${kind} ${id}`),
		['created component checkout', 'created notice down', 'created update down-1'],
	);
	assert.equal((await request('/v1/notices/down')).status, 404);
});

test('what the Markdown may not contain, unknown fields and private kinds are refused with their place', async (context) => {
	const { write } = await aServer(context);
	const refused = async (records: readonly object[], code: string, place: RegExp): Promise<void> => {
		const { status, body, text } = await write('POST', '/v1/records', { records });
		assert.deepEqual([status, body.code], [code === 'too-large' ? 413 : 422, code], text);
		assert.match(body.detail, place);
	};
	await refused(
		[component, notice('down'), update('down', { body: '| a |\n|---|\n| b |' })],
		'markup-refused',
		/records\.2\.value\.body/,
	);
	await refused(
		[component, notice('down', { secret: 1 }), update('down')],
		'invalid',
		/records\.1\.value\.secret/,
	);
	await refused([{ kind: 'token', id: 't', value: {} }], 'invalid', /records\.0/);
	await refused([notice('down'), update('down')], 'unknown-component', /There is no component "checkout"/);
	await refused([], 'invalid', /records/);
	await refused(
		[{ ...component, value: { ...component.value, name: 'x'.repeat(1_100_000) } }],
		'too-large',
		/1024 KiB/,
	);
});
