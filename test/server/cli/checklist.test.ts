/** `candor checklist`. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { startServer } from './harness.ts';

test('the steps are shown, marked and taken back', async (context) => {
	const { candor, json } = await startServer(context);
	await candor('open', 'Card payments fail', '--impact', 'major', '--id', 'pay');
	const early = await candor('checklist', 'pay');
	assert.notEqual(early.code, 0);
	assert.match(early.err, /has not ended/);
	await candor('resolve', 'pay', 'Payments work again.');
	assert.match((await candor('checklist', 'pay')).out, /After “Card payments fail”: 0 of 6 done/);
	assert.match((await candor('checklist', 'pay', '--done', 'thanks')).out, /1 of 6 done/);
	const marked = await candor('checklist', 'pay', '--not-needed', 'remedy', '--reason', 'Free plan only');
	assert.match(marked.out, /1 of 5 done/);
	assert.match(marked.out, /not needed: Free plan only/);
	await candor('checklist', 'pay', '--reopen', 'remedy');
	const { steps } = (await json('checklist', 'pay')) as { steps: { step: string; state: string }[] };
	assert.equal(steps.find(({ step }) => step === 'remedy')?.state, 'open');
});

test('contradictory options are refused', async (context) => {
	const { candor } = await startServer(context);
	await candor('open', 'Card payments fail', '--impact', 'major', '--id', 'pay');
	await candor('resolve', 'pay', 'Payments work again.');
	for (const [options, message] of [
		[['--done', 'thanks', '--reopen', 'remedy'], /one of --done, --not-needed and --reopen/],
		[['--not-needed', 'remedy'], /Say with --reason/],
		[['--reason', 'x'], /goes with --not-needed/],
	] as const) {
		const { code, err } = await candor('checklist', 'pay', ...options);
		assert.equal(code, 2);
		assert.match(err, message);
	}
});
