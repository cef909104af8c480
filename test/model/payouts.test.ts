/** What a remedy pays: what may be published, which step is reached, and when nothing is left. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command, CommandOf } from '../../src/model/commands/command.ts';
import { putRemedy as putRemedySchema } from '../../src/model/commands/remedies.ts';
import type { Payout } from '../../src/model/generated/record-types.ts';
import { amountOf, thousandths } from '../../src/model/payouts/amount.ts';
import { impactMinutes, reachedTier } from '../../src/model/payouts/payout.ts';
import { remedyEndOf } from '../../src/model/views/remedies.ts';
import { readRemedy } from '../../src/model/wire/read-remedy.ts';
import { at, commits, given, ms, remedyLike, say } from './given.ts';

const component: Command = { type: 'put-component', id: 'pay', name: 'Payments' };
const open: Command = {
	...{ type: 'open-notice', id: 'n', kind: 'incident', title: 'Payments fail' },
	affected: [{ component: 'pay', status: 'major-outage' }],
};
const resolve: Command = { type: 'resolve', notice: 'n' };
const { publishedAt: _, ended: _ended, payout: _payout, ...remedy } = remedyLike();
const tier = (value: string, minutes = 0, attributes = {}) => ({ value, minutes, attributes });
const payout = (more: Partial<Payout> = {}): Payout => ({
	...{ unit: 'money', currency: 'EUR', components: ['pay'], from: null, until: null },
	tiers: [tier('5.00', 60), tier('12.50', 240)],
	...more,
});
const put = (more: Partial<CommandOf<'put-remedy'>> = {}): Command => ({
	...{ type: 'put-remedy', id: 'r', ...remedy, notice: 'n', expiresAt: at(900), payout: payout() },
	...more,
});
const story = commits(component, open, [120, resolve]);
const free = payout({ components: [], tiers: [tier('5')] });

test('the measured period is that of the notice, unless another one is given', () => {
	given(story)
		.when(put(), 130)
		.then([
			{
				...{ kind: 'remedy', id: 'r' },
				value: remedyLike({
					...{ notice: 'n', expiresAt: at(900), publishedAt: at(130) },
					payout: payout({ from: at(1), until: at(120) }),
				}),
			},
		]);
	const own = payout({ from: at(10), until: at(20) });
	given(story)
		.when(put({ notice: null, payout: own }), 130)
		.then([
			{
				...{ kind: 'remedy', id: 'r' },
				value: remedyLike({ expiresAt: at(900), publishedAt: at(130), payout: own }),
			},
		]);
	given(commits(component, open))
		.when(put())
		.thenRefused('invalid', /still open/, 'payout.from');
	given(story)
		.when(put({ notice: null }), 130)
		.thenRefused('invalid', /"from" and "until"/, 'payout.from');
	given(story)
		.when(put({ payout: payout({ from: at(1) }) }), 130)
		.thenRefused('invalid', /both "from" and "until"/, 'payout.until');
});

test('an offer is not published without an apology, in any language', () => {
	const blank = say(' ');
	given(story)
		.when(put({ apology: [] }), 130)
		.thenRefused('invalid', /needs an apology/, 'apology');
	given(story)
		.when(put({ apology: blank, payout: null }), 130)
		.thenRefused('invalid', /apology/, 'apology');
	const words = { title: 'Verzeihung', apology: blank, summary: '5 €', terms: null };
	given(story)
		.when(put({ translations: { de: words } }), 130)
		.thenRefused('invalid', /apology/, 'translations.de.apology');
});

test('what is paid is clear: a unit, a currency, known components, an end', () => {
	const refused = (more: Partial<CommandOf<'put-remedy'>>, message: RegExp, path: string): void =>
		given(story).when(put(more), 130).thenRefused('invalid', message, path);
	refused({ expiresAt: null }, /needs an end/, 'expiresAt');
	refused({ payout: payout({ currency: null }) }, /needs a currency/, 'payout.currency');
	refused({ payout: payout({ unit: 'percent' }) }, /has no currency/, 'payout.currency');
	refused(
		{ payout: payout({ unit: 'percent', currency: null, tiers: [tier('10'), tier('101', 9)] }) },
		/at most 100/,
		'payout.tiers.1.value',
	);
	refused({ payout: payout({ components: ['pay', 'x'] }) }, /no component "x"/, 'payout.components.1');
	refused({ payout: payout({ components: [] }) }, /name the components/, 'payout.components');
	refused({ payout: payout({ unit: 'points', currency: null }) }, /Loyalty points/, 'payout.unit');
	refused({ offer: { kind: 'loyalty-points', summary: '500' } }, /Loyalty points/, 'payout.unit');
	refused({ payout: null, budget: { claims: 5, total: null } }, /A budget limits/, 'budget');
});

test('amounts are exact decimals above zero', () => {
	const tiersOf = (value: string) =>
		putRemedySchema.shape.payout.safeParse({ unit: 'points', tiers: [{ value }] }).success;
	for (const value of ['1', '0.5', '12.50', '0.001', '999999999.999']) assert.ok(tiersOf(value), value);
	for (const value of ['0', '0.00', '-1', '01', '1e3', '1.2345', '', ' 1', '1,5', '1234567890'])
		assert.ok(!tiersOf(value), value);
	const sum = ['0.1', '0.2', '12.50', '0.001'].reduce((total, each) => total + thousandths(each), 0);
	assert.equal(amountOf(sum), '12.801');
	assert.deepEqual(
		['5', '5.00', '1000', '0.010'].map((each) => amountOf(thousandths(each))),
		[...['5', '5', '1000', '0.01']],
	);
});

test('minutes with any impact count once, and maintenance does not', () => {
	const span = (
		from: number,
		to: number,
		status: 'operational' | 'maintenance' | 'degraded' | 'major-outage',
	) => ({
		from: ms(from),
		to: ms(to),
		status,
	});
	const first = [span(0, 10, 'operational'), span(10, 40, 'degraded'), span(40, 50, 'maintenance')];
	const second = [span(0, 30, 'operational'), span(30, 45.5, 'major-outage'), span(60, 70, 'degraded')];
	// 10 to 45.5, and 60 to 70.
	assert.equal(impactMinutes([first, second]), 45);
	assert.equal(impactMinutes([second, first]), 45);
	assert.equal(impactMinutes([]), 0);
});

test('the highest step that is reached counts, and a condition needs evidence', () => {
	const steps = payout({
		tiers: [
			...[tier('5', 60), tier('50', 60, { plan: ['enterprise', 'pro'] }), tier('12', 240)],
			tier('120', 240, { plan: ['enterprise'] }),
		],
	});
	const reached = (minutes: number, attributes: Record<string, string> = {}) =>
		reachedTier(steps, minutes, attributes)?.value;
	assert.equal(reached(59), undefined);
	assert.equal(reached(60), '5');
	assert.equal(reached(240), '12');
	const strict = payout({
		tiers: [tier('120', 240, { plan: ['enterprise'] }), tier('12', 240), tier('5', 60)],
	});
	assert.equal(reachedTier(strict, 240, { plan: 'enterprise' })?.value, '120');
	assert.equal(reachedTier(strict, 240, { plan: 'free' })?.value, '12');
	assert.equal(reachedTier(strict, 240, {})?.value, '12');
	assert.equal(reachedTier(strict, 100, { plan: 'enterprise' })?.value, '5');
	assert.equal(reachedTier(strict, 240, JSON.parse('{"__proto__": "x"}'))?.value, '12');
});

test('a budget is private, stays with its remedy, and goes with it', () => {
	const budget = { claims: 20, total: null };
	const before = [...story, ...given(story).commit(put({ payout: free, budget }))];
	const kinds = before.at(-1)?.changes.map(({ kind, value }) => [kind, value !== null]);
	assert.deepEqual(kinds, [
		['remedy', true],
		['remedy-budget', true],
	]);
	assert.ok(!('budget' in (before.at(-1)?.changes[0]?.value ?? {})));
	given(before)
		.when({ type: 'remove-remedy', id: 'r' })
		.then([
			{ kind: 'remedy', id: 'r', value: null },
			{ kind: 'remedy-budget', id: 'r', value: null },
		]);
});

test('an offer whose budget is used up says so until the budget changes', () => {
	const budget = { claims: 20, total: null };
	const published = [...story, ...given(story).commit(put({ payout: free, budget }))];
	const publishedAt = published.at(-1)?.at ?? '';
	const end = (more = {}): Command => ({
		type: 'end-remedy',
		id: 'r',
		publishedAt,
		ended: 'sold-out',
		...more,
	});
	given(published)
		.when(end({ publishedAt: at(1) }))
		.then([]);
	given(published)
		.when(end({ id: 'other' }))
		.then([]);
	const ended = [...published, ...given(published).commit(end())];
	given(ended)
		.when(end({ ended: 'spent' }))
		.then([]);
	const value = (command: Command) =>
		given(ended).commit(command)[0]?.changes[0]?.value as { ended: unknown };
	assert.equal(value(put({ payout: free, budget, title: 'Sorry' })).ended, 'sold-out');
	assert.equal(value(put({ payout: free, budget: { claims: 30, total: null } })).ended, null);
	assert.equal(value(put({ payout: free })).ended, null);
});

test('claims that were paid keep their unit, and an offer that has ended stays so', () => {
	const published = [...story, ...given(story).commit(put({ payout: free }))];
	given(published)
		.when(put({ payout: { ...free, currency: 'USD' } }))
		.thenRefused('invalid', /another unit/, 'payout.unit');
	given(published)
		.when(put({ payout: free, expiresAt: at(2_000) }), 1_000)
		.thenRefused('invalid', /has ended/, 'expiresAt');
	given(published)
		.when(put({ payout: null, expiresAt: at(900) }), 1_000)
		.thenRefused('invalid', /has ended/);
});

test('a remedy of an earlier version has no payout and no end but its time', () => {
	const { payout: _none, ended: _no, ...old } = remedyLike({ expiresAt: at(5) });
	const read = readRemedy(old);
	assert.ok(read);
	assert.deepEqual([read.payout, read.ended], [null, null]);
	assert.equal(remedyEndOf(read, ms(4)), null);
	assert.equal(remedyEndOf(read, ms(5)), 'expired');
	assert.equal(remedyEndOf({ ...read, ended: 'spent' }, ms(4)), 'spent');
});
