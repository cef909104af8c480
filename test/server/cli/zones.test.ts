/** Local times of a named zone, from the command line to the record. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { zonedTimes } from '../../../server/cli/options/zoned-times.ts';
import { noon, startServer } from './harness.ts';

const read = (text: string, zone = 'Europe/Berlin', now = noon) => zonedTimes(zone, now).read(text).instant;

test('a local time is read in its zone, summer time included', () => {
	assert.equal(read('2030-01-31T09:30'), '2030-01-31T08:30:00.000Z');
	assert.equal(read('2030-07-31 09:30'), '2030-07-31T07:30:00.000Z');
	assert.equal(read('2030-07-31T09:30', 'America/New_York'), '2030-07-31T13:30:00.000Z');
});

test('a weekday is the next one, and today only while the time is still to come', () => {
	// Noon in UTC of Tuesday 1 January 2030 is 13:00 in Berlin.
	assert.equal(read('tue 14:00'), '2030-01-01T13:00:00.000Z');
	assert.equal(read('tue 13:00'), '2030-01-08T12:00:00.000Z');
	assert.equal(read('Tuesday 02:00'), '2030-01-08T01:00:00.000Z');
	assert.equal(read('mon 02:00'), '2030-01-07T01:00:00.000Z');
	assert.equal(read('today 02:00'), '2030-01-01T01:00:00.000Z');
	assert.equal(read('tomorrow 02:00'), '2030-01-02T01:00:00.000Z');
	assert.equal(read('yesterday 02:00'), '2029-12-31T01:00:00.000Z');
	// It is Wednesday already in Auckland.
	assert.equal(read('tomorrow 02:00', 'Pacific/Auckland'), '2030-01-02T13:00:00.000Z');
});

test('an end is the first such weekday after its start, and a past time the last one', async (context) => {
	const { candor, json } = await startServer(context);
	// It is 13:00 on a Tuesday in Berlin: one Tuesday has begun, and the window is on the next one.
	const zone = ['--zone', 'Europe/Berlin'];
	const opened = await candor(
		'open',
		'Upgrade',
		'--id',
		'upgrade',
		'--starts',
		'tue 12:00',
		'--ends',
		'tue 14:00',
		...zone,
	);
	assert.equal(opened.code, 0, opened.err);
	const { window } = await json('show', 'upgrade');
	assert.deepEqual(window, { start: '2030-01-08T11:00:00.000Z', end: '2030-01-08T13:00:00.000Z' });
	const over = await candor(
		'open',
		'Night',
		'--id',
		'night',
		'--starts',
		'3d',
		'--ends',
		'wed 02:00',
		...zone,
	);
	assert.equal(over.code, 0, over.err);
	const { window: night } = await json('show', 'night');
	const [start, end] = ['2030-01-04T12:00:00.000Z', '2030-01-09T01:00:00.000Z'];
	assert.deepEqual(night, { start, end });
	const past = ['--started', 'mon 09:00', '--ended', 'tue 12:30', ...zone];
	const told = await candor('open', 'It was slow', '--id', 'slow', ...past);
	assert.equal(told.code, 0, told.err);
	const { openedAt, endedAt } = await json('show', 'slow');
	assert.deepEqual([openedAt, endedAt], ['2029-12-31T08:00:00.000Z', '2030-01-01T11:30:00.000Z']);
});

test('a local time that does not exist or exists twice is refused with both readings', async (context) => {
	const { candor } = await startServer(context);
	const ends = ['--ends', '2030-12-01T00:00Z', '--zone', 'Europe/Berlin'];
	const skipped = await candor('open', 'Upgrade', '--starts', '2030-03-31T02:30', ...ends);
	assert.equal(skipped.code, 2);
	assert.match(skipped.err, /"2030-03-31T02:30" does not exist in Europe\/Berlin/);
	assert.match(
		skipped.err,
		/2030-03-31T00:30Z \(2030-03-31 01:30 .*\), or 2030-03-31T01:30Z \(2030-03-31 03:30 /,
	);
	const twice = await candor('open', 'Upgrade', '--starts', '2030-10-27T02:30', ...ends);
	assert.equal(twice.code, 2);
	assert.match(twice.err, /exists twice in Europe\/Berlin/);
	assert.match(twice.err, /2030-10-27T00:30Z .*\+02:00.*, or 2030-10-27T01:30Z .*\+01:00/);
	assert.deepEqual((await candor('list', '--json')).code, 0);
});

test('a local time needs a zone, and is echoed in UTC and in the zone', async (context) => {
	const { candor, json } = await startServer(context);
	const window = ['--starts', 'wed 02:00', '--ends', 'wed 04:00'];
	const refused = await candor('open', 'Upgrade', ...window);
	assert.equal(refused.code, 2);
	assert.match(refused.err, /"wed 02:00" is a local time, but of no zone\. Add its zone, such as --zone UTC/);
	const unknown = await candor('open', 'Upgrade', ...window, '--zone', 'Europe/Berln');
	assert.match(unknown.err, /There is no time zone "Europe\/Berln"/);
	const opened = await candor('open', 'Upgrade', '--id', 'upgrade', ...window, '--zone', 'Europe/Berlin');
	assert.equal(opened.code, 0, opened.err);
	assert.match(
		opened.err,
		/wed 02:00 is 2030-01-02 02:00 in Europe\/Berlin \(UTC\+01:00\) = 2030-01-02 01:00 UTC\./,
	);
	const { window: stored } = await json('show', 'upgrade');
	assert.deepEqual(stored, { start: '2030-01-02T01:00:00.000Z', end: '2030-01-02T03:00:00.000Z' });
});
