/** Drafts that the clock publishes or discards: once, also with two servers on one log. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { memoryLog } from '../../../server/core/log/memory-log.ts';
import { Reminders } from '../../../server/core/promises.ts';
import { startScheduler } from '../../../server/core/scheduler.ts';
import type { Command, CommandOf } from '../../../src/model/commands/command.ts';
import { notice } from '../../../src/model/views/notices.ts';
import { proposals } from '../../../src/model/views/proposals.ts';
import { secondPersonReasons } from '../../../src/model/vocabulary.ts';
import { say } from '../../model/given.ts';
import { aManualClock } from '../../support/manual-clock.ts';
import { aWriteSide } from '../../support/write-side.ts';

const minuteMs = 60_000;
const start = aManualClock().now();
const at = (minute: number): string => new Date(start + minute * minuteMs).toISOString();
const open: CommandOf<'open-notice'> = {
	type: 'open-notice',
	id: 'n',
	kind: 'announcement',
	title: 'A new price list',
	body: say('It is valid from today.'),
	affected: [{ component: 'shop' }],
	newComponents: ['shop'],
};
const draft = (fields: object, command: object = {}): Command => ({
	type: 'draft-notice',
	command: { ...open, ...command },
	...fields,
});

/** So many servers on one log, with one clock. */
async function servers(
	context: TestContext,
	count: number,
	secondPersonFor = secondPersonReasons.slice(0, 0),
) {
	const log = memoryLog('site');
	const clock = aManualClock();
	const errors: unknown[] = [];
	const all = await Promise.all(
		Array.from({ length: count }, async (_, index) => {
			const side = await aWriteSide(context, { log, clock, prefix: `s${index}-`, secondPersonFor });
			context.after(startScheduler({ ...side, clock, onError: (error) => errors.push(error) }));
			return side;
		}),
	);
	const settled = async () => {
		for (let turn = 0; turn < 20; turn++) {
			for (const { commandHandler } of all) await commandHandler.settled();
			await new Promise(setImmediate);
		}
	};
	await settled();
	const moveTo = async (minute: number) => {
		clock.advance(start + minute * minuteMs - clock.now());
		await settled();
	};
	const [first] = all;
	assert.ok(first);
	const give = (command: Command, fields: object = {}) =>
		first.commandHandler.execute({ command, actor: 'a', ...fields });
	const waiting = () => proposals(first.liveState.state);
	const commits = async () =>
		(await log.read(0)).map(({ actor, cause: { command, source } }) => [command, actor, source]);
	return { ...first, all, log, clock, errors, moveTo, settled, give, waiting, commits };
}

const clockCommit = (command: string) => [command, 'system', 'clock'];

test('a draft is published at its time, once, by two servers that share a log', async (context) => {
	const { give, moveTo, commits, all, errors } = await servers(context, 2);
	await give(draft({ publishAt: at(60) }));
	await moveTo(59);
	for (const { liveState } of all) assert.equal(notice(liveState.state, 'n'), undefined);
	await moveTo(60);
	for (const { liveState } of all) {
		assert.equal(notice(liveState.state, 'n')?.value.title, 'A new price list');
		assert.equal(notice(liveState.state, 'n')?.value.openedAt, at(60));
		assert.deepEqual(proposals(liveState.state), []);
	}
	await moveTo(200);
	assert.deepEqual(await commits(), [['draft-notice', 'a', 'api'], clockCommit('publish-scheduled')]);
	assert.deepEqual(errors, []);
});

test('a server that was down publishes late, and never what has expired meanwhile', async (context) => {
	const { give, moveTo, log, clock, commits } = await servers(context, 1);
	await give(draft({ publishAt: '1h' }));
	await give(draft({ publishAt: '2h', discardAt: '3h' }, { id: 'm', title: 'Another list' }));
	assert.equal((await commits()).length, 2);
	// The first server publishes nothing: it has no scheduler that knows of the time that has passed.
	const copy = memoryLog('site');
	for (const commit of await log.read(0)) await copy.append(commit, commit.seq - 1);
	clock.advance(5 * 60 * minuteMs);
	const later = await aWriteSide(context, { log: copy, clock });
	context.after(startScheduler({ ...later, clock, onError: (error) => assert.fail(String(error)) }));
	for (let turn = 0; turn < 20; turn++) {
		await later.commandHandler.settled();
		await new Promise(setImmediate);
	}
	assert.equal(notice(later.liveState.state, 'n')?.value.title, 'A new price list');
	assert.equal(notice(later.liveState.state, 'm'), undefined);
	assert.deepEqual((await copy.read(2)).map(({ cause }) => cause.command).sort(), [
		'expire-draft',
		'publish-scheduled',
	]);
	await moveTo(300);
});

test('a draft is discarded at its time, with an entry in the log', async (context) => {
	const { give, moveTo, commits, waiting } = await servers(context, 2);
	await give(draft({ discardAt: at(30) }));
	await moveTo(29);
	assert.equal(waiting().length, 1);
	await moveTo(30);
	assert.equal(waiting().length, 0);
	assert.deepEqual(await commits(), [['draft-notice', 'a', 'api'], clockCommit('expire-draft')]);
});

