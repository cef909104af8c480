/** The history: from the log and the commits after it, with one reading of the log. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { memoryLog } from '../../../../server/core/log/memory-log.ts';
import { openCore } from '../../../../server/core/open-core.ts';
import { openMemory } from '../../../../server/core/storage.ts';
import { commits } from '../../../model/given.ts';
import { aManualClock } from '../../../support/manual-clock.ts';

const minuteMs = 60_000;

/** A server's core on a log with some components already. */
async function aHistory(context: TestContext, ids: readonly string[] = ['api']) {
	const clock = aManualClock();
	const log = memoryLog('site');
	const story = commits(...ids.map((id) => ({ type: 'put-component', id, name: id }) as const));
	for (const commit of story) await log.append(commit, commit.seq - 1);
	let commitsRead = 0;
	const counted = {
		...log,
		async read(afterSeq: number, limit?: number) {
			const page = await log.read(afterSeq, limit);
			commitsRead += page.length;
			return page;
		},
	};
	const storage = { ...openMemory(), log: counted };
	const core = await openCore({ storage, clock, newId: () => 'id', environmentToken: null });
	context.after(() => core.stop());
	const { history, liveState, commandHandler } = core;
	const at = (now = clock.now()) => history.at(liveState.state, now);
	const putComponent = (id: string) =>
		commandHandler.execute({ command: { type: 'put-component', id, name: id }, actor: 'operator' });
	return { clock, at, putComponent, commitsRead: () => commitsRead };
}

test('the history contains the commits before the start and those after it', async (context) => {
	const { clock, at, putComponent } = await aHistory(context);
	const componentsNow = () => at().components.map(({ id }) => id);
	assert.deepEqual(componentsNow(), ['api']);
	await putComponent('web');
	assert.deepEqual(componentsNow(), ['api', 'web']);
	clock.advance(minuteMs);
	assert.equal(at().components[0]?.worst.at(-1), 'operational');
});

test('a start reads each commit of the log once, with the history', async (context) => {
	const ids = Array.from({ length: 1_200 }, (_, index) => `c${index}`);
	const { at, commitsRead } = await aHistory(context, ids);
	assert.equal(at().components.length, 1_200);
	assert.equal(commitsRead(), 1_200);
});

test('within a minute and without a commit the same history is returned', async (context) => {
	const { clock, at, putComponent } = await aHistory(context);
	const first = at();
	assert.equal(at(clock.now() + minuteMs - 1), first);
	assert.notEqual(at(clock.now() + minuteMs), first);
	await putComponent('web');
	assert.notEqual(at(), first);
});
