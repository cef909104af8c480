/** Times as people write them, with fixed clocks, zones and browsers, in all seven languages. */
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { dayOfMonth, dayText } from '../../../src/elements/i18n/dates.ts';
import { lengthText, relativeTime } from '../../../src/elements/i18n/relative-time.ts';
import { clockTime, laterTime, timeRange, timeText } from '../../../src/elements/i18n/time.ts';
import { browse, speak, unmarked } from './in-language.ts';

const { TZ } = process.env;
const browser = Reflect.getOwnPropertyDescriptor(globalThis, 'navigator');
/** Sunday in Berlin. */
const now = Date.parse('2026-11-29T14:00:00+01:00');
const inBerlin = (time: string): string => new Date(`${time}+01:00`).toISOString();
const minute = 60_000;
const hour = 60 * minute;

before(() => {
	process.env.TZ = 'Europe/Berlin';
});
beforeEach(() => {
	speak('en');
	browse('en-US');
});
after(() => {
	if (TZ === undefined) delete process.env.TZ;
	else process.env.TZ = TZ;
	if (browser) Object.defineProperty(globalThis, 'navigator', browser);
	else Reflect.deleteProperty(globalThis, 'navigator');
});

const [two, four] = [inBerlin('2026-11-30T02:00'), inBerlin('2026-11-30T04:00')];
const [start, end] = [inBerlin('2026-11-30T14:00'), inBerlin('2026-11-30T16:30')];

for (const [tag, day, time, range, single] of [
	['en', 'Mon 30 Nov', 'Mon 30 Nov, 2:00 AM', 'Mon 30 Nov, 2–4 AM', '12 Nov'],
	['de', 'Mo., 30. Nov.', 'Mo., 30. Nov., 02:00', 'Mo., 30. Nov., 02:00–04:00', '12. Nov.'],
	['es', 'lun, 30 nov', 'lun, 30 nov, 02:00', 'lun, 30 nov, 02:00–04:00', '12 nov'],
	['fr', 'lun. 30 nov.', 'lun. 30 nov., 02:00', 'lun. 30 nov., 02:00–04:00', '12 nov.'],
	['ja', '11月30日（月）', '11月30日（月） 02:00', '11月30日（月） 02:00～04:00', '11月12日'],
	['pt', 'seg., 30 de nov.', 'seg., 30 de nov., 02:00', 'seg., 30 de nov., 02:00–04:00', '12 de nov.'],
	['ar', 'الاثنين، 30 نوفمبر', 'الاثنين، 30 نوفمبر، 2:00 ص', 'الاثنين، 30 نوفمبر، 2–4 ص', '12 نوفمبر'],
] as const)
	test(`days, times and ranges are in the form of ${tag}`, () => {
		speak(tag);
		browse(tag === 'en' ? 'en-US' : tag);
		assert.equal(dayText(two), day);
		assert.equal(clockTime(two, now), time);
		assert.equal(timeRange(two, four, now), range);
		assert.equal(dayOfMonth(Date.parse('2026-11-12T00:00Z'), 'UTC'), single);
	});

test('a range says once what both times have in common', () => {
	const text = (from: string, to: string): string => timeRange(inBerlin(from), inBerlin(to), now);
	assert.equal(text('2026-11-30T02:00', '2026-11-30T04:15'), 'Mon 30 Nov, 2:00–4:15 AM');
	assert.equal(text('2026-11-30T11:00', '2026-11-30T13:00'), 'Mon 30 Nov, 11 AM to 1 PM');
	assert.equal(text('2026-11-30T11:30', '2026-11-30T13:00'), 'Mon 30 Nov, 11:30 AM to 1:00 PM');
	assert.equal(text('2026-11-29T22:00', '2026-11-29T23:00'), '10–11 PM');
	assert.equal(text('2026-11-30T00:00', '2026-11-30T12:00'), 'Mon 30 Nov, 12 AM to 12 PM');
	assert.equal(text('2026-11-30T23:00', '2026-12-01T02:00'), 'Mon 30 Nov, 11:00 PM to Tue 1 Dec, 2:00 AM');
	assert.equal(text('2026-11-29T23:00', '2026-11-30T02:00'), '11:00 PM to Mon 30 Nov, 2:00 AM');
	assert.equal(laterTime(four, two, now), '4:00 AM');
	assert.equal(laterTime(inBerlin('2026-12-01T04:00'), two, now), 'Tue 1 Dec, 4:00 AM');
});

test('a range follows the clock of the visitor, not the language of the texts', () => {
	browse('en-GB');
	assert.equal(timeRange(start, end, now), 'Mon 30 Nov, 14:00–16:30');
	browse('en-US');
	speak('de');
	assert.equal(timeRange(start, end, now), 'Mo., 30. Nov., 2:00–4:30 PM');
	speak('ja');
	assert.equal(timeRange(two, four, now), '11月30日（月） 午前2時～4時');
	assert.equal(timeRange(two, start, now), '11月30日（月） 午前2時から午後2時まで');
	assert.equal(timeRange(start, end, now), '11月30日（月） 午後2:00～4:30');
	speak('es');
	assert.equal(timeRange(two, four, now), 'lun, 30 nov, 2–4\u00a0a.\u00a0m.');
});

