/** Maintenance that recurs: the clock announces each occurrence once, also with two servers on one log. */
import assert from 'node:assert/strict';
import { type TestContext, test } from 'node:test';
import { memoryLog } from '../../../server/core/log/memory-log.ts';
import { startScheduler } from '../../../server/core/scheduler.ts';
import type { Command } from '../../../src/model/commands/command.ts';
import { nextOccurrences, series } from '../../../src/model/decide/series/occurrences.ts';
import { CandorError } from '../../../src/model/errors.ts';
import { publicState } from '../../../src/model/state/public.ts';
import { notice, notices } from '../../../src/model/views/notices.ts';
import { secondPersonReasons } from '../../../src/model/vocabulary.ts';
import { say } from '../../model/given.ts';
import { aManualClock } from '../../support/manual-clock.ts';
import { aWriteSide } from '../../support/write-side.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The clock begins on Thursday, 31 January 2030. */
const weekly = (fields: object = {}, texts: object = {}): Command =>
	({
		type: 'create-series',
		id: 'db',
		command: {
			type: 'open-notice',
			kind: 'maintenance',
			title: 'Database upgrade',
			body: say('Reports are read-only.'),
			affected: [{ component: 'reports' }],
			...texts,
		},
		zone: 'Europe/Berlin',
		start: '2030-02-03T02:00',
		duration: '2h',
		rrule: 'FREQ=WEEKLY;BYDAY=SU',
		...fields,
	}) as Command;

async function servers(context: TestContext, count = 1, secondPersonFor = secondPersonReasons.slice(0, 0)) {
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
	const [first] = all;
	assert.ok(first);
	const { commandHandler, liveState } = first;
	const give = async (command: object) => {
		const result = await commandHandler.execute({ command: command as Command, actor: 'a' });
		// What is due at once.
		await settled();
		clock.advance(0);
		await settled();
		return result;
	};
	await give({ type: 'put-component', id: 'reports', name: 'Reports' });
	const moveTo = async (at: string) => {
		// The scheduler looks again every minute; an hour is a step.
		while (clock.now() < Date.parse(at)) {
			clock.advance(Math.min(hourMs, Date.parse(at) - clock.now()));
			await settled();
		}
	};
	const value = () => {
		const found = series(liveState.state, 'db');
		assert.ok(found);
		return found.value;
	};
	const next = (number = 3) =>
		nextOccurrences(value(), clock.now(), number, liveState.state).map(
			({ day, start, state }) => `${day} ${new Date(start).toISOString().slice(5, 16)} ${state}`,
		);
	const announced = () =>
		notices(liveState.state).map(({ id, value: { phase, window } }) => `${id} ${phase} ${window?.start}`);
	const refused = async (command: object, says: RegExp, code = 'invalid') => {
		await assert.rejects(give(command), (error) => {
			assert.ok(error instanceof CandorError, String(error));
			assert.equal(error.code, code);
			assert.match(error.message, says);
			return true;
		});
	};
	const commands = async () => (await log.read(0)).map(({ cause }) => cause.command);
	return {
		...first,
		all,
		log,
		clock,
		errors,
		settled,
		give,
		moveTo,
		next,
		announced,
		refused,
		commands,
		value,
	};
}

const on = (type: string, day: string, fields: object = {}) => ({
	...{ type, series: 'db', occurrence: day },
	...fields,
});

test('each occurrence is announced a week ahead, once, by two servers that share a log', async (context) => {
	const { give, moveTo, all, commands, errors, announced, clock } = await servers(context, 2);
	await give(weekly());
	await moveTo(new Date(clock.now() + 23 * dayMs).toISOString());
	for (const { liveState } of all) {
		const ids = notices(liveState.state)
			.map(({ id }) => id)
			.sort();
		assert.deepEqual(ids, ['db-2030-02-03', 'db-2030-02-10', 'db-2030-02-17', 'db-2030-02-24']);
	}
	assert.ok(announced().includes('db-2030-02-24 scheduled 2030-02-24T01:00:00.000Z'));
	const opened = notice(all[0]?.liveState.state as never, 'db-2030-02-17')?.value;
	assert.equal(opened?.openedAt, '2030-02-10T01:00:00.000Z', 'seven days before its start');
	assert.deepEqual(opened?.affected, [{ component: 'reports', status: 'maintenance' }]);
	const given = (await commands()).filter((command) => command === 'announce-occurrence');
	assert.equal(given.length, 4);
	assert.deepEqual(errors, []);
});

