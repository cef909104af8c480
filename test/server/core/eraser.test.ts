/** Redacted words are in no byte of the files, however the file came to hold them. */
import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { sqliteLog } from '../../../server/core/log/sqlite-log.ts';
import { closeSqlite, databaseFile, openSqlite, type Sqlite } from '../../../server/core/sqlite.ts';
import { openFolder } from '../../../server/core/storage.ts';
import { redacted } from '../../../src/model/redaction.ts';
import type { Commit } from '../../../src/model/state/commit.ts';
import { commits, say } from '../../model/given.ts';
import { aFolder } from '../../support/folder.ts';

const secret = 'hunter2-S3cret';
const redaction = { notice: 'n', update: 'id-2-1', fields: [], title: '…' } as const;

/** A story whose second commit has the secret in its body. `length`: a long text takes pages of its own. */
const storyWith = (length: number): readonly Commit[] =>
	commits(
		{ type: 'open-notice', id: 'n', kind: 'incident', title: 'Down' },
		{ type: 'post-update', notice: 'n', body: say(`${'x'.repeat(length)} ${secret}`) },
		{ type: 'post-update', notice: 'n', body: say('Other words.') },
		{ type: 'resolve', notice: 'n' },
	);

/** The names of the files of a folder that contain the secret. */
const filesWithSecret = (folder: string): readonly string[] =>
	readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(secret));

function aLog(context: TestContext, folder = aFolder(context)) {
	const storage = openFolder(folder);
	context.after(() => storage.close());
	return { folder, storage, log: storage.log };
}

for (const length of [10, 5_000, 100_000])
	test(`no byte of the files holds the words of a redacted update of ${length} characters`, async (context) => {
		const { folder, storage, log } = aLog(context);
		const story = storyWith(length);
		for (const commit of story) await log.append(commit, commit.seq - 1);
		// Rows that move between pages may leave copies of themselves in free space.
		for (let round = 0; round < 200; round++)
			await storage.privateStore.put('other', String(round), { round });
		for (let round = 0; round < 200; round += 2) await storage.privateStore.remove('other', String(round));
		assert.notDeepEqual(filesWithSecret(folder), []);
		const rewritten = story.flatMap((commit) => redacted(commit, redaction, 5) ?? []);
		assert.equal(rewritten.length, 1);
		const marker = { ...(story[3] as Commit), seq: 5, changes: [] };
		assert.deepEqual(await log.redact(marker, 4, rewritten), { done: true });
		assert.deepEqual(filesWithSecret(folder), []);
		const read = await log.read(0);
		assert.equal(JSON.stringify(read).includes(secret), false);
		assert.deepEqual(read[1]?.redactedBy, [5]);
		assert.deepEqual(read[0], story[0]);

		const backup = aFolder(context);
		cpSync(folder, backup, { recursive: true });
		assert.deepEqual(filesWithSecret(backup), []);
		await storage.close();
		assert.deepEqual(filesWithSecret(folder), []);
		assert.ok(readdirSync(folder).includes('candor.db'), databaseFile(folder));
	});

/** The steps of an erasure, by what the eraser asks of the database. */
const steps = ['vacuum', 'wal_checkpoint', 'delete'] as const;
type Step = (typeof steps)[number];

/** The database of a folder, which calls `before` ahead of each step of an erasure. */
function aWatchedDatabase(folder: string, before: (step: Step) => void): Sqlite {
	const database = openSqlite(folder);
	const removal = database.prepare("delete from vault where (kind, id) = ('erasure', 'file')");
	return Object.assign(Object.create(database), {
		exec(sql: string) {
			if (sql === 'vacuum') before('vacuum');
			return database.exec(sql);
		},
		pragma(text: string) {
			if (text.startsWith('wal_checkpoint')) before('wal_checkpoint');
			return database.pragma(text);
		},
		prepare(sql: string) {
			if (!sql.startsWith("delete from vault where (kind, id) = ('erasure'")) return database.prepare(sql);
			return {
				run() {
					before('delete');
					return removal.run();
				},
			};
		},
		transaction: database.transaction.bind(database),
		close: () => closeSqlite(database),
	}) as Sqlite;
}

