/**
 * Connections are cut at any byte while 50 updates per second are published, and resume with their cursor. `CANDOR_RESUME_ROUNDS`
 * sets the number of cuts (default: 100); `CANDOR_RESUME_SEED` repeats the cuts of an earlier run.
 */
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { test } from 'node:test';
import { setInterval } from 'node:timers/promises';
import { plainText } from '../../src/model/rich-text.ts';
import { emptyState, type StateRecord } from '../../src/model/state/state.ts';
import type { Frame } from '../../src/model/wire/frames.ts';
import { aFolder } from '../support/folder.ts';
import { aServerProcess } from '../support/process.ts';
import { seeded } from '../support/seeded-random.ts';
import { token } from '../support/server.ts';
import { subscriberOf } from '../support/subscriber.ts';

const rounds = Number(process.env.CANDOR_RESUME_ROUNDS ?? 100);
const seed = Number(process.env.CANDOR_RESUME_SEED ?? Date.now() % 1_000_000);
const readers = 10;
const commitEveryMs = 20;
/** In bytes: a few updates. Some cuts fall into the head, some into the first frame, most into live frames. */
const furthestCut = 8_000;

/** The body of the response on a socket, which is cut after `limit` bytes, including the head. */
async function* bodyUpTo(limit: number, socket: Socket): AsyncGenerator<Buffer> {
	let left = limit;
	let head: Buffer | null = Buffer.alloc(0);
	if (left === 0) return void socket.destroy();
	for await (const chunk of socket) {
		let bytes: Buffer = chunk.subarray(0, left);
		left -= bytes.length;
		if (head) {
			head = Buffer.concat([head, bytes]);
			const end = head.indexOf('\r\n\r\n');
			bytes = end < 0 ? Buffer.alloc(0) : head.subarray(end + 4);
			if (end >= 0) {
				assert.match(head.toString(), /^HTTP\/1\.1 200 /);
				head = null;
			}
		}
		yield bytes;
		// Leaving the loop destroys the socket.
		if (left === 0) return;
	}
	throw new Error('The server ended the stream.');
}

/** Everything that one client received, over all its connections. */
class Ledger {
	state = emptyState;
	readonly updates: number[] = [];

	/** Connects with the cursor, and stays until `limit` bytes have arrived, or `seq` is reached. */
	async follow(port: string, limit: number, seq?: number): Promise<void> {
		const socket = connect(Number(port), '127.0.0.1');
		await once(socket, 'connect');
		socket.write(`GET /v1/stream?since=${this.state.seq} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\n\r\n`);
		const body = Readable.from(bodyUpTo(limit, socket), { objectMode: false });
		const failed = once(body, 'error').then(([error]) => Promise.reject(error));
		const reader = subscriberOf(body, this.state, () => body.destroy());
		const read = seq === undefined ? reader.ended : reader.until(({ state }) => state.seq === seq);
		await Promise.race([read, failed]);
		reader.close();
		let cursor = this.state.seq;
		for (const frame of reader.frames) cursor = this.#record(frame, cursor);
		this.state = reader.state;
	}

	/** Records a frame; returns the cursor after it. */
	#record(frame: Frame, cursor: number): number {
		if (frame.name !== 'change') assert.fail(`${frame.name}: a client with a cursor receives changes only`);
		const { seq, records } = frame.data;
		assert.ok(seq >= cursor, `from ${cursor} back to ${seq}`);
		for (const record of records) {
			assert.ok(record.seq > cursor && record.seq <= seq, `${record.kind} ${record.id} came again`);
			if (record.kind === 'update') this.updates.push(numberOf(record));
		}
		return seq;
	}
}

const numberOf = ({ value }: StateRecord): number =>
	Number(/\d+/.exec(plainText((value as { body: Parameters<typeof plainText>[0] }).body))?.[0]);

test(`${rounds} cuts at any byte (seed ${seed}): no update is lost, doubled or out of order`, {
	timeout: 120_000,
}, async (context) => {
	const settings = { CANDOR_DATA: aFolder(context), CANDOR_TOKEN: token };
	const { url } = await aServerProcess(context, settings);
	const { port } = new URL(url);
	const write = async (path: string, body: object): Promise<void> => {
		const response = await fetch(url + path, {
			method: 'POST',
			headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
			body: JSON.stringify(body),
		});
		assert.equal(response.status, 201, await response.text());
	};
	await write('/v1/notices', { id: 'n', title: 'Checkout is failing 🔥', body: 'Step 0' });

	const random = seeded(seed);
	const ledgers = Array.from({ length: readers }, () => new Ledger());
	let cuts = 0;
	let over = false;
	let written = 0;
	const reading = async (): Promise<void> => {
		try {
			await Promise.all(
				ledgers.map(async (ledger) => {
					while (cuts++ < rounds) await ledger.follow(port, Math.floor(random() * furthestCut));
				}),
			);
		} finally {
			over = true;
		}
	};
	const writing = async (): Promise<void> => {
		for await (const _ of setInterval(commitEveryMs)) {
			if (over) return;
			await write('/v1/notices/n/updates', { body: `Step ${written + 1} — done 🔥` });
			written += 1;
		}
	};
	const start = performance.now();
	await Promise.all([reading(), writing()]);
	const seconds = (performance.now() - start) / 1_000;
	context.diagnostic(`${rounds} cuts, ${written} commits in ${seconds.toFixed(1)} s`);

	const expected = Array.from({ length: written + 1 }, (_, index) => index);
	for (const ledger of ledgers) {
		await ledger.follow(port, Number.POSITIVE_INFINITY, written + 1);
		assert.deepEqual(ledger.updates, expected);
	}
});
