/** Long lists are drawn over several updates. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { GradualRows } from '../../../src/elements/status/gradual-rows.ts';

const ids = Array.from({ length: 25 }, (_, index) => `row ${index}`);
/** What one update shows of each row. */
function update(rows: GradualRows<string>, content: string, asked = ids): (string | undefined)[] {
	rows.begin();
	const shown = asked.map((id) => rows.contentOf(id, content));
	rows.end();
	return shown;
}
const count = (shown: readonly unknown[], content: unknown): number =>
	shown.filter((each) => each === content).length;

test('each update draws ten new rows, in order, until all are drawn', () => {
	const rows = new GradualRows<string>();
	for (const [drawn, isComplete] of [
		[10, false],
		[20, false],
		[25, true],
		[25, true],
	] as const) {
		const shown = update(rows, 'first');
		assert.deepEqual(
			shown,
			ids.map((_, index) => (index < drawn ? 'first' : undefined)),
		);
		assert.equal(rows.isComplete, isComplete);
	}
});

test('new content replaces the old one row by row, and no row disappears meanwhile', () => {
	const rows = new GradualRows<string>();
	for (let step = 0; step < 3; step += 1) update(rows, 'old');
	const shown = update(rows, 'new');
	assert.deepEqual([count(shown, 'new'), count(shown, 'old')], [10, 15]);
	update(rows, 'new');
	assert.equal(count(update(rows, 'new'), 'new'), 25);
	assert.ok(rows.isComplete);
});

test('a row that was left out is drawn like a new one', () => {
	const rows = new GradualRows<string>();
	for (let step = 0; step < 3; step += 1) update(rows, 'first');
	assert.deepEqual(update(rows, 'first', ids.slice(0, 3)), ['first', 'first', 'first']);
	assert.equal(count(update(rows, 'first'), undefined), 12);
});