test('nothing of a series is public before its notice is, and the notice names no series', async (context) => {
	const { give, liveState } = await servers(context);
	await give(weekly({ start: '2030-03-03T02:00' }, { title: 'A secret upgrade' }));
	assert.ok(!JSON.stringify([...publicState(liveState.state).records.values()]).includes('secret'));
	assert.equal(notices(liveState.state).length, 0);
});

test('a server that was down announces late what is not over, and nothing that is', async (context) => {
	const { give, log, clock } = await servers(context);
	await give(weekly({ start: '2030-02-10T02:00', announceAhead: '1d' }));
	const later = async (at: string) => {
		const copy = memoryLog('site');
		for (const commit of await log.read(0)) if (commit.seq <= 2) await copy.append(commit, commit.seq - 1);
		const later = aManualClock();
		later.advance(Date.parse(at) - later.now());
		const side = await aWriteSide(context, { log: copy, clock: later });
		context.after(startScheduler({ ...side, clock: later, onError: (error) => assert.fail(String(error)) }));
		for (let turn = 0; turn < 20; turn++) {
			await side.commandHandler.settled();
			await new Promise(setImmediate);
		}
		return notices(side.liveState.state).map(({ id, value }) => [id, value.phase]);
	};
	assert.deepEqual(await later('2030-02-09T00:59:00Z'), []);
	assert.deepEqual(await later('2030-02-09T12:00:00Z'), [['db-2030-02-10', 'scheduled']]);
	assert.deepEqual(await later('2030-02-10T02:00:00Z'), [['db-2030-02-10', 'in-progress']]);
	assert.deepEqual(await later('2030-02-10T03:00:00Z'), []);
	assert.ok(clock.now() > 0);
});

test('what had begun when the series was written is not announced', async (context) => {
	const { give, announced, moveTo, next } = await servers(context);
	await moveTo('2030-02-03T01:30:00Z');
	await give(weekly({ start: '2030-01-06T02:00' }));
	assert.deepEqual(announced(), ['db-2030-02-10 scheduled 2030-02-10T01:00:00.000Z']);
	assert.deepEqual(next(2), ['2030-02-10 02-10T01:00 announced', '2030-02-17 02-17T01:00 planned']);
	await give({ type: 'edit-series', series: 'db', change: {}, start: '2030-01-06T02:15', duration: '3h' });
	assert.equal(announced().length, 1, 'an edit begins nothing');
});

test('one end moves alone, before and after the announcement, and begins and ends nothing', async (context) => {
	const { give, moveTo, next, announced, refused, liveState } = await servers(context);
	await give(weekly({ start: '2030-02-17T02:00', announceAhead: '3d' }));
	const day = '2030-02-17';
	await give(on('move-occurrence', day, { window: { end: '2030-02-17T05:00:00.000Z' } }));
	await give(on('move-occurrence', day, { window: { start: '2030-02-17T02:00:00.000Z' } }));
	assert.deepEqual(next(2), ['2030-02-17 02-17T02:00 planned', '2030-02-24 02-24T01:00 planned']);
	assert.deepEqual(announced(), []);
	await refused(
		on('move-occurrence', day, { window: { start: '2030-02-17T05:00:00.000Z' } }),
		/"end" must be after "start"/,
	);
	await refused(
		on('move-occurrence', day, { window: { start: '2030-01-30T05:00:00.000Z' } }),
		/a move does not begin maintenance/,
	);
	await refused(on('move-occurrence', day, { window: {} }), /Give a start, an end/);
	await refused(
		on('move-occurrence', '2030-02-18', { window: { end: '1h' } }),
		/no occurrence on/,
		'not-found',
	);
	await moveTo('2030-02-14T03:00:00Z');
	const id = `db-${day}`;
	const window = () => notice(liveState.state, id)?.value.window;
	assert.deepEqual(window(), { start: '2030-02-17T02:00:00.000Z', end: '2030-02-17T05:00:00.000Z' });
	await give(
		on('move-occurrence', day, {
			window: { start: '2030-02-18T02:00:00.000Z', end: '2030-02-18T04:00:00.000Z' },
		}),
	);
	assert.deepEqual(window(), { start: '2030-02-18T02:00:00.000Z', end: '2030-02-18T04:00:00.000Z' });
	assert.equal(next(1)[0], '2030-02-17 02-18T02:00 announced', 'its name stays');
	await refused(
		on('move-occurrence', day, { window: { start: '2030-02-14T02:00:00.000Z' } }),
		/an edit does not begin maintenance/,
	);
	await moveTo('2030-02-18T03:00:00Z');
	assert.equal(notice(liveState.state, id)?.value.phase, 'in-progress');
	await refused(
		on('move-occurrence', day, { window: { end: '2030-02-18T02:30:00.000Z' } }),
		/an edit does not end maintenance/,
	);
	await refused(
		on('move-occurrence', day, {
			window: { start: '2030-02-19T02:30:00.000Z', end: '2030-02-19T03:30:00.000Z' },
		}),
		/has begun/,
	);
	await give(on('move-occurrence', day, { window: { end: '2030-02-18T06:00:00.000Z' } }));
	assert.equal(notice(liveState.state, id)?.value.phase, 'in-progress');
});

