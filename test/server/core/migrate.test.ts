/** A log moves to Postgres and back: equal rows, the same identity, all or nothing. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import pino from 'pino';
import { postgresToSqlite, sqliteToPostgres } from '../../../server/core/migrate/migrate.ts';
import { closeSqlite, openSqlite } from '../../../server/core/sqlite.ts';
import { openFolder } from '../../../server/core/storage.ts';
import { aFolder } from '../../support/folder.ts';
import { aDatabase } from '../../support/postgres.ts';
import { aPostgresStorage } from '../../support/postgres-storage.ts';
import { aServer } from '../../support/server.ts';
import { aCommit } from './log.contract.ts';

const logger = pino({ level: 'silent' });
const commits = Number(process.env.CANDOR_MIGRATE_COMMITS ?? 2_000);

/** A data folder with commits and private records. */
async function aFilledFolder(context: TestContext): Promise<string> {
	const folder = aFolder(context);
	const storage = openFolder(folder);
	for (let seq = 1; seq <= commits; seq++) await storage.log.append(aCommit(seq), seq - 1);
	for (let record = 0; record < 700; record++)
		await storage.privateStore.put(`kind-${record % 3}`, `id-${record}`, { text: 'Ä \u0000 😀 "\\' });
	for (let write = 0; write < 5; write++) await storage.privateStore.increment('sums', 'n', { yes: 1 });
	await storage.close();
	return folder;
}

test(`${commits} commits move to Postgres and back, and stay what they were`, {
	timeout: 500_000,
}, async (context) => {
	const folder = await aFilledFolder(context);
	const { address, name, server } = await aDatabase(context);
	const there = await sqliteToPostgres({ folder, address, logger });
	assert.deepEqual([there.commits, there.records], [commits, 701]);
	const storage = await aPostgresStorage(context, address);
	assert.deepEqual(await storage.log.read(commits - 1), [aCommit(commits)]);
	assert.deepEqual(await storage.privateStore.get('sums', 'n'), { id: 'n', version: 5, value: { yes: 5 } });
	assert.equal(storage.log.site, there.site);
	const back = aFolder(context);
	await assert.rejects(postgresToSqlite({ folder: back, address, logger }), {
		code: 'in-use',
		message: /Stop all of them/,
	});
	await storage.close();
	// The server process of a connection ends a moment after it.
	const connections = `select 1 from pg_stat_activity where datname = '${name}' and application_name = 'candor'`;
	while ((await server.query(name, connections)).length > 0) await new Promise(setImmediate);
	const again = await postgresToSqlite({ folder: back, address, logger });
	assert.deepEqual(again, there);
	const original = openFolder(folder);
	const copy = openFolder(back);
	assert.equal(copy.log.site, original.log.site);
	assert.deepEqual(await copy.log.read(0), await original.log.read(0));
	assert.deepEqual(await copy.privateStore.list('kind-1'), await original.privateStore.list('kind-1'));
	await copy.close();
	await original.close();
});

test('what has a log already, and what a server uses, is not written to', async (context) => {
	const folder = aFolder(context);
	const { address } = await aDatabase(context);
	await assert.rejects(sqliteToPostgres({ folder, address, logger }), {
		code: 'invalid',
		message: /no database in/,
	});
	const server = await aServer(context, { data: folder });
	await server.write('POST', '/v1/notices', { id: 'n', title: 'Down' });
	await assert.rejects(sqliteToPostgres({ folder, address, logger }), { code: 'in-use' });
	await server.close();
	const { site } = await sqliteToPostgres({ folder, address, logger });
	await assert.rejects(sqliteToPostgres({ folder, address, logger }), {
		code: 'invalid',
		message: /There is a log in the database/,
	});
	await assert.rejects(postgresToSqlite({ folder, address, logger }), {
		code: 'invalid',
		message: /There is a log in the data folder/,
	});
	const moved = await aServer(context, { database: address });
	const { body } = await moved.request('/v1/snapshot');
	assert.equal(body.site, site);
	assert.equal((await moved.request('/v1/notices/n')).body.title, 'Down');
	assert.equal((await moved.write('POST', '/v1/notices/n/resolve', {})).status, 200);
});

test('damage is not copied, and nothing is left of the copy', async (context) => {
	for (const [damage, sentence] of [
		[`update commits set text = replace(text, 'Page 2', 'Page X') where seq = 2`, /^Commit 2 is damaged/],
		['delete from commits where seq = 2', /^Commit 2 of the log is missing/],
		[`update vault set checksum = 1 where id = 'a'`, /^The private record token a is damaged/],
	] as const) {
		const folder = aFolder(context);
		const storage = openFolder(folder);
		for (const seq of [1, 2, 3]) await storage.log.append(aCommit(seq), seq - 1);
		await storage.privateStore.put('token', 'a', {});
		await storage.close();
		const sqlite = openSqlite(folder);
		sqlite.exec(damage);
		closeSqlite(sqlite);
		const { address, name, server } = await aDatabase(context);
		await assert.rejects(sqliteToPostgres({ folder, address, logger }), {
			code: 'damaged',
			message: sentence,
		});
		assert.deepEqual(await server.query(name, 'select seq::int from candor.log'), [{ seq: 0 }]);
		assert.deepEqual(await server.query(name, 'select 1 from candor.commits'), []);
		assert.ok(existsSync(join(folder, 'candor.db')));
	}
});
