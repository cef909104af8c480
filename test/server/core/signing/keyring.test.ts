/** The key file: created, changed while a server runs, and never a reason to continue unsigned. */
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
import { createKey, readKeyFile, removeKey, useKey } from '../../../../server/core/signing/key-file.ts';
import { Keyring } from '../../../../server/core/signing/keyring.ts';
import { makeKey } from '../../../../server/core/signing/keys.ts';
import { aFolder } from '../../../support/folder.ts';
import { verified } from '../../../support/signature.ts';

const at = '2030-01-01T12:00:00.000Z';

/** The path of a key file that does not exist yet, and a keyring on it with the test's clock. */
function aKeyFile(context: TestContext) {
	const path = join(aFolder(context), 'keys.json');
	const time = { now: Date.parse(at) };
	const lines: { level: number; msg: string; err?: { message: string } }[] = [];
	const logger = pino({ level: 'info' }, { write: (line) => void lines.push(JSON.parse(line)) });
	const clock = { now: () => time.now, after: () => () => undefined };
	const open = (required = false): Keyring => new Keyring({ path, required, days: 7, clock, logger });
	return { path, time, lines, open };
}

test('only its owner may read the file, and no other file is left in the folder', (context) => {
	const { path } = aKeyFile(context);
	createKey(path, 'ES256', at);
	createKey(path, 'Ed25519', at);
	assert.equal(statSync(path).mode & 0o777, 0o600);
	assert.deepEqual(readdirSync(dirname(path)), ['keys.json']);
});

test('keys rotate with an overlap while the server runs', async (context) => {
	const { path, time, open } = aKeyFile(context);
	const keyring = open();
	assert.deepEqual([keyring.kid, keyring.sign('retire', '{}'), keyring.publicKeys()], [null, null, []]);

	const first = createKey(path, 'ES256', at);
	assert.equal(keyring.kid, null, 'the file is checked at most once a second');
	time.now += 1_000;
	assert.equal(keyring.kid, first.kid);

	const second = createKey(path, 'Ed25519', at);
	time.now += 1_000;
	assert.equal(keyring.kid, first.kid, 'a second key does not sign yet');
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

test('there are at most two keys, and the one that signs cannot be removed', (context) => {
	const { path } = aKeyFile(context);
	assert.throws(() => useKey(path, 'x'), { code: 'not-found', message: /candor keys create/ });
	const { kid } = createKey(path, 'ES256', at);
	assert.throws(() => removeKey(path, kid), { code: 'in-use', message: /candor keys use KID/ });
	createKey(path, 'ES256', at);
	assert.throws(() => createKey(path, 'ES256', at), { code: 'in-use', message: /Remove the old one first/ });
	assert.throws(() => useKey(path, ''), { code: 'not-found' });
	assert.throws(() => useKey(path, '?'), { code: 'not-found', message: /candor keys list/ });
});

test('a symbolic link stays, and its target is changed', (context) => {
	const { path } = aKeyFile(context);
	const elsewhere = join(aFolder(context), 'secret.json');
	createKey(elsewhere, 'ES256', at);
	symlinkSync(elsewhere, path);
	const { kid } = createKey(path, 'ES256', at);
	assert.ok(lstatSync(path).isSymbolicLink());
	assert.ok(readKeyFile(elsewhere)?.keys.some((key) => key.kid === kid));
	assert.deepEqual(readdirSync(dirname(elsewhere)), ['secret.json']);
});

test('one process at a time changes the keys, and the lock of a process that has ended is removed', (context) => {
	const { path } = aKeyFile(context);
	const { kid } = createKey(path, 'ES256', at);
	const lock = `${path}.lock`;
	const before = readFileSync(path, 'utf8');
	// The id of a running process, and an empty lock that was just created.
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

test('a damaged file prevents the start, and the error does not quote it', (context) => {
	const { path, open } = aKeyFile(context);
	createKey(path, 'ES256', at);
	const complete = readFileSync(path, 'utf8');
	const file = JSON.parse(complete);
	const other = makeKey('ES256', at).privateKey.export({ format: 'jwk' });
	const [key] = file.keys;
	const damaged = [
		'',
		'{}',
		complete.slice(0, -20),
		JSON.stringify({ ...file, keys: [] }),
		JSON.stringify({ ...file, v: 2 }),
		JSON.stringify({ ...file, signs: 'unknown' }),
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

test('a file that is damaged or deleted while the server runs is logged once, and the last keys stay in use', (context) => {
	const { path, time, lines, open } = aKeyFile(context);
	const { kid } = createKey(path, 'ES256', at);
	const keyring = open();
	const complete = readFileSync(path, 'utf8');
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
	assert.match(errors()[1]?.err?.message ?? '', /was deleted/);
	assert.ok(!JSON.stringify(lines).includes(JSON.parse(complete).keys[0].privateKey.d));
	writeFileSync(path, complete);
	time.now += 1_000;
	assert.equal(keyring.kid, kid);
	assert.equal(lines.at(-1)?.msg, 'key file reloaded');
});

test('a file that other users can read is used, with a warning', (context) => {
	const { path, lines, open } = aKeyFile(context);
	createKey(path, 'ES256', at);
	chmodSync(path, 0o640);
	assert.ok(open().kid);
	assert.match(lines.at(-1)?.msg ?? '', /Other users .* chmod 600/);
	assert.equal(readKeyFile(path)?.keys.length, 1);
});
