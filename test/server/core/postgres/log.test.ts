/** The log in Postgres, beyond its contract: several servers, damage, redaction, and a lost answer. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../../../server/core/log/log.ts';
import { aDatabase, aPostgres, type Postgres } from '../../../support/postgres.ts';
import { aPostgresStorage } from '../../../support/postgres-storage.ts';
import { aCommit } from '../log.contract.ts';

/** Follows a log until `count` commits were seen, and returns their numbers. */
async function followed(log: Log, count: number): Promise<number[]> {
	const stop = new AbortController();
	const seen: number[] = [];
	for await (const page of log.follow(0, stop.signal)) {
		seen.push(...page.map(({ seq }) => seq));
		if (seen.length >= count) break;
	}
	return seen;
}

test('three servers append to one log: every commit once, in one order for all', async (context) => {
	const { address } = await aDatabase(context);
	const logs = (await Promise.all([1, 2, 3].map(() => aPostgresStorage(context, address)))).map(
		({ log }) => log,
	);
	const all = Promise.all(logs.map((log) => followed(log, 30)));
	await Promise.all(
		logs.map(async (log, server) => {
			let seq = 0;
			for (let written = 0; written < 10; ) {
				const result = await log.append({ ...aCommit(seq + 1), actor: `server-${server}` }, seq);
				if (result.done) written++;
				seq = result.done ? seq + 1 : result.seq;
			}
		}),
	);
	const expected = Array.from({ length: 30 }, (_, index) => index + 1);
	assert.deepEqual(await all, [expected, expected, expected]);
	const [first, second] = await Promise.all(logs.map((log) => log.read(0)));
	assert.deepEqual(first, second);
	assert.equal(first?.filter(({ actor }) => actor === 'server-1').length, 10);
});

test('a server that hears no notifications reads the commits of others', async (context) => {
	const { address, name, server } = await aDatabase(context);
	const [reader, writer] = await Promise.all([1, 2].map(() => aPostgresStorage(context, address)));
	assert.ok(reader && writer);
	await server.query(
		name,
		`select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}' and query like 'listen%'`,
	);
	const seen = followed(reader.log, 2);
	for (const seq of [1, 2]) await writer.log.append(aCommit(seq), seq - 1);
	assert.deepEqual(await seen, [1, 2]);
});

test('a damaged, a missing and a replaced commit are named', async (context) => {
	const { address, name, server } = await aDatabase(context);
	const { log } = await aPostgresStorage(context, address);
	for (const seq of [1, 2, 3]) await log.append(aCommit(seq), seq - 1);
	await server.query(
		name,
		`update candor.commits set text = replace(text, 'Page 2', 'Page X') where seq = 2`,
	);
	await assert.rejects(log.read(0), {
		code: 'damaged',
		message: /^Commit 2 of the log is damaged.*database/,
	});
	assert.deepEqual(await log.read(2), [aCommit(3)]);
	await server.query(name, 'delete from candor.commits where seq = 2');
	await assert.rejects(log.read(0), {
		code: 'damaged',
		message: /^Commit 2 of the log is missing in the database/,
	});
});

test('a server stops following a log that lost commits, and one that is another log', async (context) => {
	for (const [change, sentence] of [
		[
			'delete from candor.commits where seq = 3; update candor.log set seq = 2',
			/ends with commit 2, .* commit 3: .*CANDOR_RESTORED/,
		],
		['update candor.log set site = gen_random_uuid()::text', /^Another log/],
	] as const) {
		const { address, name, server } = await aDatabase(context);
		const { log } = await aPostgresStorage(context, address);
		for (const seq of [1, 2, 3]) await log.append(aCommit(seq), seq - 1);
		const following = followed(log, 4);
		const failed = assert.rejects(following, { code: 'damaged', message: sentence });
		while (log.newestSeq === undefined || (await log.newestSeq()) < 3) await sleep(10);
		await server.query(name, change);
		await failed;
	}
});

/** The files of tables and indexes that hold a text. */
async function filesWith(server: Postgres, text: string): Promise<string[]> {
	await server.query('postgres', 'checkpoint');
	const base = join(server.folder, 'base');
	return readdirSync(base, { recursive: true, withFileTypes: true })
		.filter((entry) => entry.isFile())
		.map((entry) => join(entry.parentPath, entry.name))
		.filter((path) => readFileSync(path).includes(text));
}

