/** The only writer, alone or with other servers on the same log. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Log } from '../../../server/core/log/log.ts';
import { memoryLog } from '../../../server/core/log/memory-log.ts';
import { emptyState, type State } from '../../../src/model/state/state.ts';
import { notices } from '../../../src/model/views/notices.ts';
import { proposals } from '../../../src/model/views/proposals.ts';
import { timeline } from '../../../src/model/views/updates.ts';
import { ms, say } from '../../model/given.ts';
import { aWriteSide } from '../../support/write-side.ts';

const clock = { now: () => ms(0), after: () => () => undefined };

const open = (id: string) => ({ type: 'open-notice', id, kind: 'incident', title: `Down ${id}` }) as const;
const update = { type: 'post-update', notice: 'n', body: say('News.') } as const;

test('execute resolves once the commit is in the log and in the state', async (context) => {
	const { commandHandler, liveState, log } = await aWriteSide(context, { clock });
	const result = await commandHandler.execute({ command: open('n'), actor: 'ops' });
	assert.equal(result?.commit.seq, 1);
	assert.deepEqual(await log.read(0), [result?.commit]);
	assert.equal(liveState.state.seq, 1);
	assert.equal(result?.commit.actor, 'ops');
});

test('a refused command leaves the log as it was, and the next command is executed', async (context) => {
	const { commandHandler, log } = await aWriteSide(context, { clock });
	await assert.rejects(commandHandler.execute({ command: update, actor: 'ops' }), { code: 'not-found' });
	assert.deepEqual(await log.read(0), []);
	assert.equal((await commandHandler.execute({ command: open('n'), actor: 'ops' }))?.commit.seq, 1);
});

test('a command that changes nothing makes no commit', async (context) => {
	const { commandHandler, log } = await aWriteSide(context, { clock });
	assert.equal(await commandHandler.execute({ command: { type: 'keep-time' }, actor: 'system' }), null);
	assert.deepEqual(await log.read(0), []);
});

test('two servers on one log execute every command once, and agree on the order', async (context) => {
	const log = memoryLog('site');
	const one = await aWriteSide(context, { log, clock, prefix: 'a' });
	const two = await aWriteSide(context, { log, clock, prefix: 'b' });
	await one.commandHandler.execute({ command: open('n'), actor: 'ops' });
	await Promise.all(
		Array.from({ length: 40 }, (_, index) =>
			(index % 2 ? one : two).commandHandler.execute({ command: update, actor: 'ops' }),
		),
	);
	await two.liveState.reached(41);
	assert.deepEqual([...one.liveState.state.records.values()], [...two.liveState.state.records.values()]);
	assert.equal(timeline(one.liveState.state, 'n').length, 41);
	assert.equal((await log.read(0)).length, 41);
});

test('of many approvals on two servers, one publishes, and the others say that nothing waits', async (context) => {
	const log = memoryLog('site');
	const rule = { log, clock, secondPersonFor: ['no-component'] } as const;
	const one = await aWriteSide(context, { ...rule, prefix: 'a' });
	const two = await aWriteSide(context, { ...rule, prefix: 'b' });
	await one.commandHandler.execute({ command: open('n'), actor: 'operatorA' });
	const [draft] = proposals(one.liveState.state);
	assert.ok(draft);
	await two.liveState.reached(1);
	const command = { type: 'approve-draft', draft: draft.id } as const;
	const results = await Promise.allSettled(
		Array.from({ length: 40 }, (_, index) =>
			(index % 2 ? one : two).commandHandler.execute({
				...{ command, actor: 'operatorB', approval: 'second-person' },
			}),
		),
	);
	const codes = results.map((result) => (result.status === 'fulfilled' ? 'done' : result.reason.code));
	assert.deepEqual(codes.sort(), ['done', ...Array(39).fill('not-found')]);
	const written = (await log.read(0)).map(({ cause }) => cause.command);
	assert.deepEqual(written, ['open-notice', 'approve-draft']);
	assert.equal(notices(one.liveState.state).length, 1);
});

test('a repeated key gets its first result, also from another server and after later changes', async (context) => {
	const log = memoryLog('site');
	const one = await aWriteSide(context, { log, clock, prefix: 'a' });
	const idempotency = { key: 'k', fingerprint: 'f' };
	const first = await one.commandHandler.execute({ command: open('n'), actor: 'ops', idempotency });
	await one.commandHandler.execute({ command: update, actor: 'ops' });
	const two = await aWriteSide(context, { log, clock, prefix: 'b' });
	const again = await two.commandHandler.execute({ command: open('n'), actor: 'ops', idempotency });
	assert.equal(again?.replayed, true);
	assert.deepEqual(again?.commit, first?.commit);
	const records = (result: typeof first) =>
		[result?.before, result?.state].map((state) => [...(state?.records.values() ?? [])]);
	assert.deepEqual(records(again), records(first));
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
	const otherActor = await two.commandHandler.execute({ command: open('m'), actor: 'dev', idempotency });
	assert.equal(otherActor?.replayed, false);
});

test('a precondition is checked again when another server appended first', async (context) => {
	const log = memoryLog('site');
	const one = await aWriteSide(context, { log, clock, prefix: 'a' });
	const two = await aWriteSide(context, { log, clock, prefix: 'b' });
	const onlyAt = (seq: number) => (state: { seq: number }) => {
		if (state.seq !== seq) throw new Error(`The state is at ${state.seq}.`);
	};
	const results = await Promise.allSettled([
		one.commandHandler.execute({ command: open('x'), actor: 'ops', precondition: onlyAt(0) }),
		two.commandHandler.execute({ command: open('y'), actor: 'ops', precondition: onlyAt(0) }),
	]);
	assert.deepEqual(results.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
});

test('a record that could not be read back is never written', async (context) => {
	const { commandHandler, log } = await aWriteSide(context, { clock });
	const href = `https://a.example/${'x'.repeat(3_000)}`;
	const body = [{ type: 'paragraph', children: [{ type: 'link', href, children: [] }] }] as const;
	await assert.rejects(
		commandHandler.execute({ command: { ...open('n'), body: body as never }, actor: 'ops' }),
		{ code: 'internal', message: /could not be read back/ },
	);
	assert.deepEqual(await log.read(0), []);
	assert.equal((await commandHandler.execute({ command: open('n'), actor: 'ops' }))?.commit.seq, 1);
});

test('close waits for earlier commands and refuses later ones', async (context) => {
	const { commandHandler, log } = await aWriteSide(context, { clock });
	const before = commandHandler.execute({ command: open('n'), actor: 'ops' });
	await commandHandler.close();
	assert.equal((await before)?.commit.seq, 1);
	await assert.rejects(commandHandler.execute({ command: update, actor: 'ops' }), { code: 'busy' });
	assert.equal((await log.read(0)).length, 1);
});

test('a repeated key reads its own commit alone, and few of a long log after a restart', async (context) => {
	const log = memoryLog('site');
	let read = 0;
	const counted: Log = {
		...log,
		async read(afterSeq, limit) {
			const page = await log.read(afterSeq, limit);
			read += page.length;
			return page;
		},
	};
	const one = await aWriteSide(context, { log: counted, clock });
	await one.commandHandler.execute({ command: open('n'), actor: 'ops' });
	const updates = async (count: number) => {
		for (let round = 0; round < count; round++)
			await one.commandHandler.execute({ command: update, actor: 'ops' });
	};
	await updates(650);
	const idempotency = { key: 'k', fingerprint: 'f' };
	const request = { command: update, actor: 'ops', idempotency } as const;
	const first = await one.commandHandler.execute(request);
	await updates(250);
	read = 0;
	const again = await one.commandHandler.execute(request);
	assert.deepEqual([again?.replayed, again?.commit], [true, first?.commit]);
	assert.deepEqual([...(again?.state.records.values() ?? [])], [...(first?.state.records.values() ?? [])]);
	assert.equal(read, 1);
	const two = await aWriteSide(context, { log: counted, clock });
	read = 0;
	assert.deepEqual((await two.commandHandler.execute(request))?.commit, first?.commit);
	assert.ok(read <= 500, `${read} commits`);
});

test('the first result of a repeated key has no words that were redacted since', async (context) => {
	const { commandHandler, liveState } = await aWriteSide(context, { clock });
	await commandHandler.execute({ command: { ...open('n'), body: say('Secret.') }, actor: 'ops' });
	const idempotency = { key: 'k', fingerprint: 'f' };
	const request = { command: update, actor: 'ops', idempotency } as const;
	const textOf = (state: State) => JSON.stringify([...state.records.values()]);
	const first = await commandHandler.execute(request);
	assert.match(textOf(first?.state ?? emptyState), /Secret/);
	const [opening] = timeline(liveState.state, 'n').filter(({ value }) => value.number === 1);
	const redaction = { type: 'redact-update', notice: 'n', update: opening?.id ?? '' } as const;
	await commandHandler.execute({ command: redaction, actor: 'ops' });
	const again = await commandHandler.execute(request);
	assert.deepEqual([again?.replayed, again?.commit.seq], [true, first?.commit.seq]);
	assert.doesNotMatch(textOf(again?.state ?? emptyState), /Secret/);
});

test('when the log fails, pending and later commands fail with its error', async (context) => {
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
	const { commandHandler, liveState } = await aWriteSide(context, { log: broken, clock });
	await commandHandler.execute({ command: open('n'), actor: 'ops' });
	await assert.rejects(commandHandler.execute({ command: update, actor: 'ops' }), /disk is gone/);
	await assert.rejects(commandHandler.execute({ command: update, actor: 'ops' }), /disk is gone/);
	assert.match(String(liveState.failure), /disk is gone/);
});
