/** What is found in the texts of the assistant: links and numbers of its own, and claims about data. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Checked, checkTexts } from '../../src/model/assistant/check-texts.ts';
import { unknownLinks } from '../../src/model/assistant/links.ts';
import { unknownNumbers } from '../../src/model/assistant/numbers.ts';

const facts = JSON.stringify({
	now: '2026-11-30T14:30:00.000Z',
	openedAt: '2026-11-30T09:05:00.000Z',
	text: 'See [help](<https://help.example.com/pay>) or write to help@example.com. 1,250 of 40000 orders, 99.95 %. Call 0800 123 456.',
	route: '/checkout',
});

test('a link that the facts do not have is found, however it is written', () => {
	for (const [text, expected] of [
		['Read [this](https://help.example.com/pay).', []],
		['Read https://HELP.example.com/pay/ and write to help@example.com.', []],
		['Write to <mailto:help@example.com>.', []],
		['Read https://help.example.com/pay2', ['https://help.example.com/pay2']],
		['Read https://help.example.com', ['https://help.example.com']],
		['Read help.example.org/pay, please.', ['help.example.org/pay']],
		['Write to other@example.com!', ['other@example.com']],
		[
			'[safe](https://evil.example/?q=https://help.example.com/pay)',
			['https://evil.example/?q=https://help.example.com/pay'],
		],
		['e.g. a payment, i.e. an order. It works now.', []],
	] as const)
		assert.deepEqual(unknownLinks(text, facts), expected, text);
});

test('a number, a time or a date that the facts do not have is found, in the ways that people write them', () => {
	for (const [text, expected] of [
		['1250 of 40,000 orders failed since 09:05 UTC on 30 November 2026.', []],
		['1.250 orders, 40 000 in all, since 9:05 a.m. on November 30.', []],
		['At 2:30 pm, 99.95% worked. On 2026-11-30.', []],
		['At 2026-11-30T09:05:00.000Z.', []],
		['Since 09:06 UTC', ['09:06']],
		['Since 9:05 pm', ['9:05 pm']],
		['On 29 November, and on Nov 30, 2025', ['29 November', 'Nov 30, 2025']],
		['30 orders', ['30']],
		['All 12 regions, 99.9 %', ['12', '99.9']],
		['Call 0800 123 457', ['0800 123 457']],
		['\u0661\u0662 regions', ['12']],
		['Two regions', []],
	] as const)
		assert.deepEqual(unknownNumbers(text, facts), expected, text);
});

const wording: NonNullable<Checked['wording']> = {
	...{ kind: 'incident', impact: 'major', checklist: [], unaffected: [], safety: null },
	...{ affected: [], hasNoPromise: false, isEnd: false },
};
const rulesOf = (texts: Record<string, string>, more: Partial<Checked> = {}): string[] =>
	checkTexts({ texts, facts, language: 'en', wording, ...more }).map(({ rule, field }) => `${rule} ${field}`);

test('the lint of notices is asked too; what it says about fields that a person fills is left out', () => {
	assert.deepEqual(rulesOf({ title: 'Card payments fail', body: 'We are looking into it.' }), []);
	const claim = { title: 'Card payments fail', body: 'Your data is safe.' };
	assert.deepEqual(rulesOf(claim), ['unproven-safety body']);
	const safety = { state: 'safe', statement: 'Data is safe.', evidence: 'We compared all orders.' } as const;
	assert.deepEqual(rulesOf(claim, { wording: { ...wording, safety } }), []);
	assert.deepEqual(
		rulesOf(
			{ title: 'Card payments fail', body: 'Your data is safe.' },
			{ wording: { ...wording, safety: { ...safety, evidence: '' } } },
		),
		['unproven-safety body'],
	);
	assert.deepEqual(
		rulesOf({
			body: 'It is probably the database. We are back soon.',
			workaround: 'Call 112 or read https://a.example.',
		}),
		['guess body', 'no-time body', 'unknown-link workaround', 'unknown-number workaround'],
	);
});

test('a text in a language that the lint cannot read is marked as such', () => {
	const german = { title: 'Kartenzahlungen scheitern', body: 'Ihre Daten sind sicher. Seit 09:06.' };
	assert.deepEqual(rulesOf(german, { language: 'de' }), ['unread-language title', 'unknown-number body']);
	assert.deepEqual(rulesOf(german, { language: 'en-GB' }), ['unknown-number body']);
});

test('a post-mortem gets the advice of the post-mortem editor', () => {
	const texts = {
		title: 'Payments failed',
		impact: 'Payments failed.',
		causes: 'An engineer should have been more careful.',
	};
	assert.deepEqual(rulesOf(texts, { wording: null }), ['advice causes', 'advice causes']);
});
