/**
 * The files of a running server are damaged or removed: it goes on, readers keep what they had, and
 * the next start has every acknowledged commit or a sentence that says what to do.
 */
import assert from 'node:assert/strict';
import { closeSync, ftruncateSync, openSync, rmSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { aFolder } from '../../support/folder.ts';
import { aServerProcess, exitOf, type ServerProcess } from '../../support/process.ts';

const token = 'a-token-for-the-tests';
const updates = 60;
const sentence = /Error: (?:Commit \d+ of the log|The database in the data folder \S+) is damaged.*backup/;

/** Overwrites bytes in place, as a broken disk does: the server has the file open. */
function overwrite(file: string, from: number, to: number): void {
	const { size } = statSync(file);
	const [start, end] = [Math.floor(size * from), Math.floor(size * to)];
	const handle = openSync(file, 'r+');
	writeSync(handle, Buffer.alloc(end - start, 0xff), 0, end - start, start);
	closeSync(handle);
}
function truncate(file: string): void {
	const handle = openSync(file, 'r+');
	ftruncateSync(handle, 100);
	closeSync(handle);
}
/** By what happens: to which file, and how. */
const damages: Readonly<Record<string, (folder: string) => void>> = {
	'a part of the write-ahead log is overwritten': (folder) =>
		overwrite(join(folder, 'candor.db-wal'), 0.4, 0.5),
	'the whole write-ahead log is overwritten': (folder) => overwrite(join(folder, 'candor.db-wal'), 0, 1),
	'the write-ahead log is cut off': (folder) => truncate(join(folder, 'candor.db-wal')),
	'the write-ahead log is removed': (folder) => rmSync(join(folder, 'candor.db-wal')),
	'a part of the database is overwritten': (folder) => overwrite(join(folder, 'candor.db'), 0.4, 0.6),
	'the whole database is overwritten': (folder) => overwrite(join(folder, 'candor.db'), 0, 1),
	'the database is removed': (folder) => rmSync(join(folder, 'candor.db')),
	'the folder is removed': (folder) => rmSync(folder, { recursive: true }),
};

const write = ({ url }: ServerProcess, path: string, body: object) =>
	fetch(url + path, {
		method: 'POST',
		headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
		body: JSON.stringify(body),
	});
const bodiesOf = async ({ url }: ServerProcess): Promise<string[]> => {
	const response = await fetch(`${url}/v1/notices/n`);
	assert.equal(response.status, 200);
	const { updates: all } = (await response.json()) as { updates: { body: unknown }[] };
	return all.map(({ body }) => JSON.stringify(body));
};
const countAcknowledged = (bodies: readonly string[]): number =>
	Array.from({ length: updates }, (_, index) => `Update ${index}.`).filter((words) =>
		bodies.some((body) => body.includes(words)),
	).length;

for (const [what, damage] of Object.entries(damages))
	test(`while ${what}, a server goes on`, async (context) => {
		const environment = { CANDOR_DATA: join(aFolder(context), 'data'), CANDOR_TOKEN: token };
		const server = await aServerProcess(context, environment);
		assert.equal((await write(server, '/v1/notices', { id: 'n', title: 'Down' })).status, 201);
		for (let index = 0; index < updates; index++) {
			const body = `Update ${index}. ${'These are its words. '.repeat(20)}`;
			assert.equal((await write(server, '/v1/notices/n/updates', { body })).status, 201);
		}
		const stream = await fetch(`${server.url}/v1/stream`);
		const frames = (stream.body as ReadableStream<Uint8Array>).getReader();
		await frames.read();

		damage(environment.CANDOR_DATA);
		assert.equal(countAcknowledged(await bodiesOf(server)), updates, 'readers keep what they had');
		assert.equal((await fetch(`${server.url}/v1/snapshot`)).status, 200);
		const next = await write(server, '/v1/notices/n/updates', { body: 'After it.' });
		if (next.status !== 201) {
			const { code, detail } = (await next.json()) as { code: string; detail: string };
			assert.equal(code, 'damaged');
			assert.match(detail, /Nothing was published.*restart the server|is damaged/);
		}
		// Readiness is about readers; the reason why nothing can be written is beside it.
		const ready = await fetch(`${server.url}/readyz`);
		assert.equal(ready.status, 200);
		const { refusal } = (await ready.json()) as { refusal?: string };
		assert.equal(refusal !== undefined, next.status !== 201);
		assert.equal(server.child.exitCode, null);
		assert.equal(server.child.signalCode, null);
		// The stream is still open: the frame of the update, or the heartbeat.
		assert.equal((await frames.read()).done, false);
		await frames.cancel();
		assert.equal(await server.end(), 0, server.logged());

		const restarted = await aServerProcess(context, environment);
		if (restarted.url === '') {
			assert.notEqual(await exitOf(restarted), 0);
			assert.match(restarted.logged(), sentence);
		} else if (next.status === 201) assert.equal(countAcknowledged(await bodiesOf(restarted)), updates);
	});
