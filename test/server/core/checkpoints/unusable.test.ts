/** A checkpoint that cannot be trusted is not used: the log is read instead, and says the same. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { type Checkpoint, headText, readHead } from '../../../../server/core/checkpoints/checkpoint.ts';
import type { CheckpointStore } from '../../../../server/core/checkpoints/checkpoint-store.ts';
import { memoryLog } from '../../../../server/core/log/memory-log.ts';
import { openCore } from '../../../../server/core/open-core.ts';
import { openMemory } from '../../../../server/core/storage.ts';
import { commits, say } from '../../../model/given.ts';
import { aManualClock } from '../../../support/manual-clock.ts';
import { aCheckpoint, afterStart, withoutCheckpoint } from './given.ts';

const story = commits(
	{ type: 'put-page', name: 'Shop' },
	{ type: 'open-notice', id: 'n', kind: 'incident', title: 'Down', affected: [{ component: 'api' }] },
	{ type: 'post-update', notice: 'n', body: say('News.') },
	{ type: 'resolve', notice: 'n' },
);

async function aLog(site = 'site') {
	const clock = aManualClock();
	const log = memoryLog(site);
	for (const commit of story.slice(0, 3)) await log.append(commit, commit.seq - 1);
	assert.equal(await aCheckpoint(log, clock), 3);
	const last = story[3];
	assert.ok(last && log.checkpoints);
	await log.append(last, 3);
	const text = (await log.checkpoints.head()).text ?? '';
	return { clock, log, store: log.checkpoints, text, head: readHead(text) as Checkpoint };
}
type Given = Awaited<ReturnType<typeof aLog>>;

const withHead = ({ log, store }: Given, text: string, more: Partial<CheckpointStore> = {}) => ({
	...log,
	checkpoints: { ...store, head: async () => ({ text, rewrites: 0 }), ...more },
});
const changed = (given: Given, change: Partial<Checkpoint>) =>
	withHead(given, headText({ ...given.head, ...change }));

const cases: Readonly<Record<string, readonly [(given: Given) => Given['log'], RegExp]>> = {
	'with a changed byte in its head': [
		(given) => withHead(given, given.text.replace('site', 'sitf')),
		/damaged/,
	],
	'that ends early': [(given) => withHead(given, given.text.slice(0, -9)), /damaged/],
	'that is no checkpoint': [(given) => withHead(given, ''), /damaged/],
	'of another log': [(given) => changed(given, { site: 'another' }), /another log/],
	'of another version': [(given) => changed(given, { maker: 'f'.repeat(64) }), /another version/],
	'beyond the end of the log': [(given) => changed(given, { seq: 9 }), /ends before its last commit 9/],
	'of a log with another commit there': [
		(given) => changed(given, { at: story[0]?.at ?? '' }),
		/commit 3 .* is not/,
	],
	'by another operator': [(given) => changed(given, { actor: 'another' }), /commit 3 .* is not/],
	'whose part is missing': [
		(given) =>
			withHead(given, given.text, {
				parts: async (hashes) => (await given.store.parts(hashes)).slice(1),
			}),
		/part of it is damaged or missing/,
	],
	'whose part has a changed byte': [
		(given) =>
			withHead(given, given.text, {
				parts: async (hashes) => (await given.store.parts(hashes)).map((text) => text.replace('"n"', '"m"')),
			}),
		/part of it is damaged or missing/,
	],
	'that the database refuses': [
		({ log, store }) => ({
			...log,
			checkpoints: { ...store, head: () => Promise.reject(new Error('permission denied')) },
		}),
		/permission denied/,
	],
};
for (const [name, [make, reason]] of Object.entries(cases))
	test(`a checkpoint ${name} is not used`, async () => {
		const given = await aLog();
		assert.equal((await afterStart(given.log, given.clock)).seq, 3, 'it is used as it is');
		const { seq, known, unusable } = await afterStart(make(given) as typeof given.log, given.clock);
		assert.equal(seq, 0);
		assert.match(unusable ?? '', reason);
		assert.deepEqual(known, (await afterStart(withoutCheckpoint(given.log), given.clock)).known);
	});

const open = async (context: TestContext, log: Given['log'], clock: Given['clock']) => {
	const reasons: string[] = [];
	const core = await openCore({
		...{ storage: { ...openMemory(), log }, clock, newId: () => 'id', environmentToken: null },
		onUnusableCheckpoint: (reason) => reasons.push(reason),
	});
	context.after(() => core.stop());
	return { core, reasons };
};

test('a server says once why it reads the whole log', async (context) => {
	const given = await aLog();
	const log = changed(given, { site: 'another' });
	const { core, reasons } = await open(context, log as typeof given.log, given.clock);
	assert.deepEqual(reasons, ['it belongs to another log']);
	assert.deepEqual([core.startedFrom, core.liveState.state.seq], [0, 4]);
	const other = await open(context, given.log, given.clock);
	assert.deepEqual([other.reasons, other.core.startedFrom], [[], 3]);
});

test('a checkpoint that a start could not use is replaced by one from the first commit on', async () => {
	const given = await aLog();
	await given.store.removeHead(given.text);
	await given.store.replaceHead('not a checkpoint', null, 0);
	assert.equal((await afterStart(given.log, given.clock)).seq, 0);
	assert.equal(await aCheckpoint(given.log, given.clock), 4);
	assert.equal((await afterStart(given.log, given.clock)).seq, 4);
});