test('days are those of the visitor’s zone', () => {
	const late = '2026-11-29T23:30:00Z';
	assert.equal(clockTime(late, now), 'Mon 30 Nov, 12:30 AM');
	process.env.TZ = 'America/New_York';
	assert.equal(clockTime(late, now), '6:30 PM');
	assert.equal(relativeTime(late, now), 'in 10 hr 30 min');
	process.env.TZ = 'Asia/Tokyo';
	// Tokyo's Sunday has an hour left.
	assert.equal(timeText(late, now), 'Mon 30 Nov, 8:30 AM (in 10 hr 30 min)');
	assert.equal(relativeTime(now + 12 * hour, now), 'tomorrow');
	process.env.TZ = 'Europe/Berlin';
	assert.equal(dayText(late, 'UTC'), 'Sun 29 Nov');
});

for (const [ms, text] of [
	[0, 'just now'],
	[-59_999, 'just now'],
	[1, 'in 1 min'],
	[-minute, '1 min ago'],
	[59 * minute, 'in 59 min'],
	[hour, 'in 1 hr'],
	[61 * minute, 'in 1 hr 1 min'],
	[-(hour + 59 * minute), '1 hr 59 min ago'],
	[-hour - 59_999, '1 hr ago'],
	[9 * hour, 'in 9 hr'],
	[11 * hour + 30 * minute, 'in 11 hr 30 min'],
	[26 * hour, 'tomorrow'],
	[-26 * hour, 'yesterday'],
	[-13 * hour, '13 hr ago'],
	[-14 * hour - minute, 'yesterday'],
	// Two midnights away, and still nearer to one day than to two.
	[34.5 * hour, 'in 35 hr'],
	[36 * hour, 'in 2 days'],
	[50 * hour, 'in 2 days'],
	[-62 * hour, '3 days ago'],
	[90 * 24 * hour, 'in 90 days'],
] as const)
	test(`a time ${ms / minute} minutes from now is “${text}”`, () => {
		assert.equal(relativeTime(now + ms, now), text);
	});

test('tomorrow is the next day of the calendar, and a time change does not move it', () => {
	// The clocks of Berlin go back on 25 October 2026: that day has 25 hours.
	const eve = Date.parse('2026-10-24T12:00:00+02:00');
	assert.equal(relativeTime(Date.parse('2026-10-25T23:30:00+01:00'), eve), 'tomorrow');
	assert.equal(relativeTime(Date.parse('2026-10-26T00:30:00+01:00'), eve), 'in 2 days');
	const night = Date.parse('2026-11-29T23:50:00+01:00');
	assert.equal(relativeTime(night + 20 * minute, night), 'in 20 min');
	assert.equal(relativeTime(night + 26 * hour, night), 'in 26 hr');
});

for (const [tag, ...texts] of [
	[
		'en',
		'in 1 hr 1 min',
		'2 hr 3 min ago',
		'tomorrow',
		'yesterday',
		'in 3 days',
		'1 day',
		'1 hour 20 minutes',
	],
	[
		'de',
		'in 1 Std. 1 Min.',
		'vor 2 Std. 3 Min.',
		'morgen',
		'gestern',
		'in 3 Tagen',
		'1 Tag',
		'1 Stunde 20 Minuten',
	],
	[
		'es',
		'dentro de 1 h 1 min',
		'hace 2 h 3 min',
		'mañana',
		'ayer',
		'dentro de 3 días',
		'1 día',
		'1 hora 20 minutos',
	],
	[
		'fr',
		'dans 1 h 1 min',
		'il y a 2 h 3 min',
		'demain',
		'hier',
		'dans 3 jours',
		'1 jour',
		'1 heure 20 minutes',
	],
	['ja', '1時間1分後', '2時間3分前', '明日', '昨日', '3日後', '1日', '1時間20分'],
	['pt', 'em 1 h 1 min', 'há 2 h 3 min', 'amanhã', 'ontem', 'em 3 dias', '1 dia', '1 hora 20 minutos'],
	[
		'ar',
		'خلال ساعة واحدة ودقيقة واحدة',
		'قبل ساعتين و3 دقائق',
		'غدًا',
		'أمس',
		'خلال 3 أيام',
		'يوم واحد',
		'ساعة واحدة و20 دقيقة',
	],
] as const)
	test(`relative times and lengths read well in ${tag}`, () => {
		speak(tag);
		const relative = (ms: number): string => unmarked(relativeTime(now + ms, now));
		assert.deepEqual(
			[
				relative(61 * minute),
				relative(-123 * minute),
				relative(26 * hour),
				relative(-26 * hour),
				relative(72 * hour),
				unmarked(lengthText(80 * 60)),
			],
			[...texts.slice(0, 5), texts[6]],
		);
	});

test('a length is at least a minute, and whole days from two on', () => {
	for (const [seconds, text] of [
		[0, '1 minute'],
		[240, '4 minutes'],
		[3600, '1 hour'],
		[24 * 3600, '24 hours'],
		[26.5 * 3600, '26 hours 30 minutes'],
		[3 * 24 * 3600, '3 days'],
	] as const)
		assert.equal(lengthText(seconds), text);
});
