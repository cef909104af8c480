/** `candor mirror` never replaces its copy with an invalid file or an older state. */
import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { aFolder } from '../../support/folder.ts';
import { type Fault, runCli } from './harness.ts';
import { readText, respondWith, runMirror, startSigningServer, unplugged } from './mirror-harness.ts';

/** A line that never comes fails the test. */
const timeLimit = { timeout: 20_000 };

test('invalid files and older states do not replace the copy', timeLimit, async (context) => {
	const { url, rename, proxy, request } = await startSigningServer(context);
	const folder = aFolder(context);
	const old = (await request('/v1/snapshot')).text;
	await rename('Checkout');
	assert.equal((await runCli(['mirror', folder, '--once'], { url })).code, 0);
	const copied = () =>
		readdirSync(folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map(({ parentPath, name }) => [parentPath, name, readText(parentPath, name)]);
	const files = copied();
	const complete = readText(folder, 'snapshot.json');
	const json = 'application/json';
	const faults: [string, Fault, RegExp][] = [
		['a captive portal', respondWith('text/html', '<h1>Log in</h1>'), /sent text\/html .* Check its address/],
		['a portal that says it is JSON', respondWith(json, '<h1>Log in</h1>'), /cannot be read/],
		['a truncated body', respondWith(json, complete.slice(0, -40)), /cannot be read/],
		['another document', respondWith(json, '{"status":"ok"}'), /cannot be read/],
		[
			'a signature in the wrong place',
			respondWith(json, `{"signature":"a..b",${complete.slice(1)}`.replace(/,"signature":"[^"]*"}$/, '}')),
			/not where it belongs/,
		],
		[
			'a redirect',
			(_request, response) => !!response.writeHead(302, { location: 'https://example.com/' }).end(),
			/redirects to/,
		],
		['an unplugged cable', unplugged, /cannot be reached/],
	];
	for (const [name, fault, reason] of faults) {
		proxy.fault = fault;
		const { code, err } = await runCli(['mirror', folder, '--once'], { url });
		assert.equal(code, 3, name);
		assert.match(err, reason, name);
		assert.deepEqual(copied(), files, name);
	}
	proxy.fault = () => false;
	const mirror = runMirror(context, url, folder);
	await mirror.line(/Copied state 1 /);
	// A cache with an older snapshot, then a server that no longer signs.
	const newest = readText(folder, 'snapshot.json');
	const unsigned = newest.replace(/,"signature":"[^"]*"}$/, '}').replace('"seq":1', '"seq":9');
	for (const [body, reason] of [
		[old, /older than what is known/],
		[unsigned, /no longer signs/],
	] as const) {
		proxy.fault = (incoming, response) =>
			incoming.url === '/v1/snapshot' && respondWith(json, body)(incoming, response);
		mirror.minute();
		await mirror.line(reason);
		assert.equal(readText(folder, 'snapshot.json'), newest);
	}
});

test('a folder that cannot be written leads to an error with advice', timeLimit, async (context) => {
	const { url } = await startSigningServer(context);
	const file = join(aFolder(context), 'file');
	writeFileSync(file, '');
	const { code, err } = await runCli(['mirror', file, '--once'], { url });
	assert.equal(code, 3);
	assert.match(err, /could not be written \(E[A-Z]+\)\. Nothing was changed\. Check the folder/);
});
