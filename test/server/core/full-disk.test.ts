/** A disk that is full or read-only: readers are served, and writing goes on when it can. */
import assert from 'node:assert/strict';
import { copyFileSync, readdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { sqliteLog } from '../../../server/core/log/sqlite-log.ts';
import { openCore } from '../../../server/core/open-core.ts';
import { isReadOnly, openReadOnly } from '../../../server/core/read-only-storage.ts';
import { closeSqlite, openSqlite } from '../../../server/core/sqlite.ts';
import { openFolder } from '../../../server/core/storage.ts';
import { aFolder } from '../../support/folder.ts';
import { aManualClock } from '../../support/manual-clock.ts';
import { aWriteSide } from '../../support/write-side.ts';
import { aCommit } from './log.contract.ts';

const putComponent = (id: string) =>
	({ command: { type: 'put-component', id, name: 'x'.repeat(80) }, actor: 'operator' }) as const;

test('a full disk refuses a command with the folder and what to do, and the next one is published', async (context) => {
	const folder = aFolder(context);
	const database = openSqlite(folder);
	context.after(() => closeSqlite(database));
	const log = sqliteLog(database, () => undefined, false);
	const { commandHandler, liveState } = await aWriteSide(context, { log, clock: aManualClock() });
	await commandHandler.execute(putComponent('c0'));
	const refusal = (): string | undefined => commandHandler.refusal?.message;
	assert.equal(refusal(), undefined);
	const [{ page_count: pages }] = database.pragma('page_count') as [{ page_count: number }];
	database.pragma(`max_page_count = ${pages}`);
	const refused = async (): Promise<number> => {
		for (let index = 1; ; index++)
			try {
				await commandHandler.execute(putComponent(`c${index}`));
			} catch (error) {
				const { code, message } = error as { code?: string; message: string };
				assert.equal(code, 'busy');
				assert.ok(message.includes(folder), message);
				assert.match(message, /full.*Nothing was changed\. Make room/);
				return index;
			}
	};
	const index = await refused();
	// What was published before is there for readers, and the reason for /readyz.
	assert.equal(liveState.state.seq, index);
	assert.equal(liveState.failure, undefined);
	assert.match(refusal() ?? '', /Make room/);
	database.pragma(`max_page_count = ${pages + 100}`);
	await commandHandler.execute(putComponent(`c${index}`));
	assert.equal(liveState.state.seq, index + 1);
	assert.equal(refusal(), undefined);
});

/** A folder with two commits. `isKilled`: its server has not closed the file. */
async function aUsedFolder(context: TestContext, isKilled: boolean): Promise<string> {
	const folder = aFolder(context);
	const storage = openFolder(folder);
	for (const seq of [1, 2]) await storage.log.append(aCommit(seq), seq - 1);
	await storage.privateStore.put('setup', 'a', { value: 1 });
	if (!isKilled) {
		await storage.close();
		return folder;
	}
	const copy = aFolder(context);
	for (const name of readdirSync(folder)) copyFileSync(join(folder, name), join(copy, name));
	await storage.close();
	return copy;
}

for (const isKilled of [false, true])
	test(`a read-only folder of a server that was ${isKilled ? 'killed' : 'stopped'} serves readers, and is written once it can be`, async (context) => {
		const folder = await aUsedFolder(context, isKilled);
		const { TMPDIR } = process.env;
		context.after(() => {
			process.env.TMPDIR = TMPDIR;
			if (TMPDIR === undefined) delete process.env.TMPDIR;
		});
		process.env.TMPDIR = aFolder(context);
		let canWrite = false;
		const storage = openReadOnly(folder, openFolder, () => canWrite);
		assert.deepEqual(readdirSync(tmpdir()), [], 'the copy has no name');
		const clock = aManualClock();
		const newId = () => 'id';
		const core = await openCore({ storage, clock, newId, environmentToken: null });
		context.after(async () => {
			await core.stop();
			await core.close();
		});
		const { commandHandler, liveState, privateStore } = core;
		assert.equal(liveState.state.seq, 2);
		assert.deepEqual((await privateStore.get('setup', 'a'))?.value, { value: 1 });
		assert.ok(commandHandler.refusal?.message.includes(folder));
		const refusal = { code: 'busy', message: /cannot be written\. Readers are served/ };
		await assert.rejects(commandHandler.execute(putComponent('c')), refusal);
		await assert.rejects(privateStore.put('setup', 'b', {}), refusal);

		canWrite = true;
		const done = await commandHandler.execute(putComponent('c'));
		assert.equal(done?.commit.seq, 3);
		assert.equal(liveState.state.seq, 3);
		assert.equal(commandHandler.refusal, null);
		await privateStore.put('setup', 'b', {});
		await core.stop();
		await core.close();
		const again = openFolder(folder);
		assert.equal((await again.log.read(0)).length, 3);
		assert.equal(again.log.site, core.log.site);
		await again.close();
	});

test('a folder is read-only only if it has a database', (context) => {
	assert.equal(isReadOnly(join(aFolder(context), 'absent')), false);
});
