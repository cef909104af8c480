/** A log outlives versions: this version reads what older and newer ones wrote. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { asStored, readCommit } from '../../../server/core/log/stored-commit.ts';
import type { Command } from '../../../src/model/commands/command.ts';
import { noticeDefaults, updateDefaults } from '../../../src/model/generated/record-defaults.ts';
import type { Commit } from '../../../src/model/state/commit.ts';
import { apply, emptyState, type State, stateWith } from '../../../src/model/state/state.ts';
import { anyLog } from '../../model/arbitraries.ts';
import { at, commitOf, commits, noticeLike, say } from '../../model/given.ts';

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

test('a record of an older version gets the empty value of each missing field', () => {
	const text = textOf(
		{ kind: 'notice', id: 'n', value: oldNotice },
		{ kind: 'update', id: 'u', value: oldUpdate },
		{ kind: 'update', id: 'gone', value: null },
		{ kind: 'page', id: 'page', value: oldPage },
	);
	assert.deepEqual(readCommit(text, 1).changes, [
		{ kind: 'notice', id: 'n', value: { ...noticeDefaults, ...oldNotice } },
		{ kind: 'update', id: 'u', value: { ...updateDefaults, ...oldUpdate } },
		{ kind: 'update', id: 'gone', value: null },
		{ kind: 'page', id: 'page', value: { ...oldPage, subscribe: [], origins: [] } },
	]);
});

/** A commit as a newer version might write it: nothing in it is known to this version but the names that it shares. */
const newer: Commit = {
	seq: 1,
	at: at(0),
	actor: 'a',
	cause: { command: 'forecast-weather', device: 'phone' } as Commit['cause'],
	changes: [
		{ kind: 'weather', id: 'w', value: { notice: 'n', sky: ['grey', 7, null] } },
		{ kind: 'weather', id: 'gone', value: null },
		{
			kind: 'notice',
			id: 'n',
			value: {
				...noticeLike(),
				mood: 'calm',
				phase: 'paused',
				affected: [{ component: 'api', status: 'wobbly', since: at(0) }],
				workaround: [{ type: 'table', rows: [['a']] }],
				title: 'A title that is longer than this version allows. '.repeat(9),
			},
		},
	],
};

test('unknown kinds, fields, words and causes of a newer version are read back as they were written', () => {
	assert.deepEqual(readCommit(JSON.stringify(newer), 1), newer);
	const withNote = { ...newer, note: 'unknown', v: 1 };
	assert.deepEqual(readCommit(JSON.stringify(withNote), 1), withNote);
});

