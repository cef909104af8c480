/** Several servers on one private store: nothing that one of them wrote is lost. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import Database from 'libsql';
import { memoryStore } from '../../../server/core/private-store/memory-store.ts';
import type { PrivateStore } from '../../../server/core/private-store/private-store.ts';
import { sqliteStore } from '../../../server/core/private-store/sqlite-store.ts';
import { Identities } from '../../../server/core/sessions/identities.ts';
import { migrate } from '../../../server/core/sqlite-migrations.ts';
import { createFirstToken } from '../../../server/core/tokens/first-token.ts';
import { Tokens } from '../../../server/core/tokens/tokens.ts';
import { aFolder } from '../../support/folder.ts';

const noCheck = (): void => undefined;

/**
 * A connection of its own to the database file, without the lock by which `openSqlite` keeps other
 * servers out.
 */
function aConnection(context: TestContext, path: string): PrivateStore {
	const database = new Database(path, { timeout: 5_000 });
	context.after(() => database.close());
	database.pragma('journal_mode = WAL');
	migrate(database, path);
	return sqliteStore(database, noCheck);
}

test('two connections to one file add to the same sums and lose nothing', async (context) => {
	const path = join(aFolder(context), 'candor.db');
	const [one, two] = [aConnection(context, path), aConnection(context, path)];
	for (let round = 0; round < 50; round++) {
		await one.increment('sums', 'n', { affected: 1 });
		await two.increment('sums', 'n', { affected: 1, stillBroken: 1 });
	}
	const sums = { affected: 100, stillBroken: 50 };
	assert.deepEqual(await one.get('sums', 'n'), { id: 'n', version: 100, value: sums });
	assert.deepEqual(await two.get('sums', 'n'), await one.get('sums', 'n'));
});

/** Runs in a process of its own, from the built files. */
const addMany = (modules: string, path: string) => `
	import Database from 'libsql';
	import { sqliteStore } from '${modules}/private-store/sqlite-store.js';
	const store = sqliteStore(new Database(${JSON.stringify(path)}, { timeout: 30_000 }), () => undefined);
	for (let round = 0; round < 200; round++) await store.increment('sums', 'n', { affected: 1 });
`;

test('two processes that add to the same sums at the same time lose nothing', async (context) => {
	const path = join(aFolder(context), 'candor.db');
	const store = aConnection(context, path);
	const modules = pathToFileURL('dist/server/core').href;
	const exits = [1, 2].map(async () => {
		const argv = ['--input-type=module', '--eval', addMany(modules, path)];
		const child = spawn(process.execPath, argv, { stdio: ['ignore', 'inherit', 'inherit'] });
		context.after(() => child.kill('SIGKILL'));
		const [code] = await once(child, 'close');
		return code;
	});
	assert.deepEqual(await Promise.all(exits), [0, 0]);
	assert.deepEqual((await store.get('sums', 'n'))?.value, { affected: 400 });
});

test('of two servers that start at the same moment, one creates the first token', async () => {
	const store = memoryStore();
	const clock = { now: () => 0, after: () => () => undefined };
	let ids = 0;
	const newId = () => `id${++ids}`;
	const servers = [1, 2].map(
		() =>
			new Tokens({
				privateStore: store,
				identities: new Identities(store, newId),
				clock,
				newId,
				environmentToken: null,
			}),
	);
	const created = await Promise.all(servers.map((tokens) => createFirstToken(tokens, store)));
	assert.equal(created.filter((token) => token !== null).length, 1);
	assert.equal((await store.list('token')).length, 1);

	const [tokens] = servers;
	assert.ok(tokens);
	const [only] = await tokens.list();
	assert.equal(await createFirstToken(tokens, store), null);
	await tokens.changes.revoke(only?.id ?? '', { isLastAdminToo: true });
	assert.ok(
		await createFirstToken(tokens, store),
		'after the last token was revoked, a start creates one again',
	);
});

test('a new token never replaces another one', async () => {
	const store = memoryStore();
	const tokens = new Tokens({
		privateStore: store,
		identities: new Identities(store, () => 'same'),
		clock: { now: () => 0, after: () => () => undefined },
		newId: () => 'same',
		environmentToken: null,
	});
	const first = await tokens.changes.create({ name: 'pipeline' });
	await assert.rejects(tokens.changes.create({ name: 'other' }), { code: 'busy' });
	assert.deepEqual(await tokens.operator(first.token), {
		...{ actor: 'same', role: 'admin', owner: null, expiresAt: null },
	});
});
