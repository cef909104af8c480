/** Three servers on one database add to the same sums. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { aDatabase } from '../../../support/postgres.ts';
import { aServer } from '../../../support/server.ts';
import { send } from './story.ts';

test('no count of three servers is lost, also when they save at once', async (context) => {
	const { address } = await aDatabase(context);
	const open = () => aServer(context, { database: address, counts: true });
	const servers = [await open(), await open(), await open()];
	const [first] = servers;
	assert.ok(first);
	assert.equal((await first.write('POST', '/v1/notices', { id: 'n', title: 'Down' })).status, 201);
	const entry = { of: 'shown', notice: 'n', update: 1 };
	for (let round = 0; round < 33; round++)
		for (const server of servers) {
			let status = (await send(server, [entry])).status;
			// A server that has not yet read the notice ignores what is about it.
			if (round === 0) await server.write('GET', '/v1/notices/n');
			for (; status === 429; ) status = (await send(server, [entry])).status;
			assert.equal(status, 202);
		}
	// Each saves what it has when it closes.
	await Promise.all(servers.map((server) => server.close()));
	const later = await open();
	const { body } = await later.write('GET', '/v1/notices/n/counts');
	assert.equal(body.updates[0].counts.shown, 90);
});