test('whatever this version writes is read back unchanged, also with an unknown field in each object', () => {
	const extended = (value: unknown): unknown => {
		if (typeof value !== 'object' || value === null) return value;
		if (Array.isArray(value)) return value.map(extended);
		const entries = Object.entries(value).map(([name, inner]) => [name, extended(inner)] as const);
		return { ...Object.fromEntries(entries), 'from-a-newer-version': { deep: [1] } };
	};
	fc.assert(
		fc.property(anyLog, (log) => {
			for (const commit of log) {
				const text = JSON.stringify(commit);
				assert.deepEqual(readCommit(text, commit.seq), JSON.parse(text));
				const changes = commit.changes.map((change) => ({ ...change, value: extended(change.value) }));
				const newer = JSON.stringify({ ...commit, changes });
				// A dictionary has no unknown fields: the translations and the attributes of an audience would get an entry.
				if (/"(?:translations|attributes)":\{"(?!from)/.test(text)) continue;
				const readable = newer.replaceAll(
					/"(translations|attributes)":\{"from-a-newer-version":\{"deep":\[1\]\}\}/g,
					'"$1":{}',
				);
				assert.deepEqual(readCommit(readable, commit.seq), JSON.parse(readable));
			}
		}),
		{ numRuns: 100 },
	);
});

test('a commit of a higher major version is refused with a sentence that says what to do', () => {
	assert.throws(() => readCommit(JSON.stringify({ ...newer, v: 2 }), 1), {
		code: 'unsupported-version',
		message: /Commit 1 .* major version 2.* up to 1\. Start the newer version/,
	});
	assert.throws(() => readCommit('{"v":3}', 1), { code: 'unsupported-version' });
});

test('a value of the wrong type, and a text that is no commit, are damage', () => {
	for (const change of [
		{ kind: 'notice', id: 'n', value: { ...oldNotice, title: 7 } },
		{ kind: 'notice', id: 'n', value: { ...oldNotice, affected: 'api' } },
		{ kind: 'notice', id: 'n', value: { ...oldNotice, openedAt: 'soon' } },
		{ kind: 'notice', id: 'n', value: 'words' },
		{ kind: 'notice', value: null },
	])
		assert.throws(() => readCommit(textOf(change), 1), { code: 'damaged', message: /Commit 1 .* backup/ });
	for (const text of ['', '{', 'null', '7', '[]', '{}', textOf().replace('"seq":1', '"seq":2')])
		assert.throws(() => readCommit(text, 1), { code: 'damaged' });
});

test('a commit is read back word for word as it was made', () => {
	const made = commits({
		type: 'open-notice',
		id: 'n',
		kind: 'incident',
		title: 'Checkout is failing',
		audience: { percentage: 20, routes: [], attributes: {}, signedIn: null },
	}).map((commit) => asStored(commit, emptyState));
	for (const commit of made)
		assert.equal(JSON.stringify(readCommit(JSON.stringify(commit), commit.seq)), JSON.stringify(commit));
});

const commitWith = (kind: string, value: object): Commit => ({
	seq: 2,
	at: at(0),
	actor: 'a',
	cause: { command: 'c' },
	changes: [{ kind, id: 'n', value }],
});

test('a record that breaks its schema is never written', () => {
	for (const value of [
		noticeLike({ title: '' }),
		{ ...noticeLike(), mood: 'calm' },
		{ ...noticeLike(), phase: 'paused' },
		{},
	])
		assert.throws(() => asStored(commitWith('notice', value), emptyState), /nothing was published/);
	assert.throws(() => asStored(commitWith('weather', {}), emptyState), { code: 'internal' });
});

const after = (state: State, command: Command): State => {
	const commit = asStored(commitOf(command, state, at(9)), state);
	return apply(state, readCommit(JSON.stringify(commit), commit.seq));
};

test('an older version edits a notice of a newer one, and keeps what it does not know', () => {
	let state = apply(emptyState, newer);
	state = after(state, { type: 'edit-notice', notice: 'n', notAffected: 'You are fine.' });
	state = after(state, { type: 'post-update', notice: 'n', body: say('News.') });
	const value = state.records.get('notice/n')?.value;
	const { seq: _, changes } = newer;
	assert.deepEqual(value, {
		...changes[2]?.value,
		notAffected: 'You are fine.',
		updatedAt: at(9),
		latestUpdate: 2,
	});
	state = after(state, { type: 'resolve', notice: 'n' });
	state = after(state, { type: 'reopen', notice: 'n', phase: 'monitoring' });
	assert.deepEqual(state.records.get('weather/w')?.value, changes[0]?.value);
	const statuses = [...state.records.values()].flatMap(({ kind, value }) =>
		kind === 'update' ? [(value as { affected: object }).affected] : [],
	);
	assert.ok(JSON.stringify(statuses).includes('wobbly'));
});

test('what a record had before is no excuse for what a command adds to it', () => {
	const state = stateWith(1, [
		{ kind: 'notice', id: 'n', seq: 1, value: { ...noticeLike(), mood: 'calm', phase: 'paused' } },
	]);
	for (const wrong of [{ mood: 'angry' }, { phase: 'stopped' }, { title: '' }, { colour: 'red' }])
		assert.throws(
			() =>
				asStored(commitWith('notice', { ...noticeLike(), mood: 'calm', phase: 'paused', ...wrong }), state),
			{ code: 'internal' },
		);
});
