import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CommandHandler } from '../../../server/core/command-handler.ts';
import { LiveState } from '../../../server/core/live-state.ts';
import type { Log } from '../../../server/core/log/log.ts';
import { memoryLog } from '../../../server/core/log/memory-log.ts';
import { startScheduler } from '../../../server/core/scheduler.ts';
import { notice } from '../../../src/model/views/notices.ts';
import { at, ms } from '../../model/given.ts';

/** A clock that is set by hand, and calls back when its time has come. */
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
		/** Goes to that minute, one timer after another. */
		async to(minute: number, settled: () => Promise<void>) {
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
		waiting: () => timers.size,
	};
}

test('maintenance begins and completes by its window, whatever else the clock passes', async (context) => {
	const log = memoryLog('site');
	const liveState = await LiveState.start(log);
	context.after(() => liveState.stop());
	const clock = aClock();
	const commandHandler = new CommandHandler(
		log,
		liveState,
		clock,
		(() => {
			let made = 0;
			return () => `id${++made}`;
		})(),
	);
	const failures: unknown[] = [];
	const stop = startScheduler(liveState, commandHandler, clock, (error) => failures.push(error));
	const settled = async () => {
		await commandHandler.settled();
		await new Promise(setImmediate);
	};
	const window = { start: at(90), end: at(200) };
	await commandHandler.execute({
		command: { type: 'open-notice', id: 'w', kind: 'maintenance', title: 'Move', window },
		actor: 'ops',
	});
	const phase = () => notice(liveState.state, 'w')?.value.phase;
	await clock.to(89, settled);
	assert.equal(phase(), 'scheduled');
	await clock.to(90, settled);
	assert.equal(phase(), 'in-progress');
	await clock.to(200, settled);
	assert.equal(phase(), 'completed');
	assert.equal(notice(liveState.state, 'w')?.value.endedAt, at(200));
	assert.deepEqual(
		(await log.read(1)).map(({ actor }) => actor),
		['system', 'system'],
	);
	assert.equal(clock.waiting(), 0);
	stop();
	assert.deepEqual(failures, []);
});

test('a step that could not be written is tried again, whatever happens in between', async (context) => {
	const log = memoryLog('site');
	let refuse = false;
	const failing: Log = {
		...log,
		append: async (commit, expectedSeq) => {
			if (refuse && commit.actor === 'system') throw new Error('The disk is full.');
			return log.append(commit, expectedSeq);
		},
	};
	const liveState = await LiveState.start(failing);
	context.after(() => liveState.stop());
	const clock = aClock();
	let made = 0;
	const commandHandler = new CommandHandler(failing, liveState, clock, () => `id${++made}`);
	const failures: unknown[] = [];
	const stop = startScheduler(liveState, commandHandler, clock, (error) => failures.push(error));
	const settled = async () => {
		await commandHandler.settled();
		await new Promise(setImmediate);
	};
	await commandHandler.execute({
		command: {
			type: 'open-notice',
			id: 'w',
			kind: 'maintenance',
			title: 'Move',
			phase: 'in-progress',
			window: { start: at(1), end: at(10) },
		},
		actor: 'ops',
	});
	refuse = true;
	await clock.to(10, settled);
	assert.equal(failures.length, 1);
	await commandHandler.execute({ command: { type: 'put-page', name: 'Shop' }, actor: 'ops' });
	await settled();
	refuse = false;
	await clock.to(12, settled);
	assert.equal(notice(liveState.state, 'w')?.value.phase, 'completed');
	stop();
});

test('what passed while no server ran is written down at the start', async (context) => {
	const log = memoryLog('site');
	const clock = aClock();
	const first = await LiveState.start(log);
	await new CommandHandler(log, first, clock, () => 'u').execute({
		command: {
			type: 'open-notice',
			id: 'w',
			kind: 'maintenance',
			title: 'Move',
			window: { start: at(1), end: at(2) },
		},
		actor: 'ops',
	});
	await first.stop();
	await clock.to(60, async () => undefined);
	const liveState = await LiveState.start(log);
	context.after(() => liveState.stop());
	const commandHandler = new CommandHandler(log, liveState, clock, () => 'v');
	startScheduler(liveState, commandHandler, clock, (error) => assert.fail(String(error)));
	await commandHandler.settled();
	assert.equal(notice(liveState.state, 'w')?.value.endedAt, at(2));
});
