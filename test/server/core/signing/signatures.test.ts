/** Signatures over frames and the snapshot, verified by WebCrypto with only a pin. */
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import pino from 'pino';
import { LiveState } from '../../../../server/core/live-state.ts';
import { memoryLog } from '../../../../server/core/log/memory-log.ts';
import { createKey } from '../../../../server/core/signing/key-file.ts';
import { Keyring } from '../../../../server/core/signing/keyring.ts';
import { algorithms, readKey } from '../../../../server/core/signing/keys.ts';
import { Frames } from '../../../../server/streaming/hub/frames.ts';
import type { Change, Commit } from '../../../../src/model/state/commit.ts';
import { createEventStreamDecoder } from '../../../../src/model/wire/event-stream.ts';
import { encodeFrame, splitData } from '../../../../src/model/wire/frame-text.ts';
import { readFrame, readSnapshot } from '../../../../src/model/wire/read-frames.ts';
import { aFolder } from '../../../support/folder.ts';
import { eventsIn, partsOf, verified } from '../../../support/signature.ts';

const noon = Date.parse('2030-01-01T12:00:00.000Z');
const commit = (seq: number, change: Omit<Change, 'id'>): Commit => ({
	seq,
	at: new Date(noon).toISOString(),
	actor: 'test',
	cause: { command: 'test' },
	changes: [{ ...change, id: 'one' }],
});
const component = (seq: number, name: string): Commit =>
	commit(seq, {
		kind: 'component',
		value: { name, description: null, group: null, position: 0, status: null },
	});

async function signedFrames(context: TestContext, algorithm: (typeof algorithms)[number] = 'ES256') {
	const path = join(aFolder(context), 'keys.json');
	const key = createKey(path, algorithm, new Date(noon).toISOString());
	const time = { now: noon };
	const clock = { now: () => time.now, after: () => () => undefined };
	const logger = pino({ level: 'silent' });
	const keyring = new Keyring({ path, required: true, days: 7, clock, logger });
	const log = memoryLog('the-site');
	const liveState = await LiveState.start(log);
	context.after(() => liveState.stop());
	await log.append(component(1, 'Zürich “A”\u2028\n'), 0);
	await liveState.reached(1);
	const delivery = {
		policy: { mode: 'stream', intervalMs: 30_000 },
		heartbeatMs: 15_000,
		retryMs: 3_000,
	} as const;
	return { frames: new Frames(liveState, clock, delivery, keyring), key, time };
}

for (const algorithm of algorithms)
	test(`every frame is signed with ${algorithm}, over exactly its bytes`, async (context) => {
		const { frames, key } = await signedFrames(context, algorithm);
		const change = frames.change(component(2, 'Other'));
		assert.ok(change);
		const bytes = Buffer.concat([frames.first(null), frames.first(0), change, frames.retire(500)]);
		const events = eventsIn(bytes);
		assert.deepEqual(
			events.map(({ name }) => name),
			['snapshot', 'change', 'change', 'retire'],
		);
		for (const { name, json, jws } of events) {
			assert.deepEqual(await verified(key.pin, jws ?? '', json), {
				alg: algorithm === 'ES256' ? 'ES256' : 'EdDSA',
				kid: key.kid,
				b64: false,
				crit: ['b64'],
				typ: name,
				iat: noon / 1000,
				exp: noon / 1000 + 7 * 86_400,
			});
			assert.equal(await verified(key.pin, jws ?? '', `${json} `), null);
		}
		assert.equal(Buffer.from(key.pin, 'base64url').length, algorithm === 'ES256' ? 65 : 32);
	});

test('the data of an event is the payload and the signature on two lines', async (context) => {
	const { frames, key } = await signedFrames(context);
	const parser = createEventStreamDecoder(() => undefined, 1_000_000);
	const [event] = parser.read(String(frames.first(null)));
	const [json, jws] = splitData(event?.data ?? '');
	assert.ok(await verified(key.pin, jws ?? '', json));
	assert.equal(readFrame('snapshot', json)?.name, 'snapshot');
	assert.deepEqual(splitData('{}'), ['{}', null]);
});

test('the snapshot’s signature is its last member, over the body without that member', async (context) => {
	const { frames, key } = await signedFrames(context);
	const body = frames.snapshot().toString();
	const { json, jws } = partsOf(body);
	assert.equal((await verified(key.pin, jws, json))?.typ, 'snapshot');
	assert.equal(await verified(key.pin, jws, json.replace('Z', 'z')), null);
	const { signature: _signature, ...unsigned } = JSON.parse(body);
	assert.equal(JSON.stringify(unsigned), json);
	assert.deepEqual(readSnapshot(body), readSnapshot(json));
});

test('a signature by another key is not valid', async (context) => {
	const [ours, theirs] = [await signedFrames(context), await signedFrames(context)];
	const [event] = eventsIn(theirs.frames.first(null));
	assert.ok(event?.jws);
	assert.ok(await verified(theirs.key.pin, event.jws, event.json));
	assert.equal(await verified(ours.key.pin, event.jws, event.json), null);
});

test('a frame for many connections is encoded and signed once a second', async (context) => {
	const { frames, time } = await signedFrames(context);
	const [first, retire] = [frames.first(null), frames.retire(500)];
	time.now += 999;
	assert.equal(frames.first(null), first);
	assert.equal(frames.retire(500), retire);
	assert.notEqual(frames.retire(501), retire);
	time.now += 1;
	assert.notEqual(frames.first(null), first);
	assert.notEqual(frames.retire(500), retire);
});

test('a change of private records only makes no frame', async (context) => {
	const { frames } = await signedFrames(context);
	const retraction = { title: 'secret', reason: '', at: new Date(noon).toISOString() };
	assert.equal(frames.change(commit(2, { kind: 'retraction', value: retraction })), null);
	assert.doesNotMatch(String(frames.change(component(2, 'Shown'))), /secret/);
});

test('only a detached signature can be the second data line', () => {
	const frame = { name: 'retire', data: { v: 1, afterMs: 1 } } as const;
	assert.equal(
		encodeFrame(frame, () => 'ab-_.' + '.c'),
		`event: retire\ndata: {"v":1,"afterMs":1}\ndata: ab-_..c\n\n`,
	);
	for (const evil of ['', '..', 'a.b.c', 'a..b\n', 'a..b\nid: 9', 'a..b\r', 'a..b c', 'ä..b', '{}'])
		assert.throws(() => encodeFrame(frame, () => evil), { code: 'bad-frame' }, JSON.stringify(evil));
});

test('the kid of a key is its RFC 7638 thumbprint, as in RFC 8037 appendix A.3', () => {
	const jwk = {
		kty: 'OKP',
		crv: 'Ed25519',
		d: 'nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A',
		x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
	};
	const key = readKey(jwk, 'Ed25519', '2030-01-01T00:00:00.000Z');
	assert.equal(key.kid, 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
	assert.equal(key.pin, jwk.x);
});
