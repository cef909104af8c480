/** A server that loses its database serves what it knows, says so, and heals by itself. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { aHangingProxy } from '../../support/hanging-proxy.ts';
import { aPostgres } from '../../support/postgres.ts';
import { aServer, type TestServer } from '../../support/server.ts';

/** Asks until the answer is as expected. */
async function until(server: TestServer, path: string, isRight: (body: never) => boolean): Promise<void> {
	while (!isRight((await server.request(path)).body as never)) await sleep(20);
}
const isOut = ({ unreadableSince }: { unreadableSince?: string }): boolean => unreadableSince !== undefined;
const isBack = (body: { unreadableSince?: string }): boolean => !isOut(body);

/** What every kind of outage must show. `begin` and `end`: of the outage. */
async function outage(server: TestServer, begin: () => unknown, end: () => unknown): Promise<void> {
	assert.equal((await server.write('POST', '/v1/notices', { id: 'n', title: 'Down' })).status, 201);
	const before = (await server.request('/v1/snapshot')).body;
	await begin();
	await until(server, '/readyz', isOut);

	const ready = await server.request('/readyz');
	assert.equal(ready.status, 200, 'readers are served');
	assert.match(ready.body.refusal, /cannot reach the database "postgres".*goes on by itself/);
	const refused = await server.write('POST', '/v1/notices/n/updates', { body: 'More' });
	assert.equal(refused.status, 503);
	assert.equal(refused.body.code, 'busy');
	assert.ok(Number(refused.headers.get('retry-after')) >= 1);

	const during = (await server.request('/v1/snapshot')).body;
	assert.deepEqual(during.records, before.records);
	const { unreadableSince } = ready.body;
	assert.ok(during.at <= ready.body.time, 'what is served has a time of before');
	await sleep(50);
	assert.equal((await server.request('/v1/snapshot')).body.at, during.at);

	await end();
	await until(server, '/readyz', isBack);
	assert.equal((await server.request('/readyz')).body.refusal, undefined);
	assert.equal((await server.write('POST', '/v1/notices/n/updates', { body: 'More' })).status, 201);
	const after = (await server.request('/v1/snapshot')).body;
	assert.ok(after.at > unreadableSince);
	assert.ok(after.seq > before.seq);
}

test('a database that is stopped and started again', async (context) => {
	const postgres = await aPostgres(context);
	const server = await aServer(context, { database: postgres.address('postgres') });
	await outage(
		server,
		() => postgres.stop(),
		() => postgres.start(),
	);
});

test('a database that is killed', async (context) => {
	const postgres = await aPostgres(context);
	const server = await aServer(context, { database: postgres.address('postgres') });
	await outage(
		server,
		() => postgres.stop('SIGKILL'),
		() => postgres.start(),
	);
});

test('a network that swallows everything, while another server goes on', async (context) => {
	const postgres = await aPostgres(context);
	const proxy = await aHangingProxy(context, postgres.port);
	const server = await aServer(context, { database: postgres.address('postgres', proxy.port) });
	const other = await aServer(context, { database: postgres.address('postgres') });
	await outage(
		server,
		() => proxy.hang(),
		async () => {
			assert.equal((await other.write('POST', '/v1/notices', { id: 'o', title: 'Also' })).status, 201);
			proxy.heal();
		},
	);
	const { records } = (await server.request('/v1/snapshot')).body;
	assert.ok(records.some(({ id }: { id: string }) => id === 'o'));
});

test('connections whose packets vanish for ever, without an end: the server opens new ones', async (context) => {
	const postgres = await aPostgres(context);
	const proxy = await aHangingProxy(context, postgres.port);
	const server = await aServer(context, { database: postgres.address('postgres', proxy.port) });
	await outage(
		server,
		() => proxy.hang(),
		() => proxy.healNewOnes(),
	);
});

test('two servers, of which the one with the jobs is cut off: the other takes them over, and no job runs twice', async (context) => {
	const postgres = await aPostgres(context);
	const proxy = await aHangingProxy(context, postgres.port);
	const cutOff = await aServer(context, { database: postgres.address('postgres', proxy.port) });
	// The first server has the lease by now: it has published.
	assert.equal((await cutOff.write('POST', '/v1/notices', { id: 'n', title: 'Down' })).status, 201);
	const other = await aServer(context, { database: postgres.address('postgres') });
	const due = new Date(Date.now() + 15_000).toISOString();
	const planned = await cutOff.write('POST', '/v1/notices', {
		...{ id: 'm', kind: 'maintenance', title: 'Replacing a switch' },
		window: { start: due, end: new Date(Date.now() + 3_600_000).toISOString() },
	});
	assert.equal(planned.status, 201, planned.text);
	proxy.hang();
	await until(cutOff, '/readyz', isOut);
	const phaseAt = async (server: TestServer) => (await server.request('/v1/notices/m')).body;
	while ((await phaseAt(other)).phase !== 'in-progress') await sleep(50);
	assert.equal((await phaseAt(cutOff)).phase, 'scheduled', 'it knows what it knew, and decides nothing');
	proxy.healNewOnes();
	await until(cutOff, '/readyz', isBack);
	while ((await phaseAt(cutOff)).phase !== 'in-progress') await sleep(50);
	const [own, its] = [await phaseAt(cutOff), await phaseAt(other)];
	assert.deepEqual(own.updates, its.updates);
	assert.equal(its.updates.filter(({ phase }: { phase: string }) => phase === 'in-progress').length, 1);
});

test('a server that stops while its database hangs does not hang', async (context) => {
	const postgres = await aPostgres(context);
	const proxy = await aHangingProxy(context, postgres.port);
	const server = await aServer(context, { database: postgres.address('postgres', proxy.port) });
	proxy.hang();
	await until(server, '/readyz', isOut);
	await server.close();
});

test('a standby serves readers, refuses to write, and is a primary once it is promoted', async (context) => {
	const primary = await aPostgres(context);
	const writer = await aServer(context, { database: primary.address('postgres') });
	await writer.write('POST', '/v1/notices', { id: 'n', title: 'Down' });
	await primary.stop();
	const standby = await primary.standby();
	context.after(() => standby.remove());
	await primary.start();
	const reader = await aServer(context, { database: standby.address('postgres') });
	await until(writer, '/readyz', isBack);
	assert.equal((await writer.write('POST', '/v1/notices/n/updates', { body: 'More' })).status, 201);
	const { seq } = (await writer.request('/v1/snapshot')).body;
	await until(reader, '/v1/snapshot', (body: { seq: number }) => body.seq === seq);

	const refused = await reader.write('POST', '/v1/notices/n/updates', { body: 'Here' });
	assert.equal(refused.status, 503);
	assert.match(refused.body.detail, /standby.*Promote/);
	assert.match((await reader.request('/readyz')).body.refusal, /standby/);

	await primary.stop('SIGKILL');
	await standby.query('postgres', 'select pg_promote()');
	await until(reader, '/readyz', ({ refusal }: { refusal?: string }) => refusal === undefined);
	assert.equal((await reader.write('POST', '/v1/notices/n/updates', { body: 'Here' })).status, 201);
	assert.equal((await reader.request('/v1/notices/n')).body.updates.length, 3);
});