test('an occurrence that is moved to an earlier time is announced at once', async (context) => {
	const { give, announced } = await servers(context);
	await give(weekly({ start: '2030-02-17T02:00', announceAhead: '3d' }));
	await give(
		on('move-occurrence', '2030-02-17', {
			window: { start: '2030-02-02T02:00:00.000Z', end: '2030-02-02T03:00:00.000Z' },
		}),
	);
	assert.deepEqual(announced(), ['db-2030-02-17 scheduled 2030-02-02T02:00:00.000Z']);
});

test('an occurrence is cancelled and put back, before and after its announcement', async (context) => {
	const { give, moveTo, next, announced, refused, liveState } = await servers(context);
	await give(weekly({ start: '2030-02-17T02:00', announceAhead: '3d' }));
	const day = '2030-02-17';
	await give(on('cancel-occurrence', day));
	await refused(on('cancel-occurrence', day), /is cancelled already/);
	await refused(
		on('move-occurrence', day, { window: { end: '2030-02-17T05:00:00.000Z' } }),
		/Restore it first/,
	);
	await moveTo('2030-02-15T00:00:00Z');
	assert.deepEqual(announced(), [], 'a cancelled one is not announced');
	assert.equal(next(1)[0], '2030-02-17 02-17T01:00 cancelled');
	await give(on('restore-occurrence', day));
	assert.deepEqual(announced(), ['db-2030-02-17 scheduled 2030-02-17T01:00:00.000Z']);
	await refused(on('restore-occurrence', day), /nothing to restore/);
	await give(on('cancel-occurrence', day, { body: say('Not needed.') }));
	assert.equal(notice(liveState.state, `db-${day}`)?.value.phase, 'cancelled');
	await give(on('restore-occurrence', day));
	assert.equal(notice(liveState.state, `db-${day}`)?.value.phase, 'scheduled');
	await give(on('move-occurrence', day, { window: { end: '2030-02-17T06:00:00.000Z' } }));
	await give(on('restore-occurrence', day));
	assert.equal(notice(liveState.state, `db-${day}`)?.value.window?.end, '2030-02-17T03:00:00.000Z');
	await give(on('cancel-occurrence', day));
	await moveTo('2030-02-17T02:00:00Z');
	await refused(on('restore-occurrence', day), /does not begin maintenance/);
	await moveTo('2030-02-24T02:00:00Z');
	await refused(on('cancel-occurrence', '2030-02-24'), /has begun. Resolve it/);
});

test('a cancelled occurrence is not put back into a window that has begun', async (context) => {
	const { give, moveTo, refused, announced } = await servers(context);
	await give(weekly({ announceAhead: '1d' }));
	await give(on('cancel-occurrence', '2030-02-03'));
	await moveTo('2030-02-03T01:30:00Z');
	await refused(on('restore-occurrence', '2030-02-03'), /does not begin maintenance/);
	assert.deepEqual(announced(), []);
});

