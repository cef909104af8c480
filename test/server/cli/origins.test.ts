/** `candor origins`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer } from './harness.ts';

test('the list is shown, replaced and emptied', async (context) => {
	const { candor, json } = await startServer(context);
	await candor('page', 'set', '--name', 'Shop');
	assert.match((await candor('origins')).out, /No further servers/);
	const set = await candor('origins', 'set', 'https://a.example.net/', 'https://b.example.net');
	assert.match(set.out, /^Changed\. Before: none$/m);
	assert.match(set.out, /^https:\/\/a\.example\.net$/m);
	assert.deepEqual((await json('origins')).origins, ['https://a.example.net', 'https://b.example.net']);
	const emptied = await candor('origins', 'set', '--none');
	assert.match(emptied.out, /^Changed\. Before: https:\/\/a\.example\.net https:\/\/b\.example\.net$/m);
	assert.deepEqual((await json('origins')).origins, []);
});

test('a list is named or emptied, not both and not neither', async (context) => {
	const { candor } = await startServer(context);
	await candor('page', 'set', '--name', 'Shop');
	for (const rest of [[], ['--none', 'https://a.example.net']]) {
		const { code, err } = await candor('origins', 'set', ...rest);
		assert.equal(code, 2);
		assert.match(err, /Name the servers, or empty the list with --none/);
	}
	const { code, err } = await candor('origins', 'set', 'http://a.example.net');
	assert.notEqual(code, 0);
	assert.match(err, /https: address of a server/);
});
