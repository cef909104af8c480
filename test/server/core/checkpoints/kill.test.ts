/** A server that is killed while it writes a checkpoint leaves the one before, the new one, or none. */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { test } from 'node:test';
import { systemClock } from '../../../../server/core/clock.ts';
import { openFolder } from '../../../../server/core/storage.ts';
import { aFolder } from '../../../support/folder.ts';
import { seeded } from '../../../support/seeded-random.ts';
import { afterStart, withoutCheckpoint } from './given.ts';

const rounds = 20;

/** Kills a process that writes checkpoints, at one of its steps. */
async function killAt(step: number, data: string): Promise<void> {
	const child = spawn(
		process.execPath,
		['--import', 'tsx', 'test/server/core/checkpoints/write-process.ts'],
		{ env: { PATH: process.env.PATH, DATA: data }, stdio: ['ignore', 'pipe', 'inherit'] },
	);
	const ended = once(child, 'close');
	let steps = 0;
	for await (const _ of createInterface(child.stdout)) if (++steps >= step) child.kill('SIGKILL');
	const [, signal] = await ended;
	assert.equal(signal, 'SIGKILL');
}

test(`a start after each of ${rounds} kills equals a replay`, { timeout: 300_000 }, async (context) => {
	const random = seeded(22);
	const data = aFolder(context);
	let used = 0;
	for (let round = 0; round < rounds; round++) {
		await killAt(1 + Math.floor(random() * 80), data);
		const storage = openFolder(data);
		const { log } = storage;
		const started = await afterStart(log, systemClock);
		assert.equal(started.unusable, null);
		if (started.seq > 0) used++;
		assert.deepEqual(started.known, (await afterStart(withoutCheckpoint(log), systemClock)).known);
		await storage.close();
	}
	assert.ok(used > 0, 'a checkpoint was complete before a kill');
});
