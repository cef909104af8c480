/** The key file: made, taken up by a server that runs, and never a reason to go on unsigned. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
	chmodSync,
	lstatSync,
	readdirSync,
	readFileSync,
	rmSync,
	statSync,
	symlinkSync,
	writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { type TestContext, test } from 'node:test';
import pino from 'pino';
import { createKey, readKeyFile, removeKey, useKey } from '../../../server/core/signing/key-file.ts';
import { Keyring } from '../../../server/core/signing/keyring.ts';
import { makeKey } from '../../../server/core/signing/keys.ts';
import { aFolder } from '../../support/folder.ts';
import { verified } from '../../support/signature.ts';

const at = '2030-01-01T12:00:00.000Z';

/** A key file that is not there yet, and what opens a keyring on it by a clock that only the test moves. */
function aPlace(context: TestContext) {
	const path = join(aFolder(context), 'keys.json');
	const time = { now: Date.parse(at) };
	const lines: { level: number; msg: string; err?: { message: string } }[] = [];
	const logger = pino({ level: 'info' }, { write: (line) => void lines.push(JSON.parse(line)) });
	const clock = { now: () => time.now, after: () => () => undefined };
	const open = (required = false): Keyring => new Keyring({ path, required, days: 7, clock, logger });
	return { path, time, lines, open };
}

test('the file is for its owner alone, and nothing else is left beside it', (context) => {
	const { path } = aPlace(context);
	createKey(path, 'ES256', at);
	createKey(path, 'Ed25519', at);
	assert.equal(statSync(path).mode & 0o777, 0o600);
	assert.deepEqual(readdirSync(dirname(path)), ['keys.json']);
});

test('keys rotate with an overlap, under a server that runs', async (context) => {
	const { path, time, open } = aPlace(context);
	const keyring = open();
	assert.deepEqual([keyring.kid, keyring.sign('retire', '{}'), keyring.publicKeys()], [null, null, []]);

	const first = createKey(path, 'ES256', at);
	assert.equal(keyring.kid, null, 'it looks once a second at the most');
	time.now += 1_000;
	assert.equal(keyring.kid, first.kid);

	const second = createKey(path, 'Ed25519', at);
	time.now += 1_000;
	assert.equal(keyring.kid, first.kid, 'a second key waits');
	assert.deepEqual(
		keyring.publicKeys().map(({ kid, pin, alg }) => [kid, pin, alg]),
		[
			[first.kid, first.pin, 'ES256'],
			[second.kid, second.pin, 'EdDSA'],
		],
	);

	useKey(path, second.kid.slice(0, 8));
	time.now += 1_000;
	assert.ok(await verified(second.pin, keyring.sign('retire', '{}') ?? '', '{}'));
	removeKey(path, first.kid);
	time.now += 1_000;
	assert.deepEqual(
		keyring.publicKeys().map(({ kid }) => kid),
		[second.kid],
	);
	for (const key of keyring.publicKeys()) assert.ok(!('d' in key));
});

test('there are two keys at the most, and the one that signs cannot be removed', (context) => {
	const { path } = aPlace(context);
	assert.throws(() => useKey(path, 'x'), { code: 'not-found', message: /candor keys create/ });
	const { kid } = createKey(path, 'ES256', at);
	assert.throws(() => removeKey(path, kid), { code: 'in-use', message: /candor keys use KID/ });
	createKey(path, 'ES256', at);
	assert.throws(() => createKey(path, 'ES256', at), { code: 'in-use', message: /Remove the old one first/ });
	assert.throws(() => useKey(path, ''), { code: 'not-found' });
	assert.throws(() => useKey(path, '?'), { code: 'not-found', message: /candor keys list/ });
});

test('a file that a link leads to is changed where it is', (context) => {
	const { path } = aPlace(context);
	const elsewhere = join(aFolder(context), 'secret.json');
	createKey(elsewhere, 'ES256', at);
	symlinkSync(elsewhere, path);
	const { kid } = createKey(path, 'ES256', at);
	assert.ok(lstatSync(path).isSymbolicLink());
	assert.ok(readKeyFile(elsewhere)?.keys.some((key) => key.kid === kid));
	assert.deepEqual(readdirSync(dirname(elsewhere)), ['secret.json']);
});

