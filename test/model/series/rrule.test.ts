/** Rules that would take for ever, that mean nothing, or that ask for more than a day can hold. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { nextRuled, ruledOccurrences } from '../../../src/model/decide/series/clock-times.ts';
import { parseRule } from '../../../src/model/decide/series/rrule.ts';
import { CandorError } from '../../../src/model/errors.ts';

const refusals: readonly (readonly [rule: string, says: RegExp])[] = [
	['FREQ=SECONDLY', /"SECONDLY" is none of them/],
	['FREQ=MINUTELY;INTERVAL=1', /"MINUTELY"/],
	['FREQ=HOURLY', /"HOURLY"/],
	['BYDAY=SU', /FREQ is .*missing/],
	['', /no part of a rule/],
	['weekly', /"WEEKLY" is no part of a rule/],
	['FREQ=WEEKLY;', /"" is no part/],
	['FREQ=WEEKLY;BYDAY', /"BYDAY" is no part/],
	['FREQ=WEEKLY;FREQ=DAILY', /FREQ is here twice/],
	['FREQ=DAILY;COUNT=1000000000', /COUNT is 1 to 1000/],
	['FREQ=DAILY;COUNT=0', /COUNT is 1 to 1000/],
	['FREQ=DAILY;COUNT=-3', /COUNT is 1 to 1000/],
	['FREQ=DAILY;COUNT=1e3', /"1E3"/],
	['FREQ=DAILY;COUNT=2,3', /COUNT is one number/],
	['FREQ=DAILY;INTERVAL=999999999', /INTERVAL is 1 to 1000/],
	['FREQ=DAILY;INTERVAL=0', /INTERVAL is 1 to 1000/],
	['FREQ=DAILY;BYHOUR=0,1,2', /BYHOUR is not possible here. The time of day is that of "start"/],
	['FREQ=DAILY;BYMINUTE=1', /BYMINUTE is not possible/],
	['FREQ=DAILY;BYSECOND=1', /BYSECOND is not possible/],
	['FREQ=YEARLY;BYYEARDAY=100', /Use BYMONTH and BYMONTHDAY/],
	['FREQ=YEARLY;BYWEEKNO=20', /BYWEEKNO is not possible/],
	['RSCALE=CHINESE;FREQ=YEARLY', /Gregorian/],
	['FREQ=WEEKLY;FOO=1', /no part "FOO"/],
	['FREQ=WEEKLY;BYDAY=SUNDAY', /"SUNDAY" is no weekday/],
	['FREQ=WEEKLY;BYDAY=2SU', /"2SU" counts the weekdays of a month/],
	['FREQ=MONTHLY;BYDAY=9SU', /"9SU" is no weekday/],
	['FREQ=MONTHLY;BYMONTHDAY=32', /BYMONTHDAY is 1 to 31, or -1 to -31/],
	['FREQ=MONTHLY;BYMONTHDAY=0', /BYMONTHDAY/],
	['FREQ=WEEKLY;BYMONTHDAY=3', /Use it with FREQ=MONTHLY/],
	['FREQ=YEARLY;BYMONTH=13', /BYMONTH is 1 to 12/],
	['FREQ=MONTHLY;BYSETPOS=1', /BYSETPOS chooses/],
	['FREQ=DAILY;BYDAY=MO;BYSETPOS=1', /BYSETPOS chooses/],
	['FREQ=DAILY;COUNT=3;UNTIL=20270101', /exclude each other/],
	['FREQ=DAILY;UNTIL=20270231', /UNTIL is a day/],
	['FREQ=DAILY;UNTIL=20270228T250000Z', /UNTIL is a day/],
	['FREQ=DAILY;UNTIL=20270228T000000', /UNTIL is a day/],
	['FREQ=DAILY;UNTIL=tomorrow', /UNTIL is a day/],
];
for (const [rule, says] of refusals)
	test(`the rule "${rule}" is refused with a sentence`, () => {
		assert.throws(
			() => parseRule(rule),
			(error: CandorError) => {
				assert.equal(error.code, 'invalid');
				assert.equal(error.issues[0]?.path, 'rrule');
				assert.match(error.message, says);
				assert.match(error.message, /\.$/);
				return true;
			},
		);
	});

test('letters, a prefix and spaces around are those of other programs', () => {
	assert.deepEqual(parseRule(' rrule:freq=weekly;byday=su,+1su '.replace(',+1su', '')).byDay, ['SU']);
});

test('a rule whose dates do not exist has no occurrence, and the search for it ends', () => {
	for (const rrule of [
		'FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=31',
		'FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30',
		'FREQ=DAILY;BYMONTH=2;BYMONTHDAY=31',
		'FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=31;INTERVAL=1000',
		'FREQ=MONTHLY;BYDAY=1SU;BYMONTHDAY=20',
		'FREQ=YEARLY;BYMONTH=2;BYDAY=SU;BYSETPOS=300',
	])
		assert.deepEqual(nextRuled({ zone: 'UTC', start: '2027-01-01T02:00', rrule }, 0, 5), [], rrule);
});

test('no rule that is accepted has two occurrences on a day, or more than the days of a span', () => {
	const [from, to] = [Date.parse('2027-01-01T00:00Z'), Date.parse('2028-01-01T00:00Z')];
	const part = (name: string, values: fc.Arbitrary<unknown>) => values.map((value) => `${name}=${value}`);
	const list = (values: fc.Arbitrary<unknown>) =>
		fc.array(values, { minLength: 1, maxLength: 4 }).map(String);
	const numbers = list(fc.integer({ min: -40, max: 40 }));
	const rules = fc
		.tuple(
			part('FREQ', fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY', 'HOURLY')),
			fc
				.subarray([
					part('INTERVAL', fc.integer({ min: 0, max: 1_001 })),
					part('COUNT', fc.integer({ min: 0, max: 1_001 })),
					part('BYMONTH', numbers),
					part('BYMONTHDAY', numbers),
					part('BYSETPOS', numbers),
					part('BYDAY', list(fc.constantFrom('MO', 'SU', '1SU', '-1FR', '5TU', 'XX'))),
					part('WKST', fc.constantFrom('MO', 'SU', '1SU')),
				])
				.chain((parts) => fc.tuple(...parts)),
		)
		.map(([freq, parts]) => [freq, ...parts].join(';'));
	let accepted = 0;
	fc.assert(
		fc.property(rules, (rrule) => {
			let days: string[];
			try {
				days = ruledOccurrences({ zone: 'Europe/Berlin', start: '2020-02-29T02:00', rrule }, from, to).map(
					({ day }) => day,
				);
			} catch (error) {
				assert.ok(error instanceof CandorError && error.code === 'invalid', `${rrule}: ${error}`);
				return;
			}
			accepted += 1;
			assert.equal(new Set(days).size, days.length, rrule);
			assert.ok(days.length <= 366, rrule);
			assert.deepEqual([...days].sort(), days, rrule);
		}),
		{ numRuns: 300 },
	);
	assert.ok(accepted > 30, `${accepted} rules were accepted`);
});
