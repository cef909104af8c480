/** A damaged database never ends the process: each damage is a sentence that says what to do. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { rescue } from '../../../server/core/rescue.ts';
import { closeSqlite, openSqlite } from '../../../server/core/sqlite.ts';
import { openFolder } from '../../../server/core/storage.ts';
import { aFolder } from '../../support/folder.ts';
import { aServerProcess, exitOf } from '../../support/process.ts';
import { seeded } from '../../support/seeded-random.ts';
import { aServer } from '../../support/server.ts';

const commits = 300;
const pageBytes = 4096;

const component = (seq: number) => ({
	seq,
	at: new Date(Date.UTC(2030, 0, 1) + seq * 1_000).toISOString(),
	actor: 'test',
	cause: { command: 'put-component' },
	changes: [
		{
			kind: 'component',
			id: `c${seq}`,
			value: {
				name: `Käse ${seq}`,
				description: 'x'.repeat(200),
				group: null,
				position: seq,
				status: null,
				until: null,
			},
		},
	],
});

async function aLog(folder: string, count = commits): Promise<void> {
	const storage = openFolder(folder);
	for (let seq = 1; seq <= count; seq++) await storage.log.append(component(seq) as never, seq - 1);
	for (let row = 0; row < 20; row++) await storage.privateStore.put('setup', `r${row}`, { row });
	await storage.close();
}

/** Sixty ways to damage a file, ten of each kind. */
function damage(clean: Buffer, round: number): Buffer {
	const random = seeded(round + 1);
	const below = (limit: number): number => Math.floor(random() * limit);
	const bytes = Buffer.from(clean);
	const page = pageBytes * below(bytes.length / pageBytes);
	switch (round % 6) {
		case 0:
			bytes[below(bytes.length)] = 0xff;
			return bytes;
		case 1:
			return bytes.fill(0, page, page + pageBytes);
		case 2:
			return bytes.subarray(0, below(bytes.length));
		case 3:
			bytes[below(100)] = below(256);
			return bytes;
		case 4:
			for (let times = 0; times < 50; times++) bytes[page + below(pageBytes)] = below(256);
			return bytes;
		default:
			// The names of the tables.
			return bytes.fill(0xc3, pageBytes - 1 - below(900), pageBytes);
	}
}

/** Opens each folder and reads everything. One line per folder, so that a native abort is noticed. */
const reading = `
	import { createCandor } from './dist/server/index.js';
	const { default: pino } = await import('pino');
	for (const data of process.argv.slice(1)) {
		try {
			const candor = await createCandor({ data, token: 'a-token-for-the-test', logger: pino({ level: 'silent' }) });
			await candor.close();
			console.log('started');
		} catch (error) {
			console.log(error.name === 'CandorError' ? error.message : 'not a sentence: ' + error.stack);
		}
	}`;

test('of 60 damaged files none ends the process, and each has a sentence', async (context) => {
	const base = aFolder(context);
	await aLog(base);
	const clean = readFileSync(join(base, 'candor.db'));
	const folders = Array.from({ length: 60 }, (_, round) => {
		const folder = join(base, `damaged-${round}`);
		mkdirSync(folder);
		writeFileSync(join(folder, 'candor.db'), damage(clean, round));
		return folder;
	});
	const { status, signal, stdout, stderr } = spawnSync(
		process.execPath,
		['--input-type=module', '-e', reading, ...folders],
		{ encoding: 'utf8' },
	);
	assert.deepEqual([status, signal], [0, null], stderr);
	const outcomes = stdout.trimEnd().split('\n');
	assert.equal(outcomes.length, 60);
	const refused = outcomes.filter((outcome) => outcome !== 'started');
	for (const outcome of refused)
		assert.match(
			outcome,
			/(Commit \d+ of the log|identity of the log|data folder) .*(backup|newer|CANDOR_DATA)/,
		);
	assert.ok(refused.length > 30, `${refused.length} were refused`);
	assert.ok(refused.some((outcome) => /Commit \d+ of the log is damaged/.test(outcome)));
	// Damage outside all rows changes nothing, so such a file may open. It must then be complete.
	for (const [round, outcome] of outcomes.entries()) {
		if (outcome !== 'started') continue;
		const storage = openFolder(folders[round] as string);
		assert.deepEqual(
			await storage.log.read(0),
			Array.from({ length: commits }, (_, n) => component(n + 1)),
		);
		await storage.close();
	}
});

/** Replaces a byte of the only row that contains `text`. */
function damageRow(folder: string, text: string): void {
	const file = join(folder, 'candor.db');
	const bytes = readFileSync(file);
	const at = bytes.indexOf(text);
	assert.ok(at > 0);
	bytes[at] = 0xff;
	writeFileSync(file, bytes);
}

