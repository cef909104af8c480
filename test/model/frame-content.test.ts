import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyState, merge } from '../../src/model/state/state.ts';
import { changeOf } from '../../src/model/wire/frame-content.ts';
import { at } from './given.ts';

test('a change frame has its records in the order of their commits, whatever their kinds and ids are', () => {
	const value = { notice: 'n', number: 1 };
	const records = ['m', 'z', 'a'].map((id, index) => ({ kind: 'update', id, seq: index + 2, value }));
	const component = { kind: 'component', id: 'c', seq: 5, value: { name: 'C' } };
	const state = merge(emptyState, 5, [component, ...records]);
	const { records: changed } = changeOf(state, 1, { at: at(0), site: 'site' });
	assert.deepEqual(
		changed.map(({ seq }) => seq),
		[2, 3, 4, 5],
	);
});
