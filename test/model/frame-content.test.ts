import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyState, merge } from '../../src/model/state/state.ts';
import { changeOf } from '../../src/model/wire/frame-content.ts';
import { at } from './given.ts';

test('a change frame has its records in the order of their commits, whatever their kinds and ids are', () => {
	const value = { name: 'A component' };
	const records = ['m', 'z', 'a'].map((id, index) => ({ kind: 'component', id, seq: index + 2, value }));
	const first = { kind: 'page', id: 'page', seq: 1, value: { name: 'Status' } };
	const state = merge(emptyState, 4, [...records, first]);
	const { records: changed } = changeOf(state, 0, { at: at(0), site: 'site' });
	assert.deepEqual(
		changed.map(({ seq }) => seq),
		[1, 2, 3, 4],
	);
});
