/** Operators are reminded when the policy pack expects a drill: once each, also after a restart. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { newId } from '../../../server/core/ids.ts';
import { openCore } from '../../../server/core/open-core.ts';
import type { AnyReminder } from '../../../server/core/promises.ts';
import { startScheduler } from '../../../server/core/scheduler.ts';
import { openFolder } from '../../../server/core/storage.ts';
import { loadPack } from '../../../server/packs/load-pack.ts';
import { isPublic } from '../../../src/model/state/public.ts';
import { aFolder } from '../../support/folder.ts';
import { aManualClock, type ManualClock } from '../../support/manual-clock.ts';

const dayMs = 86_400_000;

/** A server without routes. `advance` waits for what the clock has caused. */
async function aSide(context: TestContext, data: string, clock: ManualClock) {
	const pack = await loadPack('general');
	const core = await openCore({ storage: openFolder(data), clock, newId, environmentToken: null, pack });
	const { commandHandler, liveState, reminders } = core;
	const given: AnyReminder[] = [];
	reminders.subscribe((each) => given.push(each));
	const errors: unknown[] = [];
	const onError = (error: unknown) => errors.push(error);
	const stopScheduler = startScheduler({ liveState, commandHandler, clock, pack, onError });
	let isClosed = false;
	const close = async (): Promise<void> => {
		if (isClosed) return;
		isClosed = true;
		stopScheduler();
		await core.stop();
		await core.close();
	};
	context.after(close);
	const settle = async (): Promise<void> => {
		// A command waits for the ones before it.
		for (let round = 0; round < 20; round++) {
			await commandHandler.settled();
			await new Promise((resolve) => setImmediate(resolve));
		}
	};
	await settle();
	return {
		...{ core, given, errors, close },
		async advance(days: number): Promise<void> {
			for (let day = 0; day < days; day++) {
				clock.advance(dayMs);
				await settle();
			}
		},
		async holdDrill(): Promise<void> {
			await commandHandler.execute({ command: { type: 'record-drill' }, actor: 'a-token' });
		},
	};
}

const summaries = (reminders: readonly AnyReminder[]) =>
	reminders.map((each) => ('cadence' in each ? [each.cadence, each.dueAt.slice(0, 10)] : each));

test('a drill of what is critical is due after 30 days, any drill after 90, each said once', async (context) => {
	const clock = aManualClock();
	const data = aFolder(context);
	const first = await aSide(context, data, clock);
	await first.advance(100);
	assert.deepEqual(first.given, [], 'without a drill there is no time to count from');
	// 2030-05-11.
	await first.holdDrill();
	await first.advance(29);
	assert.deepEqual(first.given, []);
	await first.advance(2);
	assert.deepEqual(summaries(first.given), [['critical', '2030-06-10']]);
	const [{ seq = 0 } = {}] = first.given;
	await first.close();

	const second = await aSide(context, data, clock);
	assert.deepEqual(second.given, [], 'not again after a restart');
	assert.deepEqual(summaries(second.core.reminders.since(seq - 1)), [['critical', '2030-06-10']]);
	await second.close();
	// It became due while no server was running.
	clock.advance(70 * dayMs);
	const third = await aSide(context, data, clock);
	await third.advance(3);
	assert.deepEqual(summaries(third.core.reminders.since(seq)), [['regular', '2030-08-09']]);
	await third.holdDrill();
	assert.deepEqual(third.core.reminders.since(0), [], 'a drill was held since');
	await third.advance(31);
	const newest = third.given.at(-1);
	assert.equal(newest && 'cadence' in newest && newest.cadence, 'critical');
	assert.equal(third.given.filter((each) => 'cadence' in each && each.cadence === 'critical').length, 1);
	assert.deepEqual([...first.errors, ...second.errors, ...third.errors], []);
});

test('nothing of it leaves the server', async (context) => {
	const clock = aManualClock();
	const side = await aSide(context, aFolder(context), clock);
	await side.holdDrill();
	await side.advance(31);
	assert.equal(side.given.length, 1);
	const kinds = (await side.core.log.read(0)).flatMap(({ changes }) => changes.map(({ kind }) => kind));
	assert.deepEqual(kinds, ['drill-held', 'drill-due']);
	assert.deepEqual(
		kinds.filter((kind) => isPublic({ kind })),
		[],
	);
});