const story = storyWith(5_000);
const rewritten = story.flatMap((commit) => redacted(commit, redaction, 5) ?? []);
const marker = { ...(story[3] as Commit), seq: 5, changes: [] };

/** A log with the secret in its second commit. `now`: for the retries. */
async function aWatchedLog(context: TestContext, before: (step: Step, folder: string) => void) {
	const folder = aFolder(context);
	const database = aWatchedDatabase(folder, (step) => before(step, folder));
	context.after(() => database.close());
	const time = { now: 0 };
	const log = sqliteLog(
		database,
		() => undefined,
		false,
		() => time.now,
	);
	for (const commit of story) await log.append(commit, commit.seq - 1);
	assert.notDeepEqual(filesWithSecret(folder), []);
	return { folder, log, time, database };
}

/** Opens a folder as a restarted server does: afterwards the words must be gone. */
async function assertErasedByARestart(folder: string): Promise<void> {
	const { log, close } = openFolder(folder);
	assert.equal(log.unfinishedErasure, null);
	assert.deepEqual(filesWithSecret(folder), []);
	const read = await log.read(0);
	assert.equal(read.length, 5);
	assert.equal(JSON.stringify(read).includes(secret), false);
	await close();
	assert.deepEqual(filesWithSecret(folder), []);
}

test('a process that is killed before any step of the erasure leaves no words after its restart', async (context) => {
	const copies: string[] = [];
	const { log } = await aWatchedLog(context, (step, folder) => {
		// What kill -9 leaves at this moment.
		const copy = aFolder(context);
		cpSync(folder, copy, { recursive: true });
		assert.deepEqual(filesWithSecret(copy).length > 0, step !== 'delete', step);
		copies.push(copy);
	});
	assert.deepEqual(await log.redact(marker, 4, rewritten), { done: true });
	assert.equal(copies.length, steps.length);
	for (const copy of copies) await assertErasedByARestart(copy);
});

for (const failing of steps)
	test(`when the disk refuses the step "${failing}", it says so, and the words go later without a restart`, async (context) => {
		let isFull = false;
		const { folder, log, time } = await aWatchedLog(context, (step) => {
			if (isFull && step === failing) throw new Error('database or disk is full');
		});
		isFull = true;
		await assert.rejects(log.redact(marker, 4, rewritten), {
			code: 'internal',
			message: /may still hold them \(database or disk is full\)\. Make room/,
		});
		assert.equal(log.unfinishedErasure?.code, 'internal');
		// Nothing that is read has them.
		assert.equal(JSON.stringify(await log.read(0)).includes(secret), false);
		const restarted = aFolder(context);
		cpSync(folder, restarted, { recursive: true });

		const next = (seq: number) => log.append({ ...marker, seq }, seq - 1);
		time.now += 60_000;
		assert.deepEqual(await next(6), { done: true }, 'a publication goes on while the disk refuses');
		assert.notEqual(log.unfinishedErasure, null);
		isFull = false;
		await next(7);
		assert.notEqual(log.unfinishedErasure, null, 'not tried again within a minute');
		time.now += 60_000;
		await next(8);
		assert.equal(log.unfinishedErasure, null);
		assert.deepEqual(filesWithSecret(folder), []);
		await assertErasedByARestart(restarted);
	});

test('a server whose disk still refuses the erasure starts, and says so', async (context) => {
	let isFull = true;
	const { folder, log, database } = await aWatchedLog(context, (step) => {
		if (isFull && step === 'vacuum') throw new Error('database or disk is full');
	});
	await assert.rejects(log.redact(marker, 4, rewritten), { code: 'internal' });
	const restarted = sqliteLog(database, () => undefined, false);
	assert.match(restarted.unfinishedErasure?.message ?? '', /may still hold them/);
	assert.equal((await restarted.read(0)).length, 5);
	isFull = false;
	assert.equal(sqliteLog(database, () => undefined, false).unfinishedErasure, null);
	assert.deepEqual(filesWithSecret(folder), []);
});