test('damage that is still valid JSON is found by the checksum', async (context) => {
	const folder = aFolder(context);
	await aLog(folder, 3);
	const database = openSqlite(folder);
	database.exec(`update commits set text = replace(text, 'Käse 2', 'Kase 2') where seq = 2`);
	closeSqlite(database);
	const storage = openFolder(folder);
	context.after(() => storage.close());
	await assert.rejects(storage.log.read(0), { code: 'damaged', message: /^Commit 2 .*--last-good/ });
	assert.equal((await storage.log.read(2)).length, 1);
});

test('rows of earlier versions have no checksum and are read', async (context) => {
	const folder = aFolder(context);
	await aLog(folder, 3);
	const database = openSqlite(folder);
	database.exec('update commits set checksum = null');
	closeSqlite(database);
	const storage = openFolder(folder);
	context.after(() => storage.close());
	assert.equal((await storage.log.read(0)).length, 3);
});

test('a damaged private record is left out, and the others can be read', async (context) => {
	const folder = aFolder(context);
	await aLog(folder, 1);
	damageRow(folder, '{"row":7}');
	const storage = openFolder(folder);
	context.after(() => storage.close());
	assert.equal((await storage.privateStore.list('setup')).length, 19);
	assert.equal(await storage.privateStore.get('setup', 'r7'), null);
});

test('damage in an old row of a running server leaves readers and operators as they were', async (context) => {
	const folder = aFolder(context);
	const server = await aServer(context, { data: folder });
	const key = { 'idempotency-key': 'k' };
	await server.write('POST', '/v1/notices', { id: 'n', title: 'Down' }, key);
	for (let round = 0; round < 30; round++)
		await server.write('POST', '/v1/notices/n/updates', { body: `Update ${round}` });
	// The pages of the file that SQLite has in memory are not read again: the rows are.
	const file = join(folder, 'candor.db');
	for (const path of [file, `${file}-wal`]) {
		const bytes = readFileSync(path);
		for (let at = bytes.indexOf('"Down"'); at >= 0; at = bytes.indexOf('"Down"', at + 1))
			bytes[at + 1] = 0xff;
		writeFileSync(path, bytes);
	}
	const again = await server.write('POST', '/v1/notices', { id: 'n', title: 'Down' }, key);
	assert.ok(again.status === 201 || again.body.code === 'damaged', again.text);
	assert.equal((await server.request('/v1/snapshot')).status, 200);
	const next = await server.write('POST', '/v1/notices/n/updates', { body: 'More' });
	assert.equal(next.status, 201);
	assert.equal((await server.request('/readyz')).status, 200);
});

test('--last-good continues after the commits before the damage and keeps the damaged file', async (context) => {
	const folder = aFolder(context);
	await aLog(folder, 30);
	const before = openFolder(folder);
	const { site } = before.log;
	await before.close();
	damageRow(folder, 'Käse 20');
	const refused = await aServerProcess(context, { CANDOR_DATA: folder });
	assert.notEqual(await exitOf(refused), 0);
	assert.match(refused.logged(), /Commit 20 of the log is damaged.*candor serve --last-good/);
	const copy = aFolder(context);
	copyFileSync(join(folder, 'candor.db'), join(copy, 'candor.db'));
	const rescued = rescue(folder, new Date(0));
	assert.equal(rescued?.commits, 19);
	assert.ok(existsSync(rescued?.damagedFile ?? ''));
	const storage = openFolder(folder);
	context.after(() => storage.close());
	assert.equal((await storage.log.read(0)).length, 19);
	assert.notEqual(storage.log.site, site);
	assert.equal((await storage.privateStore.list('setup')).length, 20);
	assert.deepEqual(await storage.log.append(component(20) as never, 19), { done: true });
});

test('a log without damage is left as it is by --last-good', async (context) => {
	const folder = aFolder(context);
	assert.equal(rescue(folder, new Date(0)), null);
	await aLog(folder, 5);
	assert.equal(rescue(folder, new Date(0)), null);
	const storage = openFolder(folder);
	context.after(() => storage.close());
	assert.equal((await storage.log.read(0)).length, 5);
	assert.throws(() => rescue(folder, new Date(0)), { code: 'in-use' });
});

test('a file in which nothing can be read is refused by --last-good too', (context) => {
	const folder = aFolder(context);
	writeFileSync(join(folder, 'candor.db'), 'x'.repeat(5_000));
	assert.throws(() => rescue(folder, new Date(0)), { code: 'damaged', message: /No commit .*backup/ });
	assert.ok(existsSync(join(folder, 'candor.db')));
});
