/**
 * The embedded database, beyond the contracts of its ports: durability, one server per folder, and
 * error messages.
 */
import assert from 'node:assert/strict';
import { copyFileSync, readdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import Database from 'libsql';
import { closeSqlite, openSqlite } from '../../../server/core/sqlite.ts';
import { openFolder } from '../../../server/core/storage.ts';
import { createCandor } from '../../../server/index.ts';
import { aFolder } from '../../support/folder.ts';
import { aCommit } from './log.contract.ts';

const refused = (folder: string, code: string, sentence: RegExp): void =>
	assert.throws(
		() => openFolder(folder),
		(error) => {
			assert.equal((error as { code?: string }).code, code);
			assert.match((error as Error).message, sentence);
			return true;
		},
	);

test('commits, private records and the identity are still there after a restart', async (context) => {
	const folder = aFolder(context);
	const first = openFolder(folder);
	await first.log.append(aCommit(1), 0);
	await first.privateStore.put('token', 'a', {});
	const { site } = first.log;
	await first.close();
	const second = openFolder(folder);
	context.after(() => second.close());
	assert.deepEqual(await second.log.read(0), [aCommit(1)]);
	assert.equal(second.log.site, site);
	assert.equal((await second.privateStore.list('token')).length, 1);
});

test('every commit is synced to disk before it is acknowledged (WAL, synchronous FULL)', (context) => {
	const database = openSqlite(aFolder(context));
	context.after(() => closeSqlite(database));
	assert.deepEqual(database.pragma('journal_mode'), [{ journal_mode: 'wal' }]);
	assert.deepEqual(database.pragma('synchronous'), [{ synchronous: 2 }]);
});

test('a second server on the same folder is refused until the first one has closed it', async (context) => {
	const folder = aFolder(context);
	const first = openFolder(folder);
	refused(folder, 'in-use', /Another Candor server is using the data folder.*CANDOR_DATA/);
	await first.close();
	await openFolder(folder).close();
});

test('nothing is written to a file that was removed or replaced while the server was running', async (context) => {
	const folder = aFolder(context);
	const storage = openFolder(folder);
	context.after(() => storage.close());
	await storage.log.append(aCommit(1), 0);
	renameSync(join(folder, 'candor.db'), join(folder, 'elsewhere.db'));
	await assert.rejects(storage.log.append(aCommit(2), 1), {
		code: 'damaged',
		message: /removed or replaced/,
	});
	await assert.rejects(storage.privateStore.put('token', 'a', {}), { code: 'damaged' });
	renameSync(join(folder, 'elsewhere.db'), join(folder, 'candor.db'));
	assert.deepEqual(await storage.log.append(aCommit(2), 1), { done: true });
});

test('a log from a backup gets a new identity once', async (context) => {
	const folder = aFolder(context);
	const sites: string[] = [];
	for (const restored of [false, true, false]) {
		const storage = openFolder(folder, restored);
		sites.push(storage.log.site);
		await storage.close();
	}
	assert.notEqual(sites[1], sites[0]);
	assert.equal(sites[2], sites[1]);
});

test('a start writes nothing to a folder that a server has used before', async (context) => {
	const folder = aFolder(context);
	const first = openSqlite(folder);
	// Copied while it is open, as after kill -9: the copy is in WAL mode.
	const copy = aFolder(context);
	for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(copy, name));
	closeSqlite(first);
	const database = openSqlite(copy);
	context.after(() => closeSqlite(database));
	const { changes } = database.prepare('select total_changes() as changes').get() as { changes: number };
	assert.equal(changes, 0);
});

/**
 * A database file as the first version of Candor wrote it: layout 1, with a `vault` that has no
 * versions.
 */
function aFirstVersionFile(folder: string): void {
	const database = new Database(join(folder, 'candor.db'));
	database.exec(`
		create table identity (site text not null) strict;
		create table commits (seq integer primary key, text text not null) strict;
		create table vault (kind text not null, id text not null, text text not null, primary key (kind, id))
			strict, without rowid;
		insert into identity values ('first-site');
		insert into vault values ('token', 'a', '{"name":"one"}');
		pragma user_version = 1;
	`);
	database.prepare('insert into commits values (1, ?)').run(JSON.stringify(aCommit(1)));
	database.close();
}

test('a file of the first version opens with everything in it, and is migrated once', async (context) => {
	const folder = aFolder(context);
	aFirstVersionFile(folder);
	for (const expectedVersion of [1, 2]) {
		const storage = openFolder(folder);
		assert.equal(storage.log.site, 'first-site');
		assert.deepEqual(await storage.log.read(0), [aCommit(1)]);
		assert.deepEqual(await storage.privateStore.list('token'), [
			{ id: 'a', version: expectedVersion, value: { name: 'one' } },
		]);
		await storage.privateStore.put('token', 'a', { name: 'one' }, expectedVersion);
		await storage.close();
	}
});

test('a migration that fails leaves the file as it was', (context) => {
	const folder = aFolder(context);
	aFirstVersionFile(folder);
	const path = join(folder, 'candor.db');
	const database = new Database(path);
	// The column that the migration would add.
	database.exec('alter table vault add column version text');
	database.close();
	refused(folder, 'damaged', /cannot be used: .*version/);
	const again = new Database(path);
	context.after(() => again.close());
	assert.deepEqual(again.pragma('user_version'), [{ user_version: 1 }]);
});

test('a gap in the log prevents the start, and the error names the missing commit', async (context) => {
	const folder = aFolder(context);
	const storage = openFolder(folder);
	for (const seq of [1, 2, 3]) await storage.log.append(aCommit(seq), seq - 1);
	await storage.close();
	const database = openSqlite(folder);
	database.prepare('delete from commits where seq = 2').run();
	closeSqlite(database);
	await assert.rejects(createCandor({ data: folder }), /Commit 2 of the log is missing/);
});

test('a damaged file, an unusable folder and a newer layout have different errors', (context) => {
	const garbage = aFolder(context);
	writeFileSync(join(garbage, 'candor.db'), 'x'.repeat(5000));
	refused(garbage, 'damaged', /is damaged.*backup/);
	const file = join(aFolder(context), 'file');
	writeFileSync(file, '');
	refused(file, 'damaged', /cannot be used/);
	const later = aFolder(context);
	const database = new Database(join(later, 'candor.db'));
	database.exec('pragma user_version = 99');
	database.close();
	refused(later, 'damaged', /newer version/);
});

test('an unreadable commit prevents the start, and the error names it', async (context) => {
	for (const text of [
		'{',
		'{}',
		JSON.stringify({ ...aCommit(1), changes: [{ kind: 'page', id: 'page', value: {} }] }),
	]) {
		const folder = aFolder(context);
		const database = openSqlite(folder);
		database.prepare('insert into commits (seq, text) values (1, ?)').run(text);
		closeSqlite(database);
		await assert.rejects(createCandor({ data: folder }), /Commit 1 of the log is damaged/);
		// The folder is not locked after the error.
		closeSqlite(openSqlite(folder));
	}
});
