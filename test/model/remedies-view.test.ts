import assert from 'node:assert/strict';
import { test } from 'node:test';
import { publicState } from '../../src/model/state/public.ts';
import { type State, stateWith } from '../../src/model/state/state.ts';
import { postmortemOf } from '../../src/model/views/postmortems.ts';
import { isClaimable, remedies, remediesFor } from '../../src/model/views/remedies.ts';
import { at, ms, postmortemLike, remedyLike } from './given.ts';

const state: State = stateWith(6, [
	{ kind: 'remedy', id: 'old', seq: 1, value: remedyLike({ notice: 'n' }) },
	{ kind: 'remedy', id: 'new', seq: 2, value: remedyLike({ notice: 'n', publishedAt: at(5) }) },
	{ kind: 'remedy', id: 'other', seq: 3, value: remedyLike({ publishedAt: at(3) }) },
	{ kind: 'remedy', id: 'broken', seq: 4, value: { notice: 'n', title: 7 } },
	{ kind: 'remedy', id: 'gone', seq: 5, value: null },
	{ kind: 'postmortem', id: 'n', seq: 6, value: postmortemLike() },
	{ kind: 'postmortem', id: 'broken', seq: 6, value: {} },
]);
const ids = (found: readonly { id: string }[]): string[] => found.map(({ id }) => id);

test('remedies: the newest first, all of them or those of one notice, and none that cannot be read', () => {
	assert.deepEqual(ids(remedies(state)), ['new', 'other', 'old']);
	assert.deepEqual(ids(remediesFor(state, 'n')), ['new', 'old']);
	assert.deepEqual(ids(remediesFor(state, null)), ['other']);
	assert.deepEqual(remediesFor(state, 'n')[1], { id: 'old', seq: 1, value: remedyLike({ notice: 'n' }) });
});

test('a remedy can be claimed until its instant', () => {
	assert.equal(isClaimable(remedyLike(), ms(9_999)), true);
	assert.equal(isClaimable(remedyLike({ expiresAt: at(5) }), ms(4)), true);
	assert.equal(isClaimable(remedyLike({ expiresAt: at(5) }), ms(5)), false);
});

test('a notice has one post-mortem, or none', () => {
	assert.deepEqual(postmortemOf(state, 'n'), { id: 'n', seq: 6, value: postmortemLike() });
	assert.equal(postmortemOf(state, 'unknown'), null);
	assert.equal(postmortemOf(state, 'broken'), null);
});

test('both are public', () => {
	assert.equal([...publicState(state).records.values()].length, [...state.records.values()].length);
});
