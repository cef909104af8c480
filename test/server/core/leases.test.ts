/** Leases: one server at a time does a job, whatever happens to the others. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Clock, systemClock } from '../../../server/core/clock.ts';
import { leaseKind, SharedLease } from '../../../server/core/leases/lease.ts';
import { Leases } from '../../../server/core/leases/leases.ts';
import { memoryStore } from '../../../server/core/private-store/memory-store.ts';
import type { PrivateStore } from '../../../server/core/private-store/private-store.ts';
import { startScheduler } from '../../../server/core/scheduler.ts';
import type { Command } from '../../../src/model/commands/command.ts';
import { recordsOfKind } from '../../../src/model/state/state.ts';
import { say } from '../../model/given.ts';
import { aDatabase } from '../../support/postgres.ts';
import { aPostgresStorage } from '../../support/postgres-storage.ts';
import { aWriteSide } from '../../support/write-side.ts';

const lifetimeMs = 1_000;

/** Leases of several servers on one store, with clocks that a test sets. */
function manual(privateStore: PrivateStore, server: string) {
	const time = { now: 0 };
	const lease = new SharedLease('job', { privateStore, server, monotonicNow: () => time.now, lifetimeMs });
	return { lease, time };
}

test('one of two servers holds a lease until it does not renew it, and never both', async () => {
	const store = memoryStore();
	const [one, two] = [manual(store, 'one'), manual(store, 'two')];
	// Their clocks have nothing to do with each other.
	two.time.now = 1e9;
	await Promise.all([one.lease.renew(), two.lease.renew()]);
	assert.deepEqual([one.lease.isHeld, two.lease.isHeld], [true, false]);
	for (let step = 0; step < 30; step++) {
		one.time.now += 100;
		two.time.now += 100;
		if (step < 10) await one.lease.renew();
		await two.lease.renew();
		assert.ok(!(one.lease.isHeld && two.lease.isHeld), `both hold it at step ${step}`);
		if (step < 10) assert.ok(one.lease.isHeld);
	}
	assert.deepEqual([one.lease.isHeld, two.lease.isHeld], [false, true]);
	assert.deepEqual([one.lease.fence, two.lease.fence], [1, 2]);
	// It comes back, and finds that another server holds it.
	await one.lease.renew();
	assert.equal(one.lease.isHeld, false);
});

test('a lease that is given back is taken at once, and its number grows', async () => {
	const store = memoryStore();
	const [one, two] = [manual(store, 'one'), manual(store, 'two')];
	await one.lease.renew();
	await one.lease.release();
	assert.equal(one.lease.isHeld, false);
	let begun = 0;
	two.lease.subscribe(() => begun++);
	await two.lease.renew();
	await two.lease.renew();
	assert.deepEqual([two.lease.isHeld, two.lease.fence, begun], [true, 2, 1]);
	assert.deepEqual((await store.get(leaseKind, 'job'))?.value, { holder: 'two', fence: 2 });
});

test('a damaged lease is taken after its lifetime', async () => {
	const store = memoryStore();
	await store.put(leaseKind, 'job', { holder: 7 });
	const { lease, time } = manual(store, 'one');
	await lease.renew();
	assert.equal(lease.isHeld, false);
	time.now += lifetimeMs;
	await lease.renew();
	assert.equal(lease.isHeld, true);
});

/** A server as far as scheduled changes need one. It can be killed: its timers stop, and it gives nothing back. */
async function aNode(context: TestContext, address: string, server: string) {
	let isKilled = false;
	const clock: Clock = {
		now: systemClock.now,
		after: (delayMs, callback) => systemClock.after(delayMs, () => isKilled || callback()),
	};
	const { log, privateStore } = await aPostgresStorage(context, address);
	const { liveState, commandHandler } = await aWriteSide(context, { log, clock, prefix: `${server}-` });
	const errors: unknown[] = [];
	const onError = (error: unknown) => errors.push(error);
	const leases = new Leases({ ...{ privateStore, isShared: true, server, clock, onError }, lifetimeMs: 600 });
	const lease = leases.open('scheduler');
	const stop = startScheduler({ liveState, commandHandler, clock, lease, onError });
	const kill = async () => {
		isKilled = true;
		stop();
		await commandHandler.close();
		await liveState.stop();
	};
	context.after(kill);
	return { liveState, commandHandler, lease, errors, kill, log };
}

test('20 failovers: each scheduled change is published once', { timeout: 240_000 }, async (context) => {
	const { address } = await aDatabase(context);
	let started = 0;
	const start = () => aNode(context, address, `server-${++started}`);
	const nodes = [await start(), await start(), await start()];
	const execute = (command: Command) => {
		const node = nodes.find(({ lease }) => !lease.isHeld);
		assert.ok(node);
		return node.commandHandler.execute({ command, actor: 'operator' });
	};
	const holders = new Set<string>();
	for (let round = 0; round < 20; round++) {
		let holder = nodes.findIndex(({ lease }) => lease.isHeld);
		while (holder < 0) {
			await sleep(10);
			holder = nodes.findIndex(({ lease }) => lease.isHeld);
		}
		const soon = new Date(Date.now() + 300 + Math.random() * 600).toISOString();
		await execute({
			...{ type: 'draft-notice', publishAt: soon },
			command: {
				...{ type: 'open-notice', id: `n${round}`, kind: 'announcement', title: `Round ${round}` },
				...{
					body: say('It is valid from today.'),
					affected: [{ component: 'shop' }],
					newComponents: ['shop'],
				},
			},
		});
		await nodes[holder]?.kill();
		holders.add(String(nodes[holder]?.lease.fence));
		nodes.splice(holder, 1, await start());
	}
	const [node] = nodes;
	assert.ok(node);
	while (recordsOfKind(node.liveState.state, 'notice').length < 20) await sleep(20);
	const commits = await node.log.read(0, 1_000);
	const openings = commits.flatMap(({ changes }) =>
		changes.filter(({ kind, previous }) => kind === 'notice' && previous === 0).map(({ id }) => id),
	);
	assert.deepEqual(openings.sort(), Array.from({ length: 20 }, (_, round) => `n${round}`).sort());
	assert.equal(holders.size, 20, 'each holder has a number of its own');
	assert.deepEqual(
		nodes.flatMap(({ errors }) => errors),
		[],
	);
});