test('a cancelled or held occurrence comes back at the time to which it was moved', async (context) => {
	const { give, moveTo, next, announced } = await servers(context);
	await give(weekly({ start: '2030-02-17T02:00', announceAhead: '3d' }));
	const day = '2030-02-17';
	await give(
		on('move-occurrence', day, {
			window: { start: '2030-02-18T01:00:00.000Z', end: '2030-02-18T05:00:00.000Z' },
		}),
	);
	await give(on('cancel-occurrence', day));
	await give(on('restore-occurrence', day));
	assert.equal(next(1)[0], '2030-02-17 02-18T01:00 planned');
	await give(on('restore-occurrence', day));
	assert.equal(next(1)[0], '2030-02-17 02-17T01:00 planned', 'the second time takes the move back');
	await give(on('move-occurrence', day, { window: { end: '2030-02-17T05:00:00.000Z' } }));
	await give({ type: 'remove-component', id: 'reports' });
	await moveTo('2030-02-15T00:00:00Z');
	assert.equal(next(1)[0], '2030-02-17 02-17T01:00 held');
	await give({ type: 'put-component', id: 'reports', name: 'Reports' });
	await give(on('restore-occurrence', day));
	assert.deepEqual(announced(), ['db-2030-02-17 scheduled 2030-02-17T01:00:00.000Z']);
});

test('an edit changes what is not announced, keeps exceptions whose day remains, and drops the others', async (context) => {
	const { give, next, value, liveState } = await servers(context);
	await give(weekly({ start: '2030-02-03T02:00' }));
	await give(on('cancel-occurrence', '2030-02-10'));
	await give(on('cancel-occurrence', '2030-02-17'));
	await give(on('move-occurrence', '2030-02-24', { window: { end: '2030-02-24T09:00:00.000Z' } }));
	await give({
		...{
			type: 'edit-series',
			series: 'db',
			rrule: 'FREQ=WEEKLY;INTERVAL=2;BYDAY=SU',
			start: '2030-02-10T04:00',
		},
		change: { title: 'Index upgrade' },
	});
	assert.deepEqual(next(4), [
		'2030-02-03 02-03T01:00 announced',
		'2030-02-10 02-10T03:00 cancelled',
		'2030-02-24 02-24T01:00 planned',
		'2030-03-10 03-10T03:00 planned',
	]);
	assert.equal(notice(liveState.state, 'db-2030-02-03')?.value.title, 'Database upgrade');
	assert.deepEqual(Object.keys(value().occurrences).sort(), ['2030-02-03', '2030-02-10', '2030-02-24']);
	assert.equal(value().command.title, 'Index upgrade');
});

test('what cannot be announced waits with its reason, and is tried again when an operator asks', async (context) => {
	const { give, moveTo, next, value, announced, commands } = await servers(context);
	await give(weekly({ start: '2030-02-17T02:00', announceAhead: '3d' }));
	await give({ type: 'remove-component', id: 'reports' });
	await moveTo('2030-02-15T00:00:00Z');
	assert.equal(next(1)[0], '2030-02-17 02-17T01:00 held');
	assert.match(value().occurrences['2030-02-17']?.held ?? '', /There is no component "reports"/);
	assert.equal((await commands()).filter((command) => command === 'announce-occurrence').length, 1);
	await give({ type: 'put-component', id: 'reports', name: 'Reports' });
	await give(on('restore-occurrence', '2030-02-17'));
	assert.deepEqual(announced(), ['db-2030-02-17 scheduled 2030-02-17T01:00:00.000Z']);
});

test('a series whose notices would need a second person is refused, also later', async (context) => {
	const { give, refused, clock, log } = await servers(context, 1, [...secondPersonReasons]);
	await refused(weekly({}, { affected: [] }), /Each notice of this series would need a second person/);
	const evidence = { state: 'safe', statement: say('It is.'), evidence: say('We have read the logs.') };
	await refused(weekly({}, { dataSafety: evidence }), /Each notice of this series/);
	await give(weekly({ start: '2030-03-03T02:00' }));
	await refused(
		{ type: 'edit-series', series: 'db', change: { affected: null } },
		/Each notice of this series/,
	);
	assert.equal((await log.read(0)).length, 2);
	assert.ok(clock.now() > 0);
	const lax = await servers(context);
	await lax.give(weekly({ start: '2030-02-17T02:00', announceAhead: '3d' }, { affected: [] }));
	const strict = await aWriteSide(context, {
		...{ log: lax.log, clock: lax.clock, prefix: 'x-', secondPersonFor: [...secondPersonReasons] },
	});
	lax.clock.advance(15 * dayMs);
	await strict.commandHandler.execute({
		command: { type: 'announce-occurrence', series: 'db', occurrence: '2030-02-17' },
		actor: 'system',
	});
	const held = series(strict.liveState.state, 'db')?.value.occurrences['2030-02-17']?.held;
	assert.match(held ?? '', /second person/);
});

