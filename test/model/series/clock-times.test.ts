/** The instants of recurring maintenance, compared with two other libraries: luxon and ical.js. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import ICAL from 'ical.js';
import { DateTime } from 'luxon';
import { nextRuled, ruledOccurrences } from '../../../src/model/decide/series/clock-times.ts';

const [from, to] = [Date.parse('2026-12-31T00:00Z'), Date.parse('2028-01-02T00:00Z')];
const iso = (at: number): string => new Date(at).toISOString().replace(':00.000Z', 'Z');

/** The first instant at which luxon shows a time on a day in a zone. */
function byLuxon(day: string, time: string, zone: string): number {
	const [hour, minute] = time.split(':').map(Number) as [number, number];
	const local = DateTime.fromISO(day, { zone }).set({ hour, minute });
	return Math.min(...local.getPossibleOffsets().map((each) => each.toMillis()));
}

/** The days that ical.js finds, which has no zones here. */
function byIcal(rrule: string, start: string, before: string): string[] {
	const iterator = ICAL.Recur.fromString(rrule).iterator(ICAL.Time.fromDateTimeString(`${start}:00`));
	const days: string[] = [];
	for (let next = iterator.next(); next && next.toString() < before; next = iterator.next())
		days.push(next.toString().slice(0, 10));
	return days;
}

test('Sunday 02:00 in Berlin has the right instants over both clock changes of 2027', () => {
	const weekly = { zone: 'Europe/Berlin', start: '2027-01-03T02:00', rrule: 'FREQ=WEEKLY;BYDAY=SU' };
	const all = ruledOccurrences(weekly, from, to);
	assert.equal(all.length, 52, 'the library alone leaves out 28 March');
	const around = (day: string) => {
		const index = all.findIndex((each) => each.day === day);
		return all.slice(index - 1, index + 2).map(({ start, clockChange }) => [iso(start), clockChange]);
	};
	assert.deepEqual(around('2027-03-28'), [
		['2027-03-21T01:00Z', null],
		['2027-03-28T01:00Z', 'skipped'],
		['2027-04-04T00:00Z', null],
	]);
	assert.deepEqual(around('2027-10-31'), [
		['2027-10-24T00:00Z', null],
		['2027-10-31T00:00Z', 'repeated'],
		['2027-11-07T01:00Z', null],
	]);
});

const zones = [
	'Europe/Berlin',
	'Europe/London',
	'America/New_York',
	// Clocks change at midnight.
	'America/Santiago',
	'Africa/Cairo',
	'Asia/Beirut',
	'America/Havana',
	'Atlantic/Azores',
	// By half an hour.
	'Australia/Lord_Howe',
	'Africa/Casablanca',
	'Asia/Kolkata',
	'Asia/Kathmandu',
	'Pacific/Chatham',
	'Pacific/Apia',
	'UTC',
];
const times = ['00:00', '00:30', '01:00', '01:30', '02:00', '02:15', '02:30', '02:45', '03:00', '23:30'];

for (const zone of zones)
	test(`every day of 2027 in ${zone} begins when luxon says`, () => {
		const changes = new Set<string>();
		for (const time of times) {
			const daily = { zone, start: `2027-01-01T${time}`, rrule: 'FREQ=DAILY;UNTIL=20271231' };
			const found = ruledOccurrences(daily, from, to);
			assert.equal(found.length, 365, `${time}: each day once`);
			for (const { day, start, clockChange } of found) {
				assert.equal(iso(start), iso(byLuxon(day, time, zone)), `${day} ${time}`);
				const shown = DateTime.fromMillis(start, { zone });
				const offsets = shown.getPossibleOffsets().length;
				const isShown = shown.toFormat('HH:mm') === time && shown.toISODate() === day;
				assert.equal(clockChange, !isShown ? 'skipped' : offsets > 1 ? 'repeated' : null, `${day} ${time}`);
				if (clockChange) changes.add(clockChange);
			}
		}
		const hasChanges = !DateTime.fromISO('2027-01-01', { zone }).zone.isUniversal && changes.size > 0;
		const offset = (month: number) => DateTime.fromObject({ year: 2027, month }, { zone }).offset;
		if (offset(1) !== offset(7)) assert.deepEqual([hasChanges, changes.size], [true, 2]);
	});

/** Not among them: 29 February, which ical.js makes 1 March, and starts that no daily rule includes. */
const rules = [
	'FREQ=DAILY',
	'FREQ=DAILY;INTERVAL=3',
	'FREQ=DAILY;COUNT=40',
	'FREQ=DAILY;BYDAY=MO,WE,TH,FR,SU',
	'FREQ=WEEKLY',
	'FREQ=WEEKLY;BYDAY=SU',
	'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SA;WKST=SU',
	'FREQ=WEEKLY;COUNT=9;BYDAY=MO,TH',
	'FREQ=MONTHLY',
	'FREQ=MONTHLY;BYDAY=-1SU',
	'FREQ=MONTHLY;BYDAY=1SU,3SU',
	'FREQ=MONTHLY;BYMONTHDAY=31',
	'FREQ=MONTHLY;BYMONTHDAY=-1',
	'FREQ=MONTHLY;BYDAY=SA,SU;BYSETPOS=-1',
	'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15',
	'FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13',
	'FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
];
for (const rrule of rules)
	test(`the days of ${rrule} are those of ical.js`, () => {
		for (const start of ['2026-12-31T02:00', '2027-01-03T02:00', '2027-01-29T23:30']) {
			const recurrence = { zone: 'UTC', start, rrule };
			const ours = ruledOccurrences(recurrence, from, Date.parse('2030-01-01T00:00Z'));
			assert.deepEqual(
				ours.map(({ day }) => day),
				byIcal(rrule, start, '2030-01-01T00:00'),
				start,
			);
		}
	});

test('UNTIL is a day in the zone, or an instant', () => {
	const daysOf = (until: string) =>
		ruledOccurrences(
			{ zone: 'Pacific/Apia', start: '2027-03-01T02:00', rrule: `FREQ=DAILY;UNTIL=${until}` },
			from,
			to,
		).map(({ day }) => day);
	assert.deepEqual(daysOf('20270303'), ['2027-03-01', '2027-03-02', '2027-03-03']);
	// 02:00 in Apia is 13:00 UTC of the day before.
	assert.deepEqual(daysOf('20270302T130000Z'), ['2027-03-01', '2027-03-02', '2027-03-03']);
	assert.deepEqual(daysOf('20270302T125959Z'), ['2027-03-01', '2027-03-02']);
});

test('the next ones of a rare rule are found, and those of a rule that has ended are none', () => {
	const next = (rrule: string, start = '2027-01-01T02:00') =>
		nextRuled({ zone: 'UTC', start, rrule }, Date.parse('2027-06-01T00:00Z'), 3).map(({ day }) => day);
	assert.deepEqual(next('FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29'), ['2028-02-29', '2032-02-29', '2036-02-29']);
	assert.deepEqual(next('FREQ=DAILY;COUNT=5'), []);
	assert.deepEqual(next('FREQ=YEARLY', '2034-05-01T02:00'), ['2034-05-01', '2035-05-01', '2036-05-01']);
});
