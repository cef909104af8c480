/** `candor migrate` on the command line: what it prints, and what it needs. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openFolder } from '../../../server/core/storage.ts';
import { aFolder } from '../../support/folder.ts';
import { aDatabase, databasePassword } from '../../support/postgres.ts';
import { aCommit } from '../core/log.contract.ts';
import { runCli } from './harness.ts';

const url = 'http://127.0.0.1:9';

test('a log is moved, and the hash of the copy is printed', async (context) => {
	const folder = aFolder(context);
	const storage = openFolder(folder);
	await storage.log.append(aCommit(1), 0);
	await storage.close();
	const { address } = await aDatabase(context);
	const environment = { CANDOR_DATABASE: address };
	const moved = await runCli(['migrate', 'sqlite-to-postgres', '--data', folder], { url, environment });
	assert.equal(moved.code, 0, moved.err);
	assert.match(
		moved.out,
		/^Copied 1 commits and 0 private records\. The copy is equal: SHA-256 [0-9a-f]{64}\n/,
	);
	const back = ['migrate', 'postgres-to-sqlite', '--data', aFolder(context), '--json'];
	const returned = await runCli(back, { url, environment });
	assert.equal(returned.code, 0, returned.err);
	assert.equal(JSON.parse(returned.out).commits, 1);
	assert.ok(moved.out.includes(JSON.parse(returned.out).hash));
});

test('without an address, and with one that cannot be one, it says what is missing', async (context) => {
	const argv = ['migrate', 'sqlite-to-postgres', '--data', aFolder(context)];
	for (const [address, sentence] of [
		['', /CANDOR_DATABASE names the Postgres database\. It is not set\./],
		[`mysql://candor:${databasePassword}@db/candor`, /Use an address such as postgres:/],
	] as const) {
		const { code, err } = await runCli(argv, { url, environment: { CANDOR_DATABASE: address } });
		assert.equal(code, 2);
		assert.match(err, sentence);
		assert.ok(!err.includes(databasePassword));
	}
});