test('a series that cannot be is refused with a sentence', async (context) => {
	const { refused, give, log } = await servers(context);
	const before = (await log.read(0)).length;
	for (const [fields, says] of [
		[{ zone: 'Europe/Atlantis' }, /no time zone "Europe\/Atlantis"/],
		[{ zone: '+02:00' }, /an offset does not know when clocks change/],
		[{ start: '2030-02-30T02:00' }, /no day and time "2030-02-30T02:00"/],
		[{ start: '2030-02-03T25:00' }, /no day and time/],
		[{ start: '1950-02-03T02:00' }, /more than ten years away/],
		[{ start: '2300-02-03T02:00' }, /more than ten years away/],
		[{ duration: '15d' }, /"duration" is a duration from 1m to 14d/],
		[{ duration: '0s' }, /"duration" is a duration/],
		[{ duration: 'long' }, /"duration" is a duration/],
		[{ announceAhead: '61d' }, /"announceAhead" is a duration from 1m to 60d/],
		[{ rrule: 'FREQ=SECONDLY' }, /"SECONDLY" is none of them/],
		[{ rrule: 'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31' }, /no occurrence in the next ten years/],
		[{ rrule: 'FREQ=WEEKLY;UNTIL=20300130' }, /no occurrence in the next ten years/],
		[{ rrule: 'FREQ=DAILY', duration: '25h' }, /would last until the next one begins/],
		[{ rrule: 'FREQ=DAILY', announceAhead: '30d' }, /More than 14 maintenances would be announced at once/],
	] as const)
		await refused(weekly(fields), says);
	await refused(
		weekly({}, { affected: [{ component: 'search' }] }),
		/no component "search"/,
		'unknown-component',
	);
	assert.equal((await log.read(0)).length, before);
	await give(weekly({ rrule: 'RRULE:freq=weekly;byday=su' }));
	await refused(weekly(), /is or was that of another series/);
	await give({ type: 'remove-series', series: 'db' });
	await refused(weekly(), /is or was that of another series/);
	await refused({ type: 'remove-series', series: 'db' }, /no series "db"/, 'not-found');
	await refused(
		{ type: 'restore-series', series: 'db', commit: 1, value: null },
		/No series "db" was removed/,
		'not-found',
	);
});

test('redacted words are announced no more, and leave every version of the series', async (context) => {
	const { give, log, value, moveTo, next, liveState } = await servers(context);
	await give(weekly({}, { title: 'Zebra upgrade', workaround: say('Ask the zebra.') }));
	await give({
		...{ type: 'redact-notice', notice: 'db-2030-02-03', fields: ['title', 'workaround'] },
		...{ title: 'Upgrade', reason: 'A name.' },
	});
	assert.equal(value().command.title, 'Upgrade');
	assert.ok(
		!JSON.stringify(await log.read(0))
			.toLowerCase()
			.includes('zebra'),
	);
	await moveTo('2030-02-04T00:00:00Z');
	assert.equal(notice(liveState.state, 'db-2030-02-10')?.value.title, 'Upgrade');
	assert.equal(next(1)[0], '2030-02-10 02-10T01:00 announced');
});

test('a retracted notice of a series does not come back by the clock', async (context) => {
	const { give, moveTo, next, announced } = await servers(context);
	await give(weekly());
	await give({ type: 'retract', notice: 'db-2030-02-03' });
	await moveTo('2030-02-02T00:00:00Z');
	assert.deepEqual(announced(), []);
	assert.equal(next(1)[0], '2030-02-03 02-03T01:00 retracted');
});
