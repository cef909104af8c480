/** The commandHandler: the only writer, alone or beside others on the same log. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CommandHandler } from '../../../server/core/command-handler.ts';
import { LiveState } from '../../../server/core/live-state.ts';
import type { Log } from '../../../server/core/log/log.ts';
import { memoryLog } from '../../../server/core/log/memory-log.ts';
import { notices, timeline } from '../../../src/model/views/notices.ts';
import { ms, say } from '../../model/given.ts';

type Context = { after(act: () => unknown): void };

const clock = { now: () => ms(0), after: () => () => undefined };

async function aDesk(context: Context, log: Log = memoryLog('site'), name = 'a') {
	const liveState = await LiveState.start(log);
	context.after(() => liveState.stop());
	let made = 0;
	return {
		log,
		liveState,
		commandHandler: new CommandHandler(log, liveState, clock, () => `${name}${++made}`),
	};
}

const open = (id: string) => ({ type: 'open-notice', id, kind: 'incident', title: 'Down' }) as const;
const update = { type: 'post-update', notice: 'n', body: say('News.') } as const;

test('an order is on the log and in the state when it is answered', async (context) => {
	const { commandHandler, liveState, log } = await aDesk(context);
	const outcome = await commandHandler.execute({ command: open('n'), actor: 'ops' });
	assert.equal(outcome?.commit.seq, 1);
	assert.deepEqual(await log.read(0), [outcome?.commit]);
	assert.equal(liveState.state.seq, 1);
	assert.equal(outcome?.commit.actor, 'ops');
});

test('a refused order leaves the log as it was, and the next one is heard', async (context) => {
	const { commandHandler, log } = await aDesk(context);
	await assert.rejects(commandHandler.execute({ command: update, actor: 'ops' }), { code: 'not-found' });
	assert.deepEqual(await log.read(0), []);
	assert.equal((await commandHandler.execute({ command: open('n'), actor: 'ops' }))?.commit.seq, 1);
});

test('an order that changes nothing makes no commit', async (context) => {
	const { commandHandler, log } = await aDesk(context);
	assert.equal(await commandHandler.execute({ command: { type: 'keep-time' }, actor: 'system' }), null);
	assert.deepEqual(await log.read(0), []);
});

test('two servers on one log: every order is carried out once, in one order', async (context) => {
	const log = memoryLog('site');
	const one = await aDesk(context, log, 'a');
	const two = await aDesk(context, log, 'b');
	await one.commandHandler.execute({ command: open('n'), actor: 'ops' });
	await Promise.all(
		Array.from({ length: 40 }, (_, index) =>
			(index % 2 ? one : two).commandHandler.execute({ command: update, actor: 'ops' }),
		),
	);
	await two.liveState.reached(41);
	assert.deepEqual([...one.liveState.state.records], [...two.liveState.state.records]);
	assert.equal(timeline(one.liveState.state, 'n').length, 41);
	assert.equal((await log.read(0)).length, 41);
});

test('a key is answered with its first result, also by another server, and after later changes', async (context) => {
	const log = memoryLog('site');
	const one = await aDesk(context, log, 'a');
	const idempotency = { key: 'k', fingerprint: 'f' };
	const first = await one.commandHandler.execute({ command: open('n'), actor: 'ops', idempotency });
	await one.commandHandler.execute({ command: update, actor: 'ops' });
	const two = await aDesk(context, log, 'b');
	const again = await two.commandHandler.execute({ command: open('n'), actor: 'ops', idempotency });
	assert.equal(again?.replayed, true);
	assert.deepEqual(again?.commit, first?.commit);
	assert.deepEqual(
		again && notices(again.state).map(({ value }) => value.latestUpdate),
		first && notices(first.state).map(({ value }) => value.latestUpdate),
	);
	await assert.rejects(
		two.commandHandler.execute({
			command: update,
			actor: 'ops',
			idempotency: { key: 'k', fingerprint: 'other' },
		}),
		{ code: 'idempotency-key-reused' },
	);
	// Another operator's key of the same name is another key.
	assert.equal(
		(await two.commandHandler.execute({ command: open('m'), actor: 'dev', idempotency }))?.replayed,
		false,
	);
});

test('a precondition is asked anew when somebody was faster', async (context) => {
	const log = memoryLog('site');
	const one = await aDesk(context, log, 'a');
	const two = await aDesk(context, log, 'b');
	const only = (seq: number) => (state: { seq: number }) => {
		if (state.seq !== seq) throw new Error(`it is at ${state.seq}`);
	};
	const results = await Promise.allSettled([
		one.commandHandler.execute({ command: open('x'), actor: 'ops', precondition: only(0) }),
		two.commandHandler.execute({ command: open('y'), actor: 'ops', precondition: only(0) }),
	]);
	assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
});

test('a record that could not be read back is never written', async (context) => {
	const { commandHandler, log } = await aDesk(context);
	const href = `https://a.example/${'x'.repeat(3_000)}`;
	const body = [{ type: 'paragraph', children: [{ type: 'link', href, children: [] }] }] as const;
	await assert.rejects(
		commandHandler.execute({ command: { ...open('n'), body: body as never }, actor: 'ops' }),
		{
			code: 'internal',
			message: /could not be read back/,
		},
	);
	assert.deepEqual(await log.read(0), []);
	assert.equal((await commandHandler.execute({ command: open('n'), actor: 'ops' }))?.commit.seq, 1);
});

test('once closed, it refuses what comes and has finished what came before', async (context) => {
	const { commandHandler, log } = await aDesk(context);
	const before = commandHandler.execute({ command: open('n'), actor: 'ops' });
	await commandHandler.close();
	assert.equal((await before)?.commit.seq, 1);
	await assert.rejects(commandHandler.execute({ command: update, actor: 'ops' }), { code: 'busy' });
	assert.equal((await log.read(0)).length, 1);
});

test('a first result is found in a long log without keeping the others waiting', async (context) => {
	const { commandHandler } = await aDesk(context);
	const idempotency = { key: 'k', fingerprint: 'f' };
	await commandHandler.execute({ command: open('n'), actor: 'ops' });
	for (let round = 0; round < 1_200; round++) await commandHandler.execute({ command: update, actor: 'ops' });
	const first = await commandHandler.execute({ command: update, actor: 'ops', idempotency });
	const order: string[] = [];
	await Promise.all([
		commandHandler.execute({ command: update, actor: 'ops', idempotency }).then((again) => {
			order.push('replay');
			assert.deepEqual(again?.commit, first?.commit);
		}),
		commandHandler.execute({ command: update, actor: 'ops' }).then(() => order.push('next')),
	]);
	assert.deepEqual(order, ['next', 'replay']);
});

test('a log that fails says so to everybody who waits or comes later', async (context) => {
	const log = memoryLog('site');
	const broken: Log = {
		...log,
		async *follow(afterSeq, signal) {
			for await (const page of log.follow(afterSeq, signal)) {
				if (page.some(({ seq }) => seq > 1)) throw new Error('The disk is gone.');
				yield page;
			}
		},
	};
	const { commandHandler, liveState } = await aDesk(context, broken);
	await commandHandler.execute({ command: open('n'), actor: 'ops' });
	await assert.rejects(commandHandler.execute({ command: update, actor: 'ops' }), /disk is gone/);
	await assert.rejects(commandHandler.execute({ command: update, actor: 'ops' }), /disk is gone/);
	assert.match(String(liveState.failure), /disk is gone/);
});
