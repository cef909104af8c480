/** `GET /v1/log`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aServer, token } from '../../support/server.ts';

/** The fields of a component beside its name: a PUT gives all of them. */
const component = { description: null, group: null, position: 0, status: null };

const operator = { headers: { authorization: `Bearer ${token}` } };

test('only operators read the log', async (context) => {
	const server = await aServer(context);
	const { status, body } = await server.request('/v1/log');
	assert.equal(status, 401);
	assert.equal(body.code, 'unauthorized');
});

test('the log says who changed what, when and from where, with the values before and after', async (context) => {
	const server = await aServer(context);
	const created = await server.write('POST', '/v1/tokens', { name: 'Deploy pipeline' });
	const other = { authorization: `Bearer ${created.body.token}`, 'candor-client': 'cli' };
	await server.write('POST', '/v1/notices', { id: 'down', title: 'Checkout is down', impact: 'minor' });
	await server.write('PATCH', '/v1/notices/down', { title: 'Checkout fails', impact: 'major' }, other);
	await server.write('DELETE', `/v1/tokens/${created.body.id}`, undefined);
	await server.write(
		'POST',
		'/v1/notices/down/retract',
		{ reason: 'A test.' },
		{ 'candor-client': 'console' },
	);

	const { body } = await server.request('/v1/log', operator);
	const commands = body.entries.map(({ command }: { command: string }) => command);
	assert.deepEqual(commands, ['retract', 'revoke-token', 'edit-notice', 'open-notice', 'create-token']);
	const [retract, , edit, open] = body.entries;
	assert.equal(body.next, null);
	assert.deepEqual(
		[retract, edit, open].map(({ command, source, actor, notices }) => [
			command,
			source,
			actor.name,
			notices,
		]),
		[
			['retract', 'console', 'CANDOR_TOKEN', ['down']],
			['edit-notice', 'cli', 'Deploy pipeline', ['down']],
			['open-notice', 'api', 'CANDOR_TOKEN', ['down']],
		],
	);
	assert.ok(Date.parse(edit.at) <= Date.now());
	const { updatedAt: _, ...fields } = Object.fromEntries(
		edit.changes[0].fields.map(({ field, before, after }: Record<string, unknown>) => [
			field,
			[before, after],
		]),
	);
	assert.deepEqual(fields, { title: ['Checkout is down', 'Checkout fails'], impact: ['minor', 'major'] });
	assert.deepEqual(
		retract.changes.map(({ kind, change }: Record<string, unknown>) => `${kind} ${change}`).sort(),
		['notice removed', 'retraction created', 'update removed'],
	);
	const reason = retract.changes
		.find(({ kind }: { kind: string }) => kind === 'retraction')
		.fields.find(({ field }: { field: string }) => field === 'reason');
	assert.deepEqual(reason, { field: 'reason', before: null, after: 'A test.' });
});

test('the log is filtered and paged', async (context) => {
	let now = Date.parse('2030-01-01T00:00:00.000Z');
	const server = await aServer(context, { clock: { now: () => now, after: () => () => undefined } });
	for (const id of ['one', 'two', 'three']) {
		await server.write('POST', '/v1/notices', { id, title: `Notice ${id}` });
		now += 3_600_000;
	}
	await server.write('POST', '/v1/notices/two/resolve', {});
	const seqs = async (query: string) =>
		(await server.request(`/v1/log?${query}`, operator)).body.entries.map(({ seq }: { seq: number }) => seq);
	assert.deepEqual(await seqs(''), [4, 3, 2, 1]);
	assert.deepEqual(await seqs('notice=two'), [4, 2]);
	assert.deepEqual(await seqs('command=resolve'), [4]);
	assert.deepEqual(await seqs('since=2030-01-01T01:00:00Z&until=2030-01-01T02:00:00Z'), [2]);
	assert.deepEqual(await seqs(`since=${encodeURIComponent('2030-01-01T03:00:00+01:00')}`), [4, 3]);
	assert.deepEqual(await seqs('actor=environment'), [4, 3, 2, 1]);
	assert.deepEqual(await seqs('actor=somebody'), []);

	const first = await server.request('/v1/log?limit=3', operator);
	assert.equal(first.body.entries.length, 3);
	const second = await server.request(`/v1/log?limit=3&cursor=${first.body.next}`, operator);
	assert.deepEqual(
		second.body.entries.map(({ seq }: { seq: number }) => seq),
		[1],
	);
	assert.equal(second.body.next, null);

	const refused = await server.request('/v1/log?cursor=x', operator);
	assert.deepEqual([refused.status, refused.body.code], [400, 'bad-cursor']);
	assert.equal((await server.request('/v1/log?command=resolved', operator)).status, 422);
	assert.equal((await server.request('/v1/log?limit=501', operator)).status, 422);
	assert.equal((await server.request('/v1/log?who=me', operator)).status, 422);
});

test('the log is exported as JSON lines, without a limit', async (context) => {
	const server = await aServer(context);
	for (let index = 0; index < 70; index++)
		await server.write('PUT', '/v1/components/api', { ...component, name: `Name ${index}` });
	const headers = { ...operator.headers, accept: 'application/x-ndjson' };
	const response = await fetch(`${server.url}/v1/log`, { headers });
	const { status, headers: answered } = response;
	const text = await response.text();
	assert.equal(status, 200);
	assert.equal(answered.get('content-type'), 'application/x-ndjson; charset=utf-8');
	assert.equal(answered.get('vary')?.includes('Accept'), true);
	const entries = text
		.trimEnd()
		.split('\n')
		.map((line) => JSON.parse(line));
	assert.deepEqual(
		entries.map(({ seq }) => seq),
		Array.from({ length: 70 }, (_, index) => 70 - index),
	);
	assert.deepEqual(entries[0].changes[0].fields, [{ field: 'name', before: 'Name 68', after: 'Name 69' }]);
	const limited = await (await fetch(`${server.url}/v1/log?limit=2`, { headers })).text();
	assert.equal(limited.trimEnd().split('\n').length, 2);
});
