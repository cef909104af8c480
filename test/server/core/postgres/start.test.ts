/** What a server does when it opens a Postgres database: waits, migrates, or says what is wrong. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import pino from 'pino';
import { databaseAddressProblem } from '../../../../server/core/postgres/database-address.ts';
import { aDatabase, aPostgres, databasePassword } from '../../../support/postgres.ts';
import { aPostgresStorage } from '../../../support/postgres-storage.ts';
import { textOf } from '../../../support/server.ts';
import { aCommit } from '../log.contract.ts';

test('commits, private records and the identity are still there after a restart', async (context) => {
	const { address } = await aDatabase(context);
	const first = await aPostgresStorage(context, address);
	await first.log.append(aCommit(1), 0);
	await first.privateStore.put('token', 'a', {});
	await first.close();
	const second = await aPostgresStorage(context, address);
	assert.deepEqual(await second.log.read(0), [aCommit(1)]);
	assert.equal(second.log.site, first.log.site);
	assert.equal((await second.privateStore.list('token')).length, 1);
});

test('servers that start at the same moment on an empty database share one log', async (context) => {
	const { address } = await aDatabase(context);
	const all = await Promise.all([1, 2, 3, 4].map(() => aPostgresStorage(context, address)));
	assert.equal(new Set(all.map(({ log }) => log.site)).size, 1);
});

test('a log from a backup gets a new identity once', async (context) => {
	const { address } = await aDatabase(context);
	const sites: string[] = [];
	for (const restored of [false, true, false]) {
		const storage = await aPostgresStorage(context, address, { restored });
		sites.push(storage.log.site);
		await storage.close();
	}
	assert.notEqual(sites[1], sites[0]);
	assert.equal(sites[2], sites[1]);
});

test('each mistake in the address has a sentence, and none shows the password', async (context) => {
	const { address, name, server } = await aDatabase(context);
	const password = encodeURIComponent(databasePassword);
	const mistakes: readonly (readonly [string, RegExp])[] = [
		[
			address.replace(password, 'another-secret'),
			/^The password for the database "test_\d+" on 127.0.0.1:\d+ is wrong/,
		],
		[address.replace(name, 'absent'), /^There is no such database: the database "absent"/],
		[address.replace('//candor:', '//absent:'), /^The password for the database/],
	];
	for (const [wrong, sentence] of mistakes)
		await assert.rejects(aPostgresStorage(context, wrong), (error: Error & { code?: string }) => {
			assert.equal(error.code, 'damaged');
			assert.match(error.message, sentence);
			assert.ok(!/secret|p@ss|p%40ss/.test(error.message), error.message);
			return true;
		});
	await server.query(
		'postgres',
		`create role guest login password 'x'; revoke create on database ${name} from public`,
	);
	await assert.rejects(
		aPostgresStorage(context, `postgres://guest:x@127.0.0.1:${server.port}/${name}`),
		/may not do this in the database .*roles\.sql/,
	);
	await server.query('postgres', 'drop role guest');
});

test('an address that cannot be one is refused before anything is asked', () => {
	for (const right of [
		'postgres://candor:secret@db.example.com:5432/candor',
		'postgresql://db.example.com/candor?sslmode=verify-full',
		'postgres://candor@/candor?host=/run/postgresql',
	])
		assert.equal(databaseAddressProblem(right), null, right);
	for (const wrong of [
		'mysql://db/candor',
		'db.example.com',
		'postgres://db.example.com',
		'postgres://c:a#b@db:x/c',
	])
		assert.match(databaseAddressProblem(wrong) ?? '', /^Use an address such as postgres:/, wrong);
});

test('a server waits for a database that is not there yet, and says so', async (context) => {
	const server = await aPostgres(context);
	await server.stop();
	const lines: string[] = [];
	const logger = pino({ level: 'info' }, { write: (line: string) => void lines.push(line) });
	const opening = aPostgresStorage(context, server.address('postgres'), { logger });
	while (lines.length === 0) await setImmediate();
	assert.match(lines[0] ?? '', /waiting for the database \\"postgres\\" on 127\.0\.0\.1:\d+/);
	await server.start();
	const { log } = await opening;
	assert.deepEqual(await log.append(aCommit(1), 0), { done: true });
	assert.ok(!lines.join().includes(encodeURIComponent(databasePassword)), lines.join());
	assert.ok(!lines.join().includes(databasePassword), lines.join());
});

test('tables that only a newer version can read are refused, and others of one are used', async (context) => {
	const { address, name, server } = await aDatabase(context);
	await (await aPostgresStorage(context, address)).close();
	await server.query(name, 'update candor.layout set version = 99');
	const later = await aPostgresStorage(context, address);
	await later.log.append(aCommit(1), 0);
	await server.query(name, 'update candor.layout set readable_by = 99');
	await assert.rejects(aPostgresStorage(context, address), { code: 'damaged', message: /newer version/ });
});

test('a commit is durable where the database would not wait for its disk', async (context) => {
	const { address, name, server } = await aDatabase(context);
	await server.query('postgres', `alter database ${name} set synchronous_commit = off`);
	const seen: unknown[] = [];
	const { log } = await aPostgresStorage(context, address);
	await server.query(
		name,
		`create table public.seen (value text); grant all on public.seen to public;
		create function note() returns trigger language plpgsql as
			$$ begin insert into public.seen values (current_setting('synchronous_commit')); return new; end $$;
		create trigger note after insert on candor.commits for each row execute function note()`,
	);
	await log.append(aCommit(1), 0);
	seen.push(...(await server.query(name, 'select value from public.seen')));
	assert.deepEqual(seen, [{ value: 'on' }]);
});

/** Runs in a process of its own, from the built files. */
const withoutDatabase = `
	import Module from 'node:module';
	import { createCandor } from ${JSON.stringify(pathToFileURL('dist/server/index.js').href)};
	const candor = await createCandor({ data: null });
	await candor.close();
	const loaded = Object.keys(Module._cache).filter((path) => /node_modules.pg/.test(path));
	process.stdout.write(JSON.stringify(loaded));
`;

test('a server without a Postgres database does not load the driver', async () => {
	const argv = ['--input-type=module', '--eval', withoutDatabase];
	const child = spawn(process.execPath, argv, { stdio: ['ignore', 'pipe', 'ignore'] });
	const [printed, [code]] = await Promise.all([textOf(child.stdout), once(child, 'close')]);
	assert.equal(code, 0);
	assert.equal(printed, '[]');
});
