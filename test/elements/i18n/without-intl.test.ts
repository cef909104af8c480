/** Data that the elements have so that they need no `Intl`. `Intl` says here whether they are right. */
import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { dayText } from '../../../src/elements/i18n/dates.ts';
import { usesTwelveHours } from '../../../src/elements/i18n/hour-cycle.ts';
import { label, message, setLanguage } from '../../../src/elements/i18n/messages.ts';
import { percentText } from '../../../src/elements/i18n/numbers.ts';
import { pluralForms } from '../../../src/elements/i18n/plurals.ts';
import { locales } from '../../../src/model/locales.ts';
import { speak } from './in-language.ts';

beforeEach(() => speak('en'));

test('plural forms are those of Intl', () => {
	assert.deepEqual(Object.keys(pluralForms).sort(), [...locales, 'en'].sort());
	const counts = [...Array(1_200).keys(), 10_003, 999_999, 1_000_000, 1_000_001, 3_000_000];
	for (const [tag, formOf] of Object.entries(pluralForms)) {
		const rules = new Intl.PluralRules(tag);
		for (const count of counts) assert.equal(formOf(count), rules.select(count), `${tag} ${count}`);
	}
});

test('the clock is that of Intl in all regions of these languages', () => {
	const letters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];
	const regions = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
	const codes = letters.flatMap((a) => letters.map((b) => a + b)).filter((code) => regions.of(code));
	const languages = [
		'en',
		'ar',
		'de',
		'es',
		'fr',
		'it',
		'ja',
		'ko',
		'nl',
		'pl',
		'pt',
		'zh',
		'hi',
		'sv',
		'el',
	];
	const tags = languages.flatMap((tag) => [tag, ...codes.map((code) => `${tag}-${code}`)]);
	const differing = [...tags, 'es-419', 'zh-Hant-TW', 'zh-Hans-CN'].filter((tag) => {
		const { hourCycle } = new Intl.DateTimeFormat(tag, { hour: 'numeric' }).resolvedOptions();
		return usesTwelveHours(tag) !== (hourCycle === 'h12' || hourCycle === 'h11');
	});
	// Versions of CLDR differ in a few regions.
	assert.ok(differing.length <= 12, differing.join(' '));
	for (const tag of [
		'en',
		'en-US',
		'en-GB',
		'de',
		'fr',
		'es-MX',
		'es',
		'ja',
		'pt-BR',
		'ar',
		'ar-EG',
		'ko-KR',
	])
		assert.ok(!differing.includes(tag), tag);
});

for (const tag of ['en', ...locales])
	test(`the days and months of ${tag} are those of Intl`, () => {
		speak(tag);
		const bare = (text: string): string => text.replace(/\p{P}|\s/gu, '').toLowerCase();
		for (let index = 0; index < 12; index += 1) {
			const long = new Date(2026, index, 1).toLocaleDateString(tag, { month: 'long' });
			const name = bare(label('months', `${index}`));
			assert.ok(name && bare(long).startsWith(name), `${name} ${long}`);
		}
		for (let index = 0; index < 7; index += 1) {
			const long = new Date(2026, 10, 1 + index).toLocaleDateString(tag, { weekday: 'long' });
			const name = bare(label('weekdays', `${index}`));
			assert.ok(name && bare(long).startsWith(name), `${name} ${long}`);
		}
	});

for (const tag of ['en', ...locales])
	test(`percentages of ${tag} are those of Intl`, () => {
		speak(tag);
		const percent = new Intl.NumberFormat(`${tag}-u-nu-latn`, { style: 'percent', maximumFractionDigits: 2 });
		const bare = (text: string): string => text.replace(/[\u200e\u200f\u061c]/g, '').replaceAll('٪', '%');
		for (const share of [1, 0.9995, 0.999, 0.5, 0])
			assert.equal(percentText(share), bare(percent.format(share)));
	});

test('a language of the page’s own has days and months from Intl, and its own plural forms', () => {
	setLanguage('pl', 'pl', {
		daysAgo: {
			one: '{count} dzień temu',
			few: '{count} dni temu',
			many: '{count} dni temu',
			other: '{count} dnia temu',
		},
		weekdayDate: '{weekday}, {day} {month}',
	});
	assert.match(dayText('2026-11-30T12:00:00Z', 'UTC'), /^pon\., 30 lis$/);
	assert.equal(message('daysAgo', { count: 3 }), '3 dni temu');
	assert.equal(message('inDays', { count: 1 }), 'in 1 day');
});

test('large numbers are grouped', () => {
	assert.equal(message('found', { count: 1234 }), '1,234 components found');
	speak('de');
	assert.equal(message('found', { count: 1234 }), '1.234 Dienste gefunden');
});
