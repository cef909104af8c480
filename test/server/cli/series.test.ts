/** `candor series`: planned, shown in UTC and in the zone, moved, cancelled, put back, edited, removed. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { InvalidArgumentError } from 'commander';
import { parseEvery } from '../../../server/cli/options/every.ts';
import { noon, runCli, startServer } from './harness.ts';

/** The clock of these tests begins on 1 January 2030, a Tuesday. */
const plan = (id = 'db'): string[] => [
	...['series', 'create', 'Database upgrade', '--id', id, '--component', 'reports'],
	...['--every', 'week on sunday', '--zone', 'Europe/Berlin', '--lasts', '2h', '--starts'],
];

/** The time stands still, and timers run. */
const clock = {
	now: () => noon,
	after(delayMs: number, callback: () => void) {
		const timer = setTimeout(callback, delayMs);
		return () => clearTimeout(timer);
	},
};

async function aSeries(context: Parameters<typeof startServer>[0], starts = '2030-03-03 02:00') {
	const server = await startServer(context, { clock });
	assert.equal((await server.candor('components', 'set', 'reports', '--name', 'Reports')).code, 0);
	const made = await server.candor(...plan(), starts, '-m', 'Reports are *read-only*.');
	return { ...server, made };
}

test('words say when it recurs', () => {
	for (const [words, rule] of [
		['day', 'FREQ=DAILY'],
		['2 days', 'FREQ=DAILY;INTERVAL=2'],
		['week', 'FREQ=WEEKLY'],
		['week on sunday', 'FREQ=WEEKLY;BYDAY=SU'],
		['Every 2 weeks on Tue, thu', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH'],
		['week on mondays and wednesdays', 'FREQ=WEEKLY;BYDAY=MO,WE'],
		['month on the last sunday', 'FREQ=MONTHLY;BYDAY=-1SU'],
		['month on the 2nd tuesday', 'FREQ=MONTHLY;BYDAY=2TU'],
		['3 months on the 15th', 'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15'],
		['month on the first day', 'FREQ=MONTHLY;BYMONTHDAY=1'],
		['month on the last day', 'FREQ=MONTHLY;BYMONTHDAY=-1'],
		['month on 1', 'FREQ=MONTHLY;BYMONTHDAY=1'],
		['year', 'FREQ=YEARLY'],
	] as const)
		assert.equal(parseEvery(words), rule, words);
	for (const words of ['', 'sunday', 'hour', 'second', 'week on', 'week on su', 'week on someday'])
		assert.throws(() => parseEvery(words), InvalidArgumentError, words);
	for (const words of ['day on sunday', 'month on sunday', 'month on the fifth sunday', 'year on the 1st'])
		assert.throws(() => parseEvery(words), InvalidArgumentError, words);
});

test('a series shows its next five in UTC and in its zone, and what a clock change does', async (context) => {
	const { made, candor, json } = await aSeries(context);
	assert.equal(made.code, 0, made.err);
	assert.match(made.out, /^Planned\. The next ones:\n\nDatabase upgrade {2}db\n/);
	assert.match(made.out, /FREQ=WEEKLY;BYDAY=SU, from 2030-03-03 02:00 in Europe\/Berlin, for 2h\n/);
	assert.match(made.out, /Announced 7d ahead\n/);
	const lines = made.out.split('\n');
	assert.deepEqual(
		lines.filter((line) => /^ {2}2030-/.test(line)).map((line) => line.trim().replace(/ {2,}/g, ' | ')),
		[
			'2030-03-03 | Sun 2030-03-03 01:00–03:00 UTC | Sun 2030-03-03 02:00–04:00 Europe/Berlin | planned',
			'2030-03-10 | Sun 2030-03-10 01:00–03:00 UTC | Sun 2030-03-10 02:00–04:00 Europe/Berlin | planned',
			'2030-03-17 | Sun 2030-03-17 01:00–03:00 UTC | Sun 2030-03-17 02:00–04:00 Europe/Berlin | planned',
			'2030-03-24 | Sun 2030-03-24 01:00–03:00 UTC | Sun 2030-03-24 02:00–04:00 Europe/Berlin | planned',
			'2030-03-31 | Sun 2030-03-31 01:00–03:00 UTC | Sun 2030-03-31 03:00–05:00 Europe/Berlin | planned; the clocks skip 02:00 on this day',
		],
	);
	const shown = await candor('series', 'show', 'db');
	assert.equal(shown.out, lines.slice(2).join('\n'));
	assert.match((await candor('series', 'list')).out, /Database upgrade {2}db[\s\S]*2030-03-03/);
	assert.equal(((await json('series', 'show', 'db')).occurrences as unknown[]).length, 5);
});

test('a dry run shows the occurrences and plans nothing', async (context) => {
	const { candor } = await aSeries(context);
	const dry = await candor(...plan('other'), 'sun 02:00', '--dry-run');
	assert.equal(dry.code, 0, dry.err);
	assert.match(
		dry.out,
		/Nothing was published[\s\S]*series other created[\s\S]*Sun 2030-01-06 01:00–03:00 UTC/,
	);
	assert.equal((await candor('series', 'show', 'other')).code, 5);
});

test('an operator in a third zone sees the times there too', async (context) => {
	const { url } = await aSeries(context);
	const { out } = await runCli(['series', 'list'], { url, io: { timeZone: 'America/New_York' } });
	assert.match(
		out,
		/Sun 2030-03-03 01:00–03:00 UTC {2}Sun 2030-03-03 02:00–04:00 Europe\/Berlin {2}Sat 2030-03-02 20:00–22:00 America\/New_York {2}planned\n/,
	);
	const help = (await runCli(['series', 'edit', '--help'], { url })).out;
	assert.doesNotMatch(help, /default: (7d|you resolve)/);
});

test('what is missing or wrong is said before anything is sent, or by the server', async (context) => {
	const { candor } = await aSeries(context);
	const refused = async (argv: readonly string[], says: RegExp, code = 2) => {
		const result = await candor(...argv);
		assert.match(result.err, says);
		assert.equal(result.code, code, result.err);
	};
	await refused(['series', 'create', 'X', '--every', 'day', '--starts', 'sun 02:00'], /Add its zone/);
	await refused(
		['series', 'create', 'X', '--zone', 'UTC', '--starts', 'sun 02:00', '--lasts', '1h'],
		/--every/,
	);
	await refused(['series', 'create', 'X', '--every', 'hour'], /week on sunday/);
	await refused(['series', 'create', 'X', '--every', 'day', '--rrule', 'FREQ=DAILY'], /cannot be used with/);
	await refused([...plan(), 'today'], /sun 02:00/);
	await refused([...plan('x'), '2030-03-03 02:00', '--ahead', '90d'], /"announceAhead"/, 1);
	await refused(['series', 'move', 'db', '2030-03-03'], /Nothing to move/);
	await refused(['series', 'move', 'db', 'sunday', '--ends', '1h'], /day of an occurrence/);
	await refused(['series', 'edit', 'db'], /Nothing to change/);
	await refused(['series', 'cancel', 'db', '2030-03-04'], /no occurrence on 2030-03-04/, 5);
});

test('an occurrence is moved on the clocks of the series, cancelled and put back', async (context) => {
	const { candor, json } = await aSeries(context);
	const occurrence = async () =>
		((await json('series', 'show', 'db')).occurrences as readonly Record<string, unknown>[])[0];
	const moved = await candor('series', 'move', 'db', '2030-03-03', '--ends', '2030-03-03 06:00');
	assert.equal(moved.code, 0, moved.err);
	assert.match(
		moved.err,
		/2030-03-03 06:00 is 2030-03-03 06:00 in Europe\/Berlin \(UTC\+01:00\) = 2030-03-03 05:00 UTC/,
	);
	assert.match(moved.out, /^Moved: 2030-03-03\.[\s\S]*02:00–06:00 Europe\/Berlin {2}planned, moved/);
	const dry = await candor('series', 'cancel', 'db', '2030-03-03', '--dry-run');
	assert.match(dry.out, /Nothing was published[\s\S]*cancelled/);
	assert.match((await candor('series', 'cancel', 'db', '2030-03-03')).out, /cancelled, moved/);
	assert.equal((await occurrence())?.state, 'cancelled');
	const restored = await candor('series', 'restore', 'db', '2030-03-03');
	assert.match(restored.out, /^Put back: 2030-03-03\.[\s\S]*02:00–04:00 Europe\/Berlin {2}planned\n/);
});

test('an edit and a removal say what stays as it is', async (context) => {
	const { candor, json } = await aSeries(context, '2030-01-06 02:00');
	const state = async () =>
		((await json('series', 'show', 'db')).occurrences as readonly Record<string, unknown>[])[0]?.state;
	for (let tries = 0; tries < 500 && (await state()) !== 'announced'; tries++)
		await new Promise((resolve) => setTimeout(resolve, 10));
	const edited = await candor(
		'series',
		'edit',
		'db',
		'--title',
		'Index upgrade',
		'--starts',
		'2030-01-06 03:00',
	);
	assert.equal(edited.code, 0, edited.err);
	assert.match(
		edited.out,
		/^Changed\.[\s\S]*Index upgrade[\s\S]*2030-01-13 {2}Sun 2030-01-13 02:00–04:00 UTC/,
	);
	assert.match(
		edited.out,
		/Announced already, and unchanged\. .*:\n {2}2030-01-06 {2}Sun 2030-01-06 01:00–03:00 UTC .*Europe\/Berlin {2}db-2030-01-06: announced, scheduled, moved\nChange one by its notice.*candor series cancel db 2030-01-06\n/,
	);
	assert.match((await candor('show', 'db-2030-01-06')).out, /Database upgrade/);
	const removed = await candor('series', 'remove', 'db');
	assert.match(
		removed.out,
		/^Removed the series "db"\. Nothing more is announced\. To take it back: candor undo --series db\n\nAnnounced already[\s\S]*candor resolve db-2030-01-06 --phase cancelled\n/,
	);
	assert.match((await candor('series', 'list')).out, /No maintenance recurs/);
});

test('the removal of a series is taken back, by undo or by its id', async (context) => {
	const { candor, json } = await aSeries(context);
	await candor('series', 'move', 'db', '2030-03-03', '--ends', '2030-03-03 06:00');
	const { seq: _, ...before } = await json('series', 'show', 'db');
	await candor('series', 'remove', 'db');
	assert.match((await candor('undo', '--dry-run')).out, /Nothing was published/);
	const undone = await candor('undo');
	assert.equal(undone.code, 0, undone.err);
	assert.match(undone.out, /^Took back the removal of the series "db"\.[\s\S]*02:00–06:00 .*planned, moved/);
	const { seq: __, ...after } = await json('series', 'show', 'db');
	assert.deepEqual(after, { ...before, since: after.since });
	assert.match((await candor('undo', '--series', 'db')).err, /is not removed/);
	assert.match((await candor('undo', '--series', 'other')).err, /No series "other" was removed/);
	await candor('series', 'remove', 'db');
	assert.equal((await candor('undo', '--series', 'db')).code, 0);
	assert.equal((await candor('undo')).code, 5, 'it is taken back already');
});
