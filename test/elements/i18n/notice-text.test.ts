/** Words about a notice, in English and in other languages. */
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { message, setLanguage } from '../../../src/elements/i18n/messages.ts';
import { severityText, shortNames } from '../../../src/elements/i18n/notice-text.ts';
import { locales } from '../../../src/model/locales.ts';
import type { NoticeValue } from '../../../src/model/records/notice.ts';
import { emptyState, merge, type State } from '../../../src/model/state/state.ts';
import { at, ms, noticeLike } from '../../model/given.ts';
import { speak, unmarked } from './in-language.ts';

afterEach(() => setLanguage('en', 'en'));

/** A state with components, given as `[name, group]`; their ids are c0, c1 … */
const withComponents = (components: readonly (readonly [string, string | null])[]): State =>
	merge(
		emptyState,
		1,
		components.map(([name, group], position) => ({
			kind: 'component',
			id: `c${position}`,
			seq: 1,
			value: { name, description: null, group, position, status: null, until: null },
		})),
	);
const many = (group: string | null): (readonly [string, string | null])[] =>
	Array.from({ length: 30 }, (_, index) => [`Service ${index}`, group] as const);
const idsOf = (count: number, from = 0): string[] =>
	Array.from({ length: count }, (_, index) => `c${index + from}`);

test('the word for a notice is its impact, its kind, or its phase once it has ended', () => {
	const cases: [Partial<NoticeValue>, string][] = [
		[{ impact: 'minor' }, 'Minor impact'],
		[{ impact: 'critical' }, 'Critical impact'],
		[{ impact: 'none' }, 'No impact'],
		[{ impact: 'critical', phase: 'resolved', endedAt: at(5) }, 'Resolved'],
		[{ kind: 'assurance', impact: 'none', phase: 'published' }, 'Security note'],
		[{ kind: 'announcement', impact: 'none', phase: 'published' }, 'Announcement'],
		[{ kind: 'announcement', impact: 'none', phase: 'closed', endedAt: at(5) }, 'Closed'],
		[{ kind: 'maintenance', impact: 'none', phase: 'in-progress' }, 'Maintenance'],
		[{ kind: 'maintenance', impact: 'major', phase: 'in-progress' }, 'Major impact'],
		[
			{
				kind: 'maintenance',
				impact: 'major',
				phase: 'in-progress',
				window: { start: at(0), end: at(5) },
				endsByClock: true,
			},
			'Completed',
		],
	];
	for (const [value, word] of cases) assert.equal(severityText(noticeLike(value), ms(10)), word);
});

test('an impact of a newer server is shown as it is', () => {
	const impact = 'catastrophic' as NoticeValue['impact'];
	assert.equal(severityText(noticeLike({ impact }), ms(10)), 'Catastrophic');
});

for (const tag of locales)
	test(`the word for an impact is translated in ${tag}`, () => {
		const english = severityText(noticeLike({ impact: 'critical' }), ms(10));
		speak(tag);
		assert.notEqual(severityText(noticeLike({ impact: 'critical' }), ms(10)), english);
	});

test('many names are two names and a count', () => {
	const state = withComponents([['Payments', null], ['Cards', null], ...many(null).slice(2)]);
	assert.equal(shortNames(state, idsOf(30)), 'Payments, Cards and 28 more');
	assert.equal(shortNames(state, idsOf(30), 1), 'Payments and 29 more');
	assert.equal(shortNames(state, idsOf(2)), 'Payments, Cards');
	assert.equal(shortNames(state, idsOf(1)), 'Payments');
	assert.equal(shortNames(state, []), '');
});

test('a whole group is one name, and a part of a group is not', () => {
	const state = withComponents([...many('Europe'), ['Cards', null], ['Search', 'Tools']]);
	assert.equal(shortNames(state, idsOf(30)), 'Europe');
	assert.equal(shortNames(state, ['c30', ...idsOf(30)]), 'Europe, Cards');
	assert.equal(shortNames(state, idsOf(29)), 'Service 0, Service 1 and 27 more');
	// The name of a group of one says less than that of its component.
	assert.equal(shortNames(state, ['c31']), 'Search');
	assert.equal(shortNames(state, ['unknown', 'c30', 'c31']), 'unknown, Cards and 1 more');
});

test('names that are cut short read well in each language', () => {
	const state = withComponents([['Karten', null], ['Konten', null], ...many(null)]);
	const plain = (tag: string, count: number): string => {
		speak(tag);
		return unmarked(shortNames(state, idsOf(count)));
	};
	assert.equal(plain('de', 3), 'Karten, Konten und 1 weiterer');
	assert.equal(plain('de', 9), 'Karten, Konten und 7 weitere');
	assert.equal(plain('es', 9), 'Karten, Konten y 7 más');
	assert.equal(plain('fr', 3), 'Karten, Konten et 1 autre');
	assert.equal(plain('fr', 9), 'Karten, Konten et 7 autres');
	assert.equal(plain('ja', 9), 'Karten、Konten、ほか7件');
	assert.equal(plain('pt', 9), 'Karten, Konten e mais 7');
	assert.equal(plain('ar', 4), 'Karten، Konten وخدمتان أخريان');
	assert.equal(plain('ar', 9), 'Karten، Konten و7 خدمات أخرى');
});

test('an English text has a form for one', () => {
	assert.equal(message('daysAgo', { count: 1 }), '1 day ago');
	assert.equal(message('daysAgo', { count: 90 }), '90 days ago');
	// The plural rules of the current language are not those of the English fallback.
	setLanguage('fr', 'fr');
	assert.equal(message('daysAgo', { count: 0 }), '0 days ago');
});
