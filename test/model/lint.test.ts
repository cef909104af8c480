/** The lint of the console: each rule finds what it is for, says what to do, and finds nothing in good words. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Finding, type LintRule, lint, type Wording } from '../../src/model/lint/lint.ts';

const good: Wording = {
	kind: 'incident',
	impact: 'major',
	title: 'Card payments are failing',
	body: 'Since 10:05 UTC, card payments end with an error. We are looking for the cause.',
	workaround: 'Pay by bank transfer.',
	checklist: [],
	affected: [{ name: 'Checkout', status: 'partial-outage' }],
	unaffected: ['Search'],
	safety: null,
	hasNoPromise: false,
	isEnd: false,
};
const found = (change: Partial<Wording>): readonly Finding[] => lint({ ...good, ...change });
const rules = (change: Partial<Wording>): string[] =>
	found(change).map(({ rule, field }) => `${rule} ${field}`);

test('good words raise nothing', () => {
	assert.deepEqual(found({}), []);
	const proven = { state: 'safe', statement: 'Your data is safe.', evidence: 'We compared it.' } as const;
	assert.deepEqual(found({ safety: proven, body: 'Your data is safe. Payments fail.' }), []);
	assert.deepEqual(found({ kind: 'announcement', affected: [], workaround: '', hasNoPromise: true }), []);
});

test('each finding is a sentence that says what to do', () => {
	const all = [
		found({ title: '', body: '', workaround: '', affected: [] }),
		found({
			title: 'Outage',
			impact: 'critical',
			body: 'Probably human error. Fixed soon. No data was lost.',
		}),
		found({ hasNoPromise: true, unaffected: ['Checkout'], impact: 'none' }),
		found({ safety: { state: 'safe', statement: '', evidence: ' ' } }),
	].flat();
	const seen = new Set<LintRule>(all.map(({ rule }) => rule));
	assert.equal(seen.size, 7, 'every rule is among them');
	for (const { message } of all) assert.match(message, /^[“A-Z].*[.?”]$/u, message);
});

describe('an empty answer', () => {
	test('of each question is named', () => {
		assert.deepEqual(rules({ title: ' ', body: '', workaround: '', affected: [] }), [
			'empty title',
			'empty affected',
			'empty body',
			'empty workaround',
		]);
		assert.deepEqual(
			rules({ impact: 'critical', affected: [{ name: 'Checkout', status: 'major-outage' }] }),
			['empty safety'],
		);
	});

	test('can be a title that says nothing', () => {
		for (const title of [
			'Outage',
			'Issue',
			'Service disruption',
			'technical difficulties',
			'Something went wrong.',
		])
			assert.deepEqual(rules({ title }), ['empty title'], title);
		for (const title of ['Outage of card payments', 'Login fails', 'Search is slow'])
			assert.deepEqual(rules({ title }), [], title);
	});

	test('of an end is only its text', () => {
		assert.deepEqual(rules({ isEnd: true, affected: [], workaround: '', hasNoPromise: true, body: '' }), [
			'empty body',
		]);
	});
});

for (const [rule, phrases, harmless] of [
	[
		'blame',
		[
			'This was human error.',
			'An error by one of our engineers',
			'It was caused by a provider.',
			'Someone deleted a table.',
			"It is the vendor's fault.",
		],
		[
			'The payment provider refuses cards.',
			'An error appears at the end.',
			'Our engineers are working on it.',
		],
	],
	[
		'guess',
		[
			'Probably a network problem.',
			'It seems to be the database.',
			'We believe that it is fixed.',
			'It may be caused by a release.',
			'This looks like an attack.',
		],
		['You may be asked to sign in again.', 'It might take an hour.', 'Search results seem old.'],
	],
	[
		'no-time',
		['We will fix it as soon as possible.', 'More news soon.', 'An update follows shortly.'],
		['More news by 14:30 UTC.', 'Sooner or later is no plan.'],
	],
] as const)
	describe(`a phrase of the rule "${rule}"`, () => {
		for (const phrase of phrases)
			test(`is found: ${phrase}`, () => {
				assert.deepEqual(rules({ body: `Payments fail. ${phrase}` }), [`${rule} body`]);
				assert.deepEqual(rules({ workaround: phrase }), [`${rule} workaround`]);
			});
		for (const phrase of harmless)
			test(`is not seen in: ${phrase}`, () => {
				assert.deepEqual(rules({ body: `Payments fail. ${phrase}` }), []);
			});
	});

describe('a claim of safety', () => {
	test('without evidence is found, whatever it claims', () => {
		for (const state of ['safe', 'affected'] as const)
			assert.deepEqual(rules({ safety: { state, statement: 'See below.', evidence: '' } }), [
				'unproven-safety safety',
			]);
		assert.deepEqual(
			rules({ safety: { state: 'investigating', statement: 'We are checking.', evidence: '' } }),
			[],
		);
	});

	test('in a text needs the answer under data safety', () => {
		for (const body of ['Your data is safe.', 'No customer data was lost.', 'No data has been leaked.'])
			assert.deepEqual(rules({ body }), ['unproven-safety body'], body);
		assert.deepEqual(
			rules({ safety: { state: 'investigating', statement: 'Your data is safe.', evidence: 'none' } }),
			['unproven-safety safety'],
		);
		assert.deepEqual(rules({ body: 'Some data is shown late.' }), []);
	});
});

describe('a contradiction', () => {
	test('between the impact and a status is found', () => {
		const affected = (status: Wording['affected'][number]['status']) => [{ name: 'Checkout', status }];
		assert.deepEqual(rules({ impact: 'none', affected: affected('degraded') }), ['contradiction impact']);
		assert.deepEqual(rules({ affected: affected('operational') }), ['contradiction affected']);
		assert.deepEqual(rules({ impact: 'minor', affected: affected('major-outage') }), [
			'contradiction impact',
		]);
		for (const status of ['degraded', 'partial-outage', 'major-outage'] as const)
			assert.deepEqual(rules({ affected: affected(status) }), [], status);
	});

	test('of a component that is affected and works is found', () => {
		assert.deepEqual(rules({ unaffected: ['Checkout'] }), ['contradiction affected']);
	});
});

test('a promise of no update is found for an open incident alone', () => {
	assert.deepEqual(rules({ hasNoPromise: true }), ['no-next-update promise']);
	assert.deepEqual(rules({ hasNoPromise: true, kind: 'assurance' }), []);
});
