/** Availability and credits, with values that were computed by hand. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { creditsOf, highestCredit } from '../../../src/model/credits/credit.ts';
import { type CreditPolicy, creditPolicy } from '../../../src/model/credits/credit-policy.ts';
import type { Span } from '../../../src/model/history/spans.ts';
import type { ComponentStatus } from '../../../src/model/vocabulary.ts';

const minuteMs = 60_000;
/** November has 30 days: 43,200 minutes. 0.1 % of them are 43.2 minutes, 1 % are 432. */
const november = { from: Date.UTC(2026, 10), until: Date.UTC(2026, 11) };
const tiers = [
	{ below: '99.9', credit: '10' },
	{ below: '99', credit: '25' },
];
const policy = (more: Partial<CreditPolicy> = {}): CreditPolicy => ({
	...{ components: [], measure: 'each', tiers },
	...more,
});

/** The whole period with outages at minutes of it, in order. */
function statuses(
	outages: readonly (readonly [from: number, minutes: number, status?: ComponentStatus])[],
	{ from, until } = november,
): Span[] {
	const spans: Span[] = [];
	let at = from;
	for (const [start, length, status = 'major-outage'] of outages) {
		const begin = from + start * minuteMs;
		if (begin > at) spans.push({ from: at, to: begin, status: 'operational' });
		at = begin + length * minuteMs;
		spans.push({ from: begin, to: at, status });
	}
	if (at < until) spans.push({ from: at, to: until, status: 'operational' });
	return spans;
}
const one = (spans: Span[], more: Partial<CreditPolicy> = {}) => {
	const [credit] = creditsOf(policy(more), [['pay', spans]]);
	assert.ok(credit);
	return credit;
};

describe('a credit', () => {
	test('needs less than the agreed share, without rounding', () => {
		// 43.2 minutes of 43,200 are exactly 0.1 %.
		const exact = one(statuses([[100, 43.2]]));
		assert.deepEqual([exact.uptime, exact.credit], [0.999, null]);
		const over = one(statuses([[100, 43.2 + 1 / 60_000]]));
		// A millisecond more: shown as 99.89 %, because it is rounded down, and not as 99.9 %.
		assert.deepEqual([over.downMs, over.uptime, over.credit], [2_592_001, 0.9989, '10']);
	});

	test('is that of the lowest step, in whatever order the policy has them', () => {
		// 432 minutes are exactly 1 %; 433 are 1.0023 %.
		assert.equal(one(statuses([[0, 432]])).credit, '10');
		assert.equal(one(statuses([[0, 433]])).credit, '25');
		assert.equal(one(statuses([[0, 433]]), { tiers: [...tiers].reverse() }).credit, '25');
		assert.equal(one(statuses([[0, 43_200]])).uptime, 0);
	});

	test('does not count degraded service and planned maintenance', () => {
		const spans = statuses([
			[0, 600, 'maintenance'],
			[1_000, 600, 'degraded'],
			[2_000, 50, 'partial-outage'],
		]);
		const { existedMs, downMs, uptime, credit } = one(spans);
		assert.deepEqual([existedMs, downMs], [43_200 * minuteMs, 50 * minuteMs]);
		// 50 / 43,200 = 0.1157 %.
		assert.deepEqual([uptime, credit], [0.9988, '10']);
	});

	test('counts only the time in which the component existed', () => {
		// It was created on the 30th: 1,440 minutes, of which 15 are 1.04 %.
		const { existedMs, credit } = one(
			statuses([[0, 15]], { from: Date.UTC(2026, 10, 30), until: november.until }),
		);
		assert.deepEqual([existedMs, credit], [1_440 * minuteMs, '25']);
		const never = one([]);
		assert.deepEqual([never.uptime, never.credit], [null, null]);
	});

	test('of components: the least available one decides, or their common time, in which overlaps count once', () => {
		// 30 + 30 minutes, 20 of them at the same time: 40 minutes in all, below 43.2.
		const overlapping = [
			['pay', statuses([[100, 30]])],
			['login', statuses([[110, 30]])],
		] as const;
		const each = creditsOf(policy(), overlapping);
		assert.deepEqual(
			each.map(({ component, credit }) => [component, credit]),
			[
				['pay', null],
				['login', null],
			],
		);
		const [together] = creditsOf(policy({ measure: 'together' }), overlapping);
		assert.deepEqual([together?.component, together?.downMs, together?.credit], [null, 40 * minuteMs, null]);
		// One after the other: 60 minutes, 0.139 %.
		const apart = [
			['pay', statuses([[100, 30]])],
			['login', statuses([[200, 30]])],
		] as const;
		assert.deepEqual(creditsOf(policy({ measure: 'together' }), apart)[0]?.credit, '10');
		assert.equal(highestCredit(creditsOf(policy(), apart)), null);
		const uneven = [
			['pay', statuses([[0, 50]])],
			['login', statuses([[0, 500]])],
		] as const;
		assert.equal(highestCredit(creditsOf(policy(), uneven)), '25');
	});

	test('of a year is exact', () => {
		const year = { from: Date.UTC(2027, 0), until: Date.UTC(2028, 0) };
		// 0.001 % of 525,600 minutes are 5.256 minutes.
		const almost = [{ below: '99.999', credit: '5' }];
		assert.equal(one(statuses([[0, 5.256]], year), { tiers: almost }).credit, null);
		assert.equal(one(statuses([[0, 5.256 + 1 / 60_000]], year), { tiers: almost }).credit, '5');
	});
});

test('a policy has shares in percent, and no step twice', () => {
	for (const below of ['0', '100.1', '99.9999', '-1', '99,9', '1e2', ''])
		assert.equal(creditPolicy.safeParse(policy({ tiers: [{ below, credit: '10' }] })).success, false, below);
	for (const below of ['100', '99.9', '99.999', '0.5', '5'])
		assert.equal(creditPolicy.safeParse(policy({ tiers: [{ below, credit: '10' }] })).success, true, below);
	const twice = [...tiers, { below: '99.90', credit: '5' }];
	assert.match(JSON.stringify(creditPolicy.safeParse(policy({ tiers: twice })).error?.issues), /Two steps/);
});
