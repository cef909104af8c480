/** A log outlives versions: what an older one wrote is read with what it means today. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asStored, readCommit } from '../../../server/core/log/stored-commit.ts';
import { noticeDefaults, updateDefaults } from '../../../src/model/defaults.ts';
import { at, commits, noticeLike, say } from '../../model/given.ts';

const oldNotice = {
	kind: 'incident',
	title: 'Checkout is failing',
	phase: 'investigating',
	impact: 'minor',
	affected: [],
	unaffected: [],
	workaround: null,
	actions: [],
	checklist: [],
	dataSafety: null,
	estimate: null,
	promise: null,
	window: null,
	openedAt: at(0),
	updatedAt: at(0),
	endedAt: null,
	expiresAt: null,
	latestUpdate: 1,
};
const oldUpdate = {
	notice: 'n',
	number: 1,
	at: at(0),
	body: say('We are looking.'),
	phase: 'investigating',
	impact: 'minor',
	affected: [],
};
const textOf = (...changes: unknown[]): string =>
	JSON.stringify({ seq: 1, at: at(0), actor: 'a', cause: { command: 'open-notice' }, changes });

const oldPage = { name: 'Shop', statusUrl: null, supportUrl: null };

test('a page, a notice and an update of the first version get the fields that came later', () => {
	const text = textOf(
		{ kind: 'notice', id: 'n', value: oldNotice },
		{ kind: 'update', id: 'u', value: oldUpdate },
		{ kind: 'update', id: 'gone', value: null },
		{ kind: 'page', id: 'page', value: oldPage },
	);
	assert.deepEqual(readCommit(text, 1).changes, [
		{ kind: 'notice', id: 'n', value: { ...oldNotice, ...noticeDefaults } },
		{ kind: 'update', id: 'u', value: { ...oldUpdate, ...updateDefaults } },
		{ kind: 'update', id: 'gone', value: null },
		{ kind: 'page', id: 'page', value: { ...oldPage, subscribe: [] } },
	]);
});

test('what no version wrote is damage', () => {
	for (const change of [
		{ kind: 'notice', id: 'n', value: { ...oldNotice, mood: 'calm' } },
		{ kind: 'notice', id: 'n', value: { ...oldNotice, audience: {} } },
		{ kind: 'weather', id: 'w', value: {} },
		{ kind: 'weather', id: 'w', value: null },
	])
		assert.throws(() => readCommit(textOf(change), 1), /Commit 1 of the log cannot be read/);
});

test('a commit is read back word for word as it was made', () => {
	const made = commits({
		type: 'open-notice',
		id: 'n',
		kind: 'incident',
		title: 'Checkout is failing',
		audience: { percentage: 20, routes: [], attributes: {}, signedIn: null },
	}).map(asStored);
	for (const commit of made)
		assert.equal(JSON.stringify(readCommit(JSON.stringify(commit), commit.seq)), JSON.stringify(commit));
	const [commit] = made;
	assert.ok(commit);
	const value = noticeLike({ title: '' });
	assert.throws(
		() => asStored({ ...commit, changes: [{ kind: 'notice', id: 'n', value }] }),
		/nothing was published/,
	);
});
