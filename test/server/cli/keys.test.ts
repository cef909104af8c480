/** `candor keys`: works without a server, prints the pins, and never prints a private key. */
import assert from 'node:assert/strict';
import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { aFolder } from '../../support/folder.ts';
import { runCli } from './harness.ts';

/** Runs commands on a data folder, without a server. */
function createDataFolder(context: TestContext) {
	const data = aFolder(context);
	const keys = (...argv: string[]) =>
		runCli(['keys', ...argv], { url: 'http://127.0.0.1:9', environment: { CANDOR_DATA: data } });
	const json = async (...argv: string[]) => {
		const { code, out, err } = await keys(...argv, '--json');
		assert.equal(code, 0, err);
		return JSON.parse(out);
	};
	return { data, file: join(data, 'keys.json'), keys, json };
}

test('keys are created, pinned, replaced and removed', async (context) => {
	const { file, keys, json } = createDataFolder(context);
	assert.deepEqual(await json('list'), { file, keys: [], attribute: null });
	assert.match((await keys('list')).out, /signs nothing[\s\S]*candor keys create/);
	const first = await json('create');
	assert.deepEqual([first.file, first.algorithm, first.signs], [file, 'ES256', true]);
	const second = await json('create', '--algorithm', 'Ed25519');
	assert.deepEqual([second.algorithm, second.signs], ['Ed25519', false]);

	const { out } = await keys('list');
	assert.match(out, new RegExp(`^${first.kid}  ES256 +signs `, 'm'));
	assert.match(out, new RegExp(`^${second.kid}  Ed25519 +does not sign `, 'm'));
	assert.match(out, new RegExp(`^data-keys="${first.pin} ${second.pin}"$`, 'm'));

	assert.equal((await keys('remove', first.kid)).code, 6);
	assert.equal((await json('use', second.kid.slice(0, 6))).kid, second.kid);
	assert.deepEqual(await json('remove', first.kid), { file, kid: first.kid, removed: true });
	const { keys: left, attribute } = await json('list');
	assert.deepEqual(
		left.map(({ kid, signs }: { kid: string; signs: boolean }) => [kid, signs]),
		[[second.kid, true]],
	);
	assert.equal(attribute, `data-keys="${second.pin}"`);
});

test('private keys are never printed', async (context) => {
	const { file, keys } = createDataFolder(context);
	const results = [];
	for (const argv of [['create'], ['create', '--json'], ['list'], ['list', '--json'], ['create']])
		results.push(await keys(...argv));
	const printed = results.map(({ out, err }) => out + err).join();
	for (const { privateKey } of JSON.parse(readFileSync(file, 'utf8')).keys)
		assert.ok(!printed.includes(privateKey.d));
	assert.ok(printed.includes('data-keys="'));
});

test('the key file is CANDOR_KEYS, else in the folder of --data, else in CANDOR_DATA', async (context) => {
	const folder = aFolder(context);
	const [elsewhere, configured] = [join(folder, 'elsewhere'), join(folder, 'configured.json')];
	const places: [string[], Readonly<Record<string, string>>, string][] = [
		[[], { CANDOR_DATA: folder }, join(folder, 'keys.json')],
		[['--data', elsewhere], { CANDOR_DATA: folder }, join(elsewhere, 'keys.json')],
		[['--data', elsewhere], { CANDOR_DATA: folder, CANDOR_KEYS: configured }, configured],
	];
	for (const [argv, environment, file] of places) {
		const url = 'http://127.0.0.1:9';
		const { out } = await runCli(['keys', 'create', ...argv, '--json'], { url, environment });
		assert.deepEqual([JSON.parse(out).file, statSync(file).mode & 0o777], [file, 0o600]);
	}
});

test('unknown keys, a third key and a damaged file are refused with advice', async (context) => {
	const { file, keys } = createDataFolder(context);
	assert.match((await keys('use', 'abc')).err, /There is no key file .*candor keys create/);
	assert.equal((await keys('use', 'a b')).code, 2);
	assert.equal((await keys('create', '--algorithm', 'none')).code, 2);
	await keys('create');
	await keys('create');
	const third = await keys('create');
	assert.equal(third.code, 6);
	assert.match(third.err, /two keys already/);
	assert.equal((await keys('use', 'unknown')).code, 5);
	writeFileSync(file, '{');
	const damaged = await keys('create');
	assert.equal(damaged.code, 1);
	assert.match(damaged.err, /cannot be used\. It is not JSON\. Put it back from a backup/);
	assert.equal(readFileSync(file, 'utf8'), '{', 'a damaged file is not overwritten');
});
