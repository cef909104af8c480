/** Times on the command line and in its output. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseSpan, parseTime } from '../../../server/cli/options/time.ts';
import { clockTime, pastText, relativeTime, timeText } from '../../../server/cli/render/time.ts';

const noon = Date.parse('2030-01-01T12:00:00.000Z');
const minute = 60_000;

test('a time is a duration, which the server counts, an instant, or a local time', () => {
	for (const [text, parsed] of [
		['20m', '20m'],
		['+2h', '2h'],
		['2030-01-31T09:30Z', '2030-01-31T09:30Z'],
		['2030-01-31T09:30:15+02:00', '2030-01-31T09:30:15+02:00'],
		['2030-02-28T24:00Z', '2030-02-28T24:00Z'],
		['2028-02-29T09:30', '2028-02-29T09:30'],
		['tue 02:00', 'tue 02:00'],
		['Tuesday 2:00', 'Tuesday 2:00'],
		['tomorrow 14:30', 'tomorrow 14:30'],
	] as const)
		assert.equal(parseTime(text), parsed);
	assert.deepEqual(parseSpan('30m..2h'), { earliest: '30m', latest: '2h' });
	assert.deepEqual(parseSpan('..2h'), { latest: '2h' });
	assert.deepEqual(parseSpan('30m..'), { earliest: '30m' });
});

test('any other text is refused with an example', () => {
	for (const text of ['', '0m', 'tomorrow', '2030-01-31', '09:30', '++2h', '2030', 'tue 24:00', 'tue 9:60'])
		assert.throws(() => parseTime(text), /Write a duration from now such as 20m/, text);
	for (const text of ['30m', '..', '30m..1h..2h']) assert.throws(() => parseSpan(text), /30m\.\.2h/);
});

test('a day that does not exist is refused', () => {
	for (const day of [
		'2030-02-31',
		'2030-02-29',
		'2100-02-29',
		'2030-04-31',
		'2030-13-01',
		'2030-00-10',
		'2030-01-00',
	])
		for (const rest of ['T09:30Z', 'T09:30', ' 09:30', 'T23:30-05:00'])
			assert.throws(() => parseTime(day + rest), new RegExp(`There is no day ${day}\\. Write`), day + rest);
	assert.throws(() => parseSpan('2030-02-31T09:30Z..2030-03-09T09:30Z'), /There is no day 2030-02-31/);
});

test('a time is printed in the operator’s zone, with the day if it is not today', () => {
	const style = { now: noon, timeZone: 'America/New_York' };
	assert.equal(clockTime('2030-01-01T12:20:00.000Z', style), '07:20 GMT-5');
	assert.equal(clockTime('2030-01-02T04:59:00.000Z', style), '23:59 GMT-5');
	assert.equal(clockTime('2030-01-02T05:00:00.000Z', style), 'Wed 2 Jan 00:00 GMT-5');
	assert.equal(clockTime('2031-01-01T12:00:00.000Z', style), 'Wed 1 Jan 2031 07:00 GMT-5');
	assert.equal(clockTime('2030-01-01T04:59:00.000Z', style), 'Mon 31 Dec 2029 23:59 GMT-5');
	assert.equal(clockTime('2030-12-31T12:00:00.000Z', style), 'Tue 31 Dec 07:00 GMT-5');
	assert.equal(timeText('2030-01-01T12:20:00.000Z', { now: noon, timeZone: 'UTC' }), '12:20 UTC (in 20 min)');
});

test('relative times: future times are rounded up, past times down', () => {
	const relative = (ms: number): string => relativeTime(noon + ms, noon);
	assert.equal(relative(0), 'just now');
	assert.equal(relative(-59_999), 'just now');
	assert.equal(relative(1), 'in 1 min');
	assert.equal(relative(-119_999), '1 min ago');
	assert.equal(relative(20 * minute - 3), 'in 20 min');
	assert.equal(relative(59 * minute + 1), 'in 1 h');
	assert.equal(relative(90 * minute), 'in 1 h 30 min');
	assert.equal(relative(-59 * minute - 1), '59 min ago');
	assert.equal(relative(-61 * minute), '1 h 1 min ago');
	assert.equal(relative(-49 * 60 * minute), '2 days ago');
	assert.equal(relative(-71 * 60 * minute), '3 days ago');
	assert.equal(relative(50 * 60 * minute), 'in 2 days');
	assert.equal(relative(26 * 60 * minute), 'in 26 h');
	assert.equal(relative(61 * minute), 'in 1 h 1 min');
});

test('a past event is never in the future, even if the clocks differ', () => {
	assert.equal(pastText('2030-01-01T12:00:30.000Z', { now: noon, timeZone: 'UTC' }), '12:00 UTC (just now)');
});