test('redacted words are in no file of the tables, also while another transaction reads', async (context) => {
	const server = await aPostgres(context);
	const { log } = await aPostgresStorage(context, server.address('postgres'));
	const secret = 'a-word-that-must-go';
	await log.append({ ...aCommit(1), actor: secret }, 0);
	await log.append(aCommit(2), 1);
	assert.notDeepEqual(await filesWith(server, secret), []);
	await log.redact(aCommit(3), 2, [aCommit(1)]);
	assert.deepEqual(await filesWith(server, secret), []);
	assert.deepEqual(await log.read(0), [1, 2, 3].map(aCommit));

	await log.redact({ ...aCommit(4), actor: secret }, 3, []);
	// As a backup does.
	const reading = server.query(
		'postgres',
		'begin isolation level repeatable read; select 1; select pg_sleep(60)',
	);
	const ended = reading.catch(() => undefined);
	const isReading = `select pid from pg_stat_activity where query like '%pg_sleep(60)%' and pid <> pg_backend_pid() and backend_xmin is not null`;
	while ((await server.query('postgres', isReading)).length === 0) await sleep(10);
	await assert.rejects(log.redact(aCommit(5), 4, [aCommit(4)]), {
		code: 'internal',
		message: /removed from every page .*another transaction still reads/,
	});
	assert.match(log.unfinishedErasure?.message ?? '', /may still hold them/);
	assert.deepEqual(
		(await log.read(3)).map(({ actor }) => actor),
		['test', 'test'],
	);
	await server.query('postgres', isReading.replace('select pid', 'select pg_terminate_backend(pid)'));
	await ended;
	// The next start repeats it.
	const again = await aPostgresStorage(context, server.address('postgres'));
	assert.equal(again.log.unfinishedErasure, null);
	assert.deepEqual(await filesWith(server, secret), []);
});

test('a commit that a synchronous standby has not confirmed is not acknowledged', async (context) => {
	const server = await aPostgres(context);
	const { log } = await aPostgresStorage(context, server.address('postgres'), { answerMs: 1_500 });
	await server.query('postgres', `alter system set synchronous_standby_names = 'absent'`);
	await server.query('postgres', 'select pg_reload_conf()');
	// A server process reads the setting between two statements.
	while (
		(await server.query('postgres', 'show synchronous_standby_names'))[0]?.synchronous_standby_names !==
		'absent'
	)
		await sleep(10);
	await assert.rejects(log.append(aCommit(1), 0), {
		code: 'busy',
		message: /before it was known whether.*Idempotency-Key/,
	});
});

async function writesCheckpoint({ checkpoints }: Log): Promise<void> {
	assert.ok(checkpoints);
	const { rewrites } = await checkpoints.head();
	assert.equal(await checkpoints.add([{ hash: 'a', text: 'a' }], rewrites), true);
	for (const [text, former] of [
		['one', null],
		['two', 'one'],
	] as const)
		assert.equal(await checkpoints.replaceHead(text, former, rewrites), true);
	assert.equal(await checkpoints.removeOthers(new Set()), true);
}

test('a user with the least privileges runs a server, and can destroy nothing', async (context) => {
	const { address, name, server } = await aDatabase(context);
	const owner = await aPostgresStorage(context, address);
	await owner.log.append(aCommit(1), 0);
	await owner.close();
	await server.query(name, readFileSync('server/postgres/data/roles.sql', 'utf8'));
	await server.query(name, `create role node_1 login password 'x' in role candor_server`);
	// The database, and with it what the roles may do, is gone by then.
	context.after(() => server.query('postgres', 'drop role node_1, candor_server'));
	const { log, privateStore } = await aPostgresStorage(
		context,
		`postgres://node_1:x@127.0.0.1:${server.port}/${name}`,
	);
	assert.deepEqual(await log.append(aCommit(2), 1), { done: true });
	assert.deepEqual(await log.redact(aCommit(3), 2, [aCommit(1)]), { done: true });
	await privateStore.put('token', 'a', {});
	await privateStore.increment('sums', 'a', { yes: 1 });
	assert.equal(await privateStore.remove('token', 'a'), true);
	await writesCheckpoint(log);
	for (const statement of [
		'delete from candor.commits',
		'truncate candor.commits',
		'drop table candor.commits',
		'delete from candor.log',
		'create table candor.other (a int)',
		'update candor.layout set version = 9',
	])
		await assert.rejects(
			server.query(name, `set role node_1; ${statement}`),
			/permission denied|must be owner/,
			statement,
		);
});
