/** Ids never change which address is requested. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { pathTo } from '../../../server/cli/api/client.ts';
import { notice, startFakeServer } from './fake-server.ts';
import { runCli } from './harness.ts';

for (const id of ['../../v1/tokens', '..', '.', '../tokens?a=1#b'])
	for (const line of [
		'show',
		'update -m news',
		'resolve',
		'phase monitoring',
		'edit --title x',
		'retract ID --yes',
	])
		test(`${line} requests no other address for the id ${id}`, async (context) => {
			const { url, requests } = await startFakeServer(context, () => [
				200,
				{ seq: 1, notices: [{ ...notice, id }], components: [] },
			]);
			assert.equal((await runCli(line.replace('ID', id).split(' '), { url })).code, 3);
			const addresses = [
				...['GET /v1/notices?', 'GET /v1/components'],
				...['GET', 'POST', 'PATCH'].map((method) => `${method} /v1/notices/${encodeURIComponent(id)}`),
			];
			for (const request of requests)
				assert.ok(
					addresses.some((each) => request.startsWith(each)),
					request,
				);
		});

test('an id is one segment of a path, whatever it contains', () => {
	assert.equal(pathTo('v1', 'notices', 'a/b?c#d', 'updates'), 'v1/notices/a%2Fb%3Fc%23d/updates');
	for (const id of ['', '.', '..', 'half \ud800'])
		assert.throws(() => pathTo('v1', 'notices', id), /it contains an invalid id/);
});
