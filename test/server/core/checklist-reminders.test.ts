/** Operators are reminded of the steps after an outage: of each once, also after a restart. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { newId } from '../../../server/core/ids.ts';
import { openCore } from '../../../server/core/open-core.ts';
import type { AnyReminder } from '../../../server/core/promises.ts';
import { startScheduler } from '../../../server/core/scheduler.ts';
import { openFolder } from '../../../server/core/storage.ts';
import { loadPack } from '../../../server/packs/load-pack.ts';
import { command } from '../../../src/model/commands/command.ts';
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
		async say(given: object): Promise<void> {
			await commandHandler.execute({ command: command.parse(given), actor: 'a-token' });
			await settle();
		},
	};
}

type Side = Awaited<ReturnType<typeof aSide>>;

async function anOutage({ say }: Side, id: string, impact: string, more: object = {}): Promise<void> {
	await say({ type: 'open-notice', id, kind: 'incident', title: `Down ${id}`, impact, ...more });
	await say({
		type: 'resolve',
		notice: id,
		body: [{ type: 'paragraph', children: [{ type: 'text', text: 'Over.' }] }],
	});
}

const summaries = (reminders: readonly AnyReminder[]) =>
	reminders.flatMap((each) => ('steps' in each ? [[each.notice, ...each.steps]] : []));

test('each step is said once, when its day has passed and it is still open', async (context) => {
	const clock = aManualClock();
	const data = aFolder(context);
	const first = await aSide(context, data, clock);
	await anOutage(first, 'n', 'major');
	await anOutage(first, 'small', 'minor');
	await anOutage(first, 'drill', 'critical', { drill: true });
	await first.say({ type: 'mark-step', notice: 'n', step: 'thanks', mark: 'done' });
	await first.advance(1);
	assert.deepEqual(summaries(first.given), [['n', 'apology']]);
	await first.advance(2);
	assert.deepEqual(summaries(first.given), [['n', 'apology']], 'thanks are done');
	await first.close();

	const second = await aSide(context, data, clock);
	assert.deepEqual(second.given, [], 'not again after a restart');
	assert.deepEqual(summaries(second.core.reminders.since(0)), [['n', 'apology']]);
	await second.close();
	// It became due while no server was running.
	clock.advance(5 * dayMs);
	const third = await aSide(context, data, clock);
	await third.advance(1);
	assert.deepEqual(summaries(third.core.reminders.since(0)), [['n', 'remedy']]);
	await third.say({
		...{ type: 'mark-step', notice: 'n', step: 'remedy' },
		...{ mark: 'not-needed', reason: 'Free plan only' },
	});
	assert.deepEqual(summaries(third.core.reminders.since(0)), [], 'it is not needed');
	await third.advance(7);
	assert.deepEqual(summaries(third.given).at(-1), ['n', 'postmortem', 'actions']);
	const kinds = (await third.core.log.read(0)).flatMap(({ changes }) => changes.map(({ kind }) => kind));
	const own = kinds.filter((kind) => kind.startsWith('checklist'));
	assert.equal(own.filter((kind) => kind === 'checklist-reminder').length, 3);
	assert.deepEqual(
		own.filter((kind) => isPublic({ kind })),
		[],
	);
	assert.deepEqual([...first.errors, ...second.errors, ...third.errors], []);
});

test('a step that was due long before the server knew checklists is not reminded of', async (context) => {
	const clock = aManualClock();
	const side = await aSide(context, aFolder(context), clock);
	await side.say({
		...{ type: 'open-notice', id: 'old', kind: 'incident', title: 'Down', impact: 'major' },
		...{ started: new Date(clock.now() - 60 * dayMs).toISOString() },
		...{ ended: new Date(clock.now() - 59 * dayMs).toISOString() },
	});
	await side.advance(3);
	assert.deepEqual(summaries(side.given), []);
	assert.deepEqual(side.errors, []);
});
