/** The changes that the clock causes are published when they are due. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import type { Log } from '../../../server/core/log/log.ts';
import { memoryLog } from '../../../server/core/log/memory-log.ts';
import { startScheduler } from '../../../server/core/scheduler.ts';
import type { Command } from '../../../src/model/commands/command.ts';
import { components } from '../../../src/model/views/components.ts';
import { notice } from '../../../src/model/views/notices.ts';
import { at, ms } from '../../model/given.ts';
import { aWriteSide } from '../../support/write-side.ts';

/** A clock that the test sets, in minutes. */
function aClock() {
	let now = ms(0);
	const timers = new Set<{ at: number; callback: () => void }>();
	return {
		now: () => now,
		after(delayMs: number, callback: () => void) {
			const timer = { at: now + delayMs, callback };
			timers.add(timer);
			return () => timers.delete(timer);
		},
		/** Moves to a minute; `settled` resolves once what a timer started is done. */
		async moveTo(minute: number, settled: () => Promise<void>) {
			for (;;) {
				const next = [...timers].sort((a, b) => a.at - b.at)[0];
				if (!next || next.at > ms(minute)) break;
				now = next.at;
				timers.delete(next);
				next.callback();
				await settled();
			}
			now = ms(minute);
		},
		/** So many minutes pass, and no timer fires. */
		pass(minutes: number) {
			now += minutes * 60_000;
		},
		pendingTimers: () => timers.size,
	};
}

async function aScheduler(context: TestContext, clock = aClock(), log: Log = memoryLog('site')) {
	const { commandHandler, liveState } = await aWriteSide(context, { log, clock });
	const errors: unknown[] = [];
	const onError = (error: unknown) => errors.push(error);
	context.after(startScheduler({ liveState, commandHandler, clock, onError }));
	const settled = async () => {
		await commandHandler.settled();
		await new Promise(setImmediate);
	};
	const openMaintenance = (start: number, end: number, phase?: 'in-progress') =>
		commandHandler.execute({
			command: {
				type: 'open-notice',
				id: 'w',
				kind: 'maintenance',
				title: 'Move',
				window: { start: at(start), end: at(end) },
				endsByClock: true,
				...(phase && { phase }),
			},
			actor: 'ops',
		});
	const value = () => notice(liveState.state, 'w')?.value;
	return { log, clock, commandHandler, errors, settled, openMaintenance, value };
}

test('maintenance starts and ends at the times of its window', async (context) => {
	const { log, clock, errors, settled, openMaintenance, value } = await aScheduler(context);
	await openMaintenance(90, 200);
	await clock.moveTo(89, settled);
	assert.equal(value()?.phase, 'scheduled');
	await clock.moveTo(90, settled);
	assert.equal(value()?.phase, 'in-progress');
	await clock.moveTo(200, settled);
	assert.equal(value()?.phase, 'completed');
	assert.equal(value()?.endedAt, at(200));
	assert.deepEqual(
		(await log.read(1)).map(({ actor, changes }) => [actor, changes[0]?.kind]),
		[
			// An hour before, operators are reminded.
			['system', 'reminder'],
			['system', 'notice'],
			['system', 'notice'],
		],
	);
	assert.equal(clock.pendingTimers(), 0);
	assert.deepEqual(errors, []);
});

test('a change that could not be published is tried again, whatever else is published meanwhile', async (context) => {
	const log = memoryLog('site');
	let isRefusing = false;
	const failing: Log = {
		...log,
		append: async (commit, expectedSeq) => {
			if (isRefusing && commit.actor === 'system') throw new Error('The disk is full.');
			return log.append(commit, expectedSeq);
		},
	};
	const { clock, commandHandler, errors, settled, openMaintenance, value } = await aScheduler(
		context,
		aClock(),
		failing,
	);
	await openMaintenance(1, 10, 'in-progress');
	isRefusing = true;
	await clock.moveTo(10, settled);
	assert.equal(errors.length, 1);
	await commandHandler.execute({ command: { type: 'put-page', name: 'Shop' }, actor: 'ops' });
	await settled();
	isRefusing = false;
	await clock.moveTo(12, settled);
	assert.equal(value()?.phase, 'completed');
});

test('changes that became due while no server was running are published at the start', async (context) => {
	const log = memoryLog('site');
	const clock = aClock();
	const { commandHandler } = await aWriteSide(context, { log, clock });
	const window = { start: at(1), end: at(2) };
	await commandHandler.execute({
		command: { type: 'open-notice', id: 'w', kind: 'maintenance', title: 'Move', window, endsByClock: true },
		actor: 'ops',
	});
	await clock.moveTo(60, async () => undefined);
	const { errors, settled, value } = await aScheduler(context, clock, log);
	await settled();
	assert.equal(value()?.endedAt, at(2));
	assert.deepEqual(errors, []);
});

test('a status set by hand ends at its time, and the open notices decide again', async (context) => {
	const { clock, commandHandler, settled } = await aScheduler(context);
	const give = (command: Command) => commandHandler.execute({ command, actor: 'ops' });
	await give({ type: 'put-component', id: 'c', name: 'Checkout', status: 'operational', until: '90m' });
	const result = await give({
		type: 'open-notice',
		kind: 'incident',
		title: 'Checkout fails',
		impact: 'critical',
		affected: [{ component: 'c' }],
	});
	assert.ok(result);
	assert.equal(components(result.state, clock.now())[0]?.status, 'operational');
	assert.equal(components(result.state, ms(90))[0]?.status, 'major-outage', 'also before the log says so');
	await clock.moveTo(91, settled);
	const after = await give({ type: 'put-page', name: 'Shop' });
	assert.ok(after);
	const [component] = components(after.state, ms(0));
	assert.deepEqual([component?.value.status, component?.value.until], [null, null]);
	assert.equal(component?.status, 'major-outage');
});

/** A log in which the first commit of an actor takes so many minutes. */
function slowLog(clock: ReturnType<typeof aClock>, actor: string, minutes: number): Log {
	const log = memoryLog('site');
	let isSlow = true;
	return {
		...log,
		append: async (commit, expectedSeq) => {
			const appended = await log.append(commit, expectedSeq);
			if (isSlow && commit.actor === actor) {
				isSlow = false;
				clock.pass(minutes);
			}
			return appended;
		},
	};
}

test('what becomes due while a change of the clock is written is published at once', async (context) => {
	const clock = aClock();
	const { settled, openMaintenance, value } = await aScheduler(context, clock, slowLog(clock, 'system', 70));
	await openMaintenance(90, 200);
	// The reminder of an hour before is written from minute 30 to minute 100.
	await clock.moveTo(30, settled);
	await clock.moveTo(100, settled);
	assert.equal(value()?.phase, 'in-progress');
	assert.equal(clock.pendingTimers(), 1);
});

test('what becomes due while its own command is written is published at once', async (context) => {
	const clock = aClock();
	const { settled, openMaintenance, value } = await aScheduler(context, clock, slowLog(clock, 'ops', 5));
	await openMaintenance(3, 200);
	await settled();
	assert.equal(value()?.phase, 'scheduled');
	await clock.moveTo(5, settled);
	assert.equal(value()?.phase, 'in-progress');
	assert.equal(clock.pendingTimers(), 1);
});