test('times that have passed, or in the wrong order, are refused', async (context) => {
	const { give, moveTo } = await servers(context, 1);
	await moveTo(10);
	for (const fields of [
		{ publishAt: at(10) },
		{ discardAt: at(5) },
		{ publishAt: at(30), discardAt: at(30) },
		{ publishAt: at(30), discardAt: at(20) },
	])
		await assert.rejects(give(draft(fields)), { code: 'invalid' }, JSON.stringify(fields));
});

test('what an operator discards, approves or moves before its time is not published by the clock', async (context) => {
	const { give, moveTo, liveState, waiting, commits } = await servers(context, 1);
	await give(draft({ publishAt: at(60) }));
	const [first] = waiting();
	assert.ok(first);
	await give({ type: 'edit-draft', draft: first.id, change: { title: 'Later' }, publishAt: at(90) });
	await moveTo(60);
	assert.equal(notice(liveState.state, 'n'), undefined);
	await moveTo(90);
	assert.equal(notice(liveState.state, 'n')?.value.title, 'Later');
	await give(draft({ publishAt: at(120) }, { id: 'm', title: 'Another' }));
	await give({ type: 'discard-draft', draft: waiting()[0]?.id ?? '' });
	await moveTo(120);
	assert.equal(notice(liveState.state, 'm'), undefined);
	await give(draft({ publishAt: at(180) }, { id: 'o', title: 'A third one' }));
	const [third] = waiting();
	assert.ok(third);
	const approve = { type: 'approve-draft', draft: third.id } as const;
	await assert.rejects(give(approve), { code: 'invalid', message: /needs no approval: it is published at/ });
	await give({ ...approve, now: true });
	assert.equal(notice(liveState.state, 'o')?.value.openedAt, at(120));
	const before = await commits();
	await moveTo(200);
	assert.deepEqual(await commits(), before);
});

test('a scheduled draft that needs a second person waits without one, and operators are reminded once', async (context) => {
	const { give, moveTo, liveState, waiting, all } = await servers(context, 2, [...secondPersonReasons]);
	const seen: unknown[] = [];
	const reminders = all.map((side) => new Reminders(side.liveState));
	for (const each of reminders) each.subscribe((reminder) => seen.push(reminder));
	context.after(() => reminders.map((each) => each.close()));
	const everyone = { affected: [], newComponents: [] };
	await give(draft({ publishAt: at(60) }, everyone));
	await moveTo(60);
	assert.equal(notice(liveState.state, 'n'), undefined);
	const [held] = waiting();
	assert.match(held?.value.held ?? '', /needs the approval of a second person/);
	const { seq } = held ?? {};
	const reminder = {
		seq,
		draft: held?.id,
		notice: 'n',
		title: 'A new price list',
		publishAt: at(60),
		held: held?.value.held,
	};
	assert.deepEqual(seen, [reminder, reminder], 'once on each server');
	assert.deepEqual(reminders[0]?.since(0), [reminder]);
	await moveTo(600);
	assert.equal(waiting()[0]?.seq, seq, 'the clock does not try again');
	const approve = { type: 'approve-draft', draft: held?.id ?? '' } as const;
	await assert.rejects(give(approve, { approval: 'same-person' }), { code: 'forbidden' });
	await give(approve, { actor: 'b', approval: 'second-person' });
	assert.equal(notice(liveState.state, 'n')?.value.openedAt, at(600));
});

test('an approval before the time counts for it, until the draft is edited', async (context) => {
	const { give, moveTo, liveState, waiting } = await servers(context, 1, [...secondPersonReasons]);
	await give(draft({ publishAt: at(60) }, { affected: [], newComponents: [] }));
	const [{ id } = { id: '' }] = waiting();
	const approve = { type: 'approve-draft', draft: id } as const;
	await assert.rejects(give(approve, { approval: 'same-person' }), { code: 'forbidden' });
	await give(approve, { actor: 'b', approval: 'second-person' });
	assert.deepEqual([waiting()[0]?.value.approvedBy, notice(liveState.state, 'n')], ['b', undefined]);
	const edit = { type: 'edit-draft', draft: id, change: { title: 'Other words' } } as const;
	await give({ ...edit, keepSchedule: true }, { actor: 'c' });
	const [edited] = waiting();
	assert.deepEqual(
		[edited?.value.approvedBy, edited?.value.author, edited?.value.publishAt],
		[null, 'c', at(60)],
	);
	await give(approve, { actor: 'b', approval: 'second-person' });
	await moveTo(60);
	assert.equal(notice(liveState.state, 'n')?.value.title, 'Other words');
	// The edit of an operator who may not publish ends the schedule.
	await give(draft({ publishAt: at(120) }, { id: 'm' }));
	await give({ ...edit, draft: waiting()[0]?.id ?? '' });
	assert.equal(waiting()[0]?.value.publishAt, null);
	await moveTo(200);
	assert.equal(notice(liveState.state, 'm'), undefined);
});

test('a draft that cannot be published says why, and does not stop the clock', async (context) => {
	const { give, moveTo, liveState, waiting, errors } = await servers(context, 1);
	await give(draft({ publishAt: at(60) }));
	await give(
		draft({ publishAt: at(60) }, { id: 'm', title: 'Another list', affected: [], newComponents: [] }),
	);
	await give({ ...open, title: 'In a hurry' });
	await moveTo(60);
	assert.equal(notice(liveState.state, 'm')?.value.openedAt, at(60));
	assert.match(waiting()[0]?.value.held ?? '', /The id "n" is taken/);
	assert.deepEqual(errors, []);
});
