/** Checkpoints of a real server: what a restart, a redaction, a backup and a move do with them. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import pino from 'pino';
import { readContent } from '../../../../server/core/backup/content.ts';
import { systemClock } from '../../../../server/core/clock.ts';
import type { Log } from '../../../../server/core/log/log.ts';
import { sqliteToPostgres } from '../../../../server/core/migrate/migrate.ts';
import { openFolder } from '../../../../server/core/storage.ts';
import { aFolder } from '../../../support/folder.ts';
import { aDatabase } from '../../../support/postgres.ts';
import { aPostgresStorage } from '../../../support/postgres-storage.ts';
import { aServer, type TestServer } from '../../../support/server.ts';
import { aCommit } from '../log.contract.ts';
import { aCheckpoint, afterStart, withoutCheckpoint } from './given.ts';

const update = 'A sentence of an operator';

/** A folder with a log that a server has filled, and then many commits. */
async function aFilledFolder(context: TestContext) {
	const data = aFolder(context);
	const server = await aServer(context, { data, unsigned: true });
	const opened = await server.write('POST', '/v1/notices', {
		...{ title: 'Checkout is failing', impact: 'major', body: update },
		...{ affected: [{ component: 'checkout', status: 'partial-outage' }] },
	});
	assert.equal(opened.status, 201);
	const repeated = {
		...{
			path: `/v1/notices/${opened.body.id}/updates`,
			body: { body: 'The cause is known.', phase: 'identified' },
		},
		headers: { 'idempotency-key': 'one-key' },
	};
	const first = await server.write('POST', repeated.path, repeated.body, repeated.headers);
	await server.close();
	const storage = openFolder(data);
	const [{ seq: last } = { seq: 0 }] = (await storage.log.read(0)).slice(-1);
	for (let seq = last + 1; seq <= last + 250; seq++)
		await storage.log.append({ ...aCommit(seq), at: new Date().toISOString() }, seq - 1);
	await storage.close();
	const filled = await aServer(context, { data, unsigned: true });
	const seen = await everythingOf(filled);
	// An orderly stop writes the checkpoint.
	await filled.close();
	return { data, notice: opened.body.id as string, seen, repeated, first };
}

/** What a server tells of its state and its projections, without the time of the answer. */
async function everythingOf(server: TestServer): Promise<unknown> {
	const paths = ['/v1/snapshot', '/v1/history', '/v1/notices', '/v1/promises', '/v1/log?limit=5'];
	const answers = await Promise.all(
		[...paths, '/api/v2/summary.json'].map((path) => server.write('GET', path)),
	);
	return answers.map(({ status, text }) => {
		assert.equal(status, 200);
		return { ...JSON.parse(text.replaceAll(server.url, '')), at: null };
	});
}

const startOf = async (data: string) => {
	const storage = openFolder(data);
	const started = await afterStart(storage.log, systemClock);
	await storage.close();
	return started;
};

test('a server that is started again tells the same, and repeats the result of a key', async (context) => {
	const { data, seen, repeated, first } = await aFilledFolder(context);
	assert.ok((await startOf(data)).seq > 220);
	const server = await aServer(context, { data, unsigned: true });
	assert.deepEqual(await everythingOf(server), seen);
	const again = await server.write('POST', repeated.path, repeated.body, repeated.headers);
	assert.deepEqual([again.status, again.body], [first.status, first.body]);
	assert.equal(again.headers.get('idempotency-replayed'), 'true');
	assert.equal(
		(await server.write('GET', '/v1/log?limit=1')).body.entries[0].seq,
		(await server.write('GET', '/v1/snapshot')).body.seq,
	);
});

/** The texts of the parts with values, which are compressed: words are found in none of them as they are. */
async function partsOf(log: Log): Promise<readonly string[]> {
	const { text } = (await log.checkpoints?.head()) ?? { text: null };
	const hashes = (text ?? '').match(/[0-9a-f]{64}/g) ?? [];
	return (await log.checkpoints?.parts(hashes)) ?? [];
}

test('after a redaction no byte of the files is of the checkpoint', async (context) => {
	const { data, notice } = await aFilledFolder(context);
	const before = openFolder(data);
	const parts = await partsOf(before.log);
	await before.close();
	assert.ok(parts.length > 2);
	const holding = (): readonly string[] =>
		readdirSync(data).filter((name) => {
			const bytes = readFileSync(join(data, name));
			return parts.some((part) => part.length > 40 && bytes.includes(part.slice(0, 4_000)));
		});
	assert.deepEqual(holding(), ['candor.db']);
	const server = await aServer(context, { data, unsigned: true });
	const redaction = { fields: ['title'], title: 'Checkout', reason: 'A name.' };
	assert.equal((await server.write('POST', `/v1/notices/${notice}/redact`, redaction)).status, 200);
	assert.deepEqual(holding(), []);
});

test('a backup holds no checkpoint, and a moved log has none', async (context) => {
	const { data } = await aFilledFolder(context);
	const storage = openFolder(data);
	const { log, privateStore } = storage;
	const parts = await partsOf(log);
	const { seq } = (await log.read(220)).at(-1) ?? { seq: 0 };
	const content = await readContent({ log, privateStore, seq: () => seq, now: () => 0 });
	let text = '';
	for await (const chunk of content.chunks) text += chunk;
	assert.equal(text.split('\n').length - 3, seq + content.head.privateRecords);
	for (const part of parts.filter(({ length }) => length > 40)) assert.equal(text.includes(part), false);
	await storage.close();
	const { address } = await aDatabase(context);
	await sqliteToPostgres({ folder: data, address, logger: pino({ level: 'silent' }) });
	const moved = await aPostgresStorage(context, address);
	assert.deepEqual(await moved.log.checkpoints?.head(), { text: null, rewrites: 0 });
});

test('on Postgres a server starts from the checkpoint of another one', async (context) => {
	const { address } = await aDatabase(context);
	const one = await aPostgresStorage(context, address);
	for (let seq = 1; seq <= 300; seq++) await one.log.append(aCommit(seq), seq - 1);
	assert.equal(await aCheckpoint(one.log, systemClock), 300);
	for (let seq = 301; seq <= 310; seq++) await one.log.append(aCommit(seq), seq - 1);
	const { log } = await aPostgresStorage(context, address);
	const started = await afterStart(log, systemClock);
	assert.deepEqual([started.seq, started.unusable], [300, null]);
	assert.deepEqual(started.known, (await afterStart(withoutCheckpoint(log), systemClock)).known);
});
