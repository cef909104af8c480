/** Times on the clocks of a zone, over both changes of the clocks in 2027. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instantsOf, windowOf } from '../../src/console/shared/zoned-time.ts';

const berlin = 'Europe/Berlin';

test('a time in winter and in summer', () => {
	assert.deepEqual(instantsOf('2027-01-10', '02:00', berlin), ['2027-01-10T01:00:00.000Z']);
	assert.deepEqual(instantsOf('2027-07-11', '02:00', berlin), ['2027-07-11T00:00:00.000Z']);
	assert.deepEqual(instantsOf('2027-01-10', '02:00', 'UTC'), ['2027-01-10T02:00:00.000Z']);
	assert.deepEqual(instantsOf('2027-01-10', '02:00', 'Asia/Kathmandu'), ['2027-01-09T20:15:00.000Z']);
	assert.deepEqual(instantsOf('2027-01-10', '23:30', 'America/Los_Angeles'), ['2027-01-11T07:30:00.000Z']);
});

test('a time that the clocks skip, and one that they show twice', () => {
	assert.deepEqual(instantsOf('2027-03-28', '02:30', berlin), []);
	assert.deepEqual(instantsOf('2027-03-28', '03:00', berlin), ['2027-03-28T01:00:00.000Z']);
	assert.deepEqual(instantsOf('2027-10-31', '02:30', berlin), [
		'2027-10-31T00:30:00.000Z',
		'2027-10-31T01:30:00.000Z',
	]);
	assert.deepEqual(instantsOf('2027-10-31', '03:00', berlin), ['2027-10-31T02:00:00.000Z']);
	assert.deepEqual(instantsOf('no day', '02:00', berlin), []);
});

test('every hour of a year in two zones is shown by the clocks of that zone', () => {
	for (const zone of [berlin, 'Australia/Lord_Howe']) {
		const format = new Intl.DateTimeFormat('sv-SE', {
			timeZone: zone,
			dateStyle: 'short',
			timeStyle: 'short',
		});
		for (let at = Date.UTC(2027, 0, 1); at < Date.UTC(2028, 0, 1); at += 3_600_000) {
			const [day = '', time = ''] = format.format(at).split(' ');
			assert.ok(instantsOf(day, time, zone).includes(new Date(at).toISOString()), `${zone} ${day} ${time}`);
		}
	}
});

test('a window ends on the next day when its end is not later than its start', () => {
	assert.deepEqual(windowOf('2027-01-10', '23:00', '01:00', berlin), {
		start: '2027-01-10T22:00:00.000Z',
		end: '2027-01-11T00:00:00.000Z',
	});
	assert.match(String(windowOf('2027-03-28', '02:00', '04:00', berlin)), /do not show 02:00 on 2027-03-28/);
	assert.match(String(windowOf('2027-10-31', '00:00', '02:00', berlin)), /show 02:00 twice on 2027-10-31/);
});