test('while another process changes the keys nobody else does; what one left behind that has ended holds nobody up', (context) => {
	const { path } = aPlace(context);
	const { kid } = createKey(path, 'ES256', at);
	const lock = `${path}.lock`;
	const before = readFileSync(path, 'utf8');
	// One that runs, one that has just made its lock.
	for (const holder of [String(process.ppid), '']) {
		writeFileSync(lock, holder);
		for (const act of [() => createKey(path, 'ES256', at), () => useKey(path, kid)])
			assert.throws(act, { code: 'in-use', message: /keys\.json\.lock.* Try again in a moment/ });
		assert.equal(readFileSync(path, 'utf8'), before);
		assert.equal(readFileSync(lock, 'utf8'), holder);
	}
	const { pid } = spawnSync(process.execPath, ['--version']);
	writeFileSync(lock, String(pid));
	createKey(path, 'ES256', at);
	assert.equal(readKeyFile(path)?.keys.length, 2);
	assert.deepEqual(readdirSync(dirname(path)), ['keys.json']);
});

test('a damaged file stops the start, and is not quoted', (context) => {
	const { path, open } = aPlace(context);
	createKey(path, 'ES256', at);
	const whole = readFileSync(path, 'utf8');
	const file = JSON.parse(whole);
	const other = makeKey('ES256', at).privateKey.export({ format: 'jwk' });
	const [key] = file.keys;
	const damaged = [
		'',
		'{}',
		whole.slice(0, -20),
		JSON.stringify({ ...file, keys: [] }),
		JSON.stringify({ ...file, v: 2 }),
		JSON.stringify({ ...file, signs: 'nobody' }),
		JSON.stringify({ ...file, keys: [key, key] }),
		JSON.stringify({ ...file, keys: [{ ...key, algorithm: 'Ed25519' }] }),
		JSON.stringify({ ...file, keys: [{ ...key, privateKey: { ...key.privateKey, d: other.d } }] }),
	];
	for (const text of damaged) {
		writeFileSync(path, text);
		assert.throws(open, (error) => {
			const { code, message } = error as { code: string; message: string };
			assert.equal(code, 'damaged', text);
			assert.match(message, /^The key file .*keys\.json cannot be used\. .* Put it back from a backup/);
			assert.ok(!message.includes(key.privateKey.d));
			return true;
		});
	}
	rmSync(path);
	assert.throws(() => open(true), { code: 'damaged', message: /There is no key file .* CANDOR_KEYS/ });
	assert.equal(open().kid, null);
});

test('a file that is damaged or gone while the server runs is told once, and the last keys go on signing', (context) => {
	const { path, time, lines, open } = aPlace(context);
	const { kid } = createKey(path, 'ES256', at);
	const keyring = open();
	const whole = readFileSync(path, 'utf8');
	const errors = () => lines.filter(({ level }) => level === 50);
	for (const act of [() => writeFileSync(path, 'damaged'), () => rmSync(path)]) {
		const before = errors().length;
		act();
		for (let second = 0; second < 3; second++) {
			time.now += 1_000;
			assert.equal(keyring.kid, kid);
			assert.ok(keyring.sign('retire', '{}'));
		}
		assert.equal(errors().length, before + 1);
	}
	assert.match(errors()[1]?.err?.message ?? '', /is gone/);
	assert.ok(!JSON.stringify(lines).includes(JSON.parse(whole).keys[0].privateKey.d));
	writeFileSync(path, whole);
	time.now += 1_000;
	assert.equal(keyring.kid, kid);
	assert.equal(lines.at(-1)?.msg, 'the key file has changed');
});

test('a file that others may read is used, with a warning', (context) => {
	const { path, lines, open } = aPlace(context);
	createKey(path, 'ES256', at);
	chmodSync(path, 0o640);
	assert.ok(open().kid);
	assert.match(lines.at(-1)?.msg ?? '', /Other users .* chmod 600/);
	assert.equal(readKeyFile(path)?.keys.length, 1);
});
