/** Redacted words are in no byte of the files, however the file came to hold them. */
import assert from 'node:assert/strict';
import { cpSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type TestContext, test } from 'node:test';
import { databaseFile } from '../../../server/core/sqlite.ts';
import { openFolder } from '../../../server/core/storage.ts';
import { redacted } from '../../../src/model/redaction.ts';
import type { Commit } from '../../../src/model/state/commit.ts';
import { commits, say } from '../../model/given.ts';
import { aFolder } from '../../support/folder.ts';

const secret = 'hunter2-S3cret';
const redaction = { notice: 'n', update: 'id-2-1', fields: [], title: '…' } as const;

/** A story whose second commit has the secret in its body. `length`: a long text takes pages of its own. */
const storyWith = (length: number): readonly Commit[] =>
	commits(
		{ type: 'open-notice', id: 'n', kind: 'incident', title: 'Down' },
		{ type: 'post-update', notice: 'n', body: say(`${'x'.repeat(length)} ${secret}`) },
		{ type: 'post-update', notice: 'n', body: say('Other words.') },
		{ type: 'resolve', notice: 'n' },
	);

/** The names of the files of a folder that contain the secret. */
const filesWithSecret = (folder: string): readonly string[] =>
	readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(secret));

function aLog(context: TestContext, folder = aFolder(context)) {
	const storage = openFolder(folder);
	context.after(() => storage.close());
	return { folder, storage, log: storage.log };
}

for (const length of [10, 5_000, 100_000])
	test(`no byte of the files holds the words of a redacted update of ${length} characters`, async (context) => {
		const { folder, storage, log } = aLog(context);
		const story = storyWith(length);
		for (const commit of story) await log.append(commit, commit.seq - 1);
		// Rows that move between pages may leave copies of themselves in free space.
		for (let round = 0; round < 200; round++)
			await storage.privateStore.put('other', String(round), { round });
		for (let round = 0; round < 200; round += 2) await storage.privateStore.remove('other', String(round));
		assert.notDeepEqual(filesWithSecret(folder), []);
		const rewritten = story.flatMap((commit) => redacted(commit, redaction, 5) ?? []);
		assert.equal(rewritten.length, 1);
		const marker = { ...(story[3] as Commit), seq: 5, changes: [] };
		assert.deepEqual(await log.redact(marker, 4, rewritten), { done: true });
		assert.deepEqual(filesWithSecret(folder), []);
		const read = await log.read(0);
		assert.equal(JSON.stringify(read).includes(secret), false);
		assert.deepEqual(read[1]?.redactedBy, [5]);
		assert.deepEqual(read[0], story[0]);

		const backup = aFolder(context);
		cpSync(folder, backup, { recursive: true });
		assert.deepEqual(filesWithSecret(backup), []);
		await storage.close();
		assert.deepEqual(filesWithSecret(folder), []);
		assert.ok(readdirSync(folder).includes('candor.db'), databaseFile(folder));
	});
