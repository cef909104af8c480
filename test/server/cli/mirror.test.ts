/**
 * `candor mirror` into a folder: identical bytes, complete at any time, over outages of the server.
 */
import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { aFolder } from '../../support/folder.ts';
import { partsOf, verified } from '../../support/signature.ts';
import { runCli } from './harness.ts';
import { readText, runMirror, seqOf, startSigningServer, unplugged } from './mirror-harness.ts';

/** A line that never comes fails the test. */
const timeLimit = { timeout: 20_000 };

test('--once copies the exact bytes that the server sends', timeLimit, async (context) => {
	const { url, key, rename, request } = await startSigningServer(context);
	await rename('Checkout');
	const folder = join(aFolder(context), 'new', 'mirror');
	const { code, out, err } = await runCli(['mirror', folder, '--once'], { url });
	assert.equal(code, 0, err);
	assert.match(
		out,
		/^Copied state 1 to .*: snapshot\.json, feed\.atom, .*api\/v2\/summary\.json, .*history\.json, keys\.json, .*define\.js.*candor\.js/,
	);
	assert.equal(readText(folder, 'snapshot.json'), (await request('/v1/snapshot')).text);
	const { json, jws } = partsOf(readText(folder, 'snapshot.json'));
	assert.equal((await verified(key.pin, jws, json))?.typ, 'snapshot');
	assert.equal(readText(folder, 'history.json'), (await request('/v1/history')).text);
	assert.equal(readText(folder, 'keys.json'), (await request('/v1/keys')).text);
	// Documents have the address at which they were asked for.
	for (const name of [
		'candor.js',
		'define.js',
		'feed.rss',
		'calendar.ics',
		'badge.svg',
		'api/v2/summary.json',
	])
		assert.equal(readText(folder, name), await (await fetch(`${url}/${name}`)).text());
	assert.deepEqual(
		readdirSync(folder).filter((name) => name.endsWith('.new')),
		[],
	);
});

test('each change is copied at once, and nothing is copied twice', timeLimit, async (context) => {
	const { url, rename } = await startSigningServer(context);
	const folder = aFolder(context);
	const mirror = runMirror(context, url, folder);
	await mirror.line(/Copied state 0 .*candor\.js/);
	for (const seq of [1, 2, 3]) {
		await rename(`Name ${seq}`);
		assert.match(
			await mirror.line(new RegExp(`Copied state ${seq} `)),
			/ snapshot\.json, feed\.atom, .*, api\/v2\/scheduled-maintenances\/active\.json, index\.html, report\.$/,
		);
		assert.equal(seqOf(folder), seq);
	}
	mirror.minute();
	await mirror.line(/Copied state 3 .* history\.json\.$/);
	assert.equal(JSON.parse(readText(folder, 'history.json')).components[0].id, 'checkout');
	mirror.minute();
	await rename('Name 4');
	await mirror.line(/Copied state 4 /);
	// A change during a copy may give its documents a line of their own.
	const writes = (name: string): number => mirror.lines.filter((line) => line.includes(` ${name}`)).length;
	assert.deepEqual(['snapshot.json', 'history.json', 'candor.js', 'keys.json'].map(writes), [5, 2, 1, 1]);
	assert.equal((await mirror.end()).code, 0);
});

test(
	'the last copy stays while the server is unreachable, and is renewed afterwards',
	timeLimit,
	async (context) => {
		const { url, rename, unplug, proxy } = await startSigningServer(context);
		const folder = aFolder(context);
		const mirror = runMirror(context, url, folder, '--json');
		await rename('Checkout');
		await mirror.line(/"written".*"seq":1/);
		const before = readText(folder, 'snapshot.json');
		unplug();
		await mirror.line(/"type":"lost"/);
		await rename('Payments');
		mirror.minute();
		await mirror.line(/"type":"failed".*cannot be reached/);
		assert.equal(readText(folder, 'snapshot.json'), before);
		proxy.fault = () => false;
		await mirror.line(/"type":"back"/);
		await mirror.line(/"written".*"seq":2/);
		assert.equal(seqOf(folder), 2);
	},
);

test('a mirror that starts while the server is unreachable waits for it', timeLimit, async (context) => {
	const { url, proxy } = await startSigningServer(context);
	proxy.fault = unplugged;
	const folder = aFolder(context);
	const mirror = runMirror(context, url, folder);
	await mirror.line(/Connection lost; the last copy stays: /);
	proxy.fault = () => false;
	await mirror.line(/Connected again/);
	await mirror.line(/Copied state 0 /);
	assert.equal(mirror.lines.filter((line) => /Connection lost/.test(line)).length, 1);
});

test('the copy is complete at any time', timeLimit, async (context) => {
	const { url, rename } = await startSigningServer(context);
	const folder = aFolder(context);
	const mirror = runMirror(context, url, folder);
	await mirror.line(/Copied state 0 /);
	let reads = 0;
	let done = false;
	const reading = (async () => {
		while (!done) {
			assert.ok(partsOf(readText(folder, 'snapshot.json')).jws);
			reads++;
			await new Promise(setImmediate);
		}
	})();
	for (let seq = 1; seq <= 50; seq++) await rename(`${seq} ${'x'.repeat(70)}`);
	await mirror.line(/Copied state 50 /);
	done = true;
	await reading;
	assert.ok(reads > 50);
	assert.equal(seqOf(folder), 50);
});
