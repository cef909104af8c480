/** Edit, withdraw and restore: what changes, and what the private trail keeps. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command, CommandOf } from '../../src/model/commands/command.ts';
import type { RevisionValue } from '../../src/model/records/revision.ts';
import { liveRecord, type State } from '../../src/model/state/state.ts';
import { notice } from '../../src/model/views/notices.ts';
import { timeline } from '../../src/model/views/updates.ts';
import { at, commits, given, say, stateOf, story } from './given.ts';

const open: Command = {
	type: 'open-notice',
	id: 'n',
	kind: 'incident',
	title: 'Checkout is failing',
	impact: 'major',
	body: say('Some payments fail.'),
	affected: [{ component: 'checkout' }],
};
const post = (more: Partial<CommandOf<'post-update'>> = {}): Command => ({
	type: 'post-update',
	notice: 'n',
	body: say('News.'),
	...more,
});
const edit = (more: Partial<CommandOf<'edit-update'>>, update = 'id-2-1'): Command => ({
	type: 'edit-update',
	notice: 'n',
	update,
	...more,
});
const withdraw = (update: string): Command => ({ type: 'withdraw-update', notice: 'n', update });
const retract: Command = { type: 'retract', notice: 'n', reason: 'The wrong page.' };
const restore: Command = { type: 'restore', notice: 'n' };

const noticeOf = (state: State) => notice(state, 'n')?.value;
const updateOf = (state: State, id: string) => timeline(state, 'n').find((each) => each.id === id)?.value;
const revisions = (state: State) =>
	[...state.records.values()].filter(({ kind, value }) => kind === 'revision' && value !== null);

test('an edited update says when it was edited, and a private record keeps the former words', () => {
	const state = story(open, post(), edit({ body: say('Other news.') }));
	const edited = updateOf(state, 'id-2-1');
	assert.deepEqual([edited?.body, edited?.at, edited?.editedAt], [say('Other news.'), at(1), at(2)]);
	// Readers of the notice see that something changed, and no dismissal ends.
	assert.deepEqual([notice(state, 'n')?.seq, noticeOf(state)?.latestUpdate], [3, 2]);
	const [revision, ...others] = revisions(state);
	assert.equal(others.length, 0);
	assert.deepEqual(revision?.value, {
		notice: 'n',
		update: 'id-2-1',
		at: at(2),
		reason: 'edited',
		former: { ...edited, body: say('News.'), editedAt: null },
	});
});

test('a body that changes drops its translations, unless new ones come with it', () => {
	const translated = post({ translations: { de: say('Neues.') } });
	const dropped = story(open, translated, edit({ body: say('Other news.') }));
	assert.deepEqual(updateOf(dropped, 'id-2-1')?.translations, {});
	const given = { body: say('Other news.'), translations: { de: say('Anderes.') } };
	const replaced = story(open, translated, edit(given));
	assert.deepEqual(updateOf(replaced, 'id-2-1')?.translations, { de: say('Anderes.') });
});

test('a translation that is added is no correction: no visitor has read it before', () => {
	const state = story(open, post(), edit({ translations: { de: say('Neues.') } }));
	assert.equal(updateOf(state, 'id-2-1')?.editedAt, null);
	assert.deepEqual(revisions(state), []);
	const corrected = story(
		open,
		post({ translations: { de: say('Falsch.') } }),
		edit({ translations: { de: say('Neues.') } }),
	);
	assert.equal(updateOf(corrected, 'id-2-1')?.editedAt, at(2));
});

test('an edit is refused if it changes nothing, names no update of the notice, or a language twice', () => {
	const before = commits(open, post(), { ...open, id: 'other', title: 'Search is slow' } as Command);
	given(before)
		.when(edit({ body: say('News.') }))
		.thenRefused('invalid', /already/, 'body');
	given(before)
		.when(edit({ body: say('x') }, 'id-3-1'))
		.thenRefused('not-found', /no update/);
	given(before)
		.when(edit({ body: say('x') }, 'nothing'))
		.thenRefused('not-found', /no update/);
	given(before)
		.when(edit({ translations: { en: say('x') } }))
		.thenRefused('invalid', /language of the original/);
	given(commits(open, post(), retract))
		.when(edit({ body: say('x') }))
		.thenRefused('retracted', /retracted/);
});

test('a withdrawn update keeps its time, and the notice falls back to the update before', () => {
	const state = story(
		open,
		post({
			phase: 'identified',
			impact: 'critical',
			affected: [{ component: 'checkout' }, { component: 'api' }],
		}),
		withdraw('id-2-1'),
	);
	const { phase, impact, affected } = noticeOf(state) ?? {};
	assert.deepEqual([phase, impact], ['investigating', 'major']);
	assert.deepEqual(affected, [{ component: 'checkout', status: 'partial-outage' }]);
	const gone = updateOf(state, 'id-2-1');
	assert.deepEqual([gone?.body, gone?.at, gone?.withdrawnAt], [[], at(1), at(2)]);
	assert.deepEqual([gone?.phase, gone?.impact, gone?.affected], [null, null, []]);
	const [revision] = revisions(state);
	const value = revision?.value as RevisionValue | undefined;
	assert.equal(value?.former.phase, 'identified');
});

test('what a later update or an edit has changed since then stays', () => {
	const later = story(
		open,
		post({ phase: 'identified', affected: [{ component: 'checkout', status: 'degraded' }] }),
		post({ phase: 'monitoring', affected: [{ component: 'checkout', status: 'operational' }] }),
		withdraw('id-2-1'),
	);
	assert.equal(noticeOf(later)?.phase, 'monitoring');
	assert.deepEqual(noticeOf(later)?.affected, [{ component: 'checkout', status: 'operational' }]);
	const edited = story(
		open,
		post({ impact: 'critical', affected: [{ component: 'checkout' }] }),
		{
			type: 'edit-notice',
			notice: 'n',
			impact: 'none',
			affected: [{ component: 'checkout', status: 'degraded' }],
		},
		withdraw('id-2-1'),
	);
	assert.equal(noticeOf(edited)?.impact, 'none');
	assert.deepEqual(noticeOf(edited)?.affected, [{ component: 'checkout', status: 'degraded' }]);
});

test('withdrawing the update that ended a notice opens it, with its components as before', () => {
	const state = story(open, { type: 'resolve', notice: 'n', body: say('Done.') }, withdraw('id-2-1'));
	assert.deepEqual([noticeOf(state)?.phase, noticeOf(state)?.endedAt], ['investigating', null]);
	assert.deepEqual(noticeOf(state)?.affected, [{ component: 'checkout', status: 'partial-outage' }]);
});

test('withdrawing the update that reopened a notice ends it when it had ended', () => {
	const state = story(
		open,
		{ type: 'resolve', notice: 'n' },
		{ type: 'reopen', notice: 'n' },
		withdraw('id-3-1'),
	);
	assert.deepEqual([noticeOf(state)?.phase, noticeOf(state)?.endedAt], ['resolved', at(1)]);
	assert.deepEqual(noticeOf(state)?.affected, [{ component: 'checkout', status: 'partial-outage' }]);
});

test('withdrawing the first update takes its words only: there is nothing to fall back to', () => {
	const first = story(open, withdraw('id-1-1'));
	assert.deepEqual([noticeOf(first)?.phase, noticeOf(first)?.impact], ['investigating', 'major']);
	assert.deepEqual(updateOf(first, 'id-1-1')?.body, []);
	const second = story(open, post({ phase: 'identified' }), withdraw('id-1-1'), withdraw('id-2-1'));
	assert.equal(noticeOf(second)?.phase, 'investigating');
});

test('an update is withdrawn once, and has no words to edit afterwards', () => {
	const before = commits(open, post(), withdraw('id-2-1'));
	given(before)
		.when(withdraw('id-2-1'))
		.thenRefused('update-withdrawn', /withdrawn/);
	given(before)
		.when(edit({ body: say('x') }))
		.thenRefused('update-withdrawn', /withdrawn/);
});

test('restore brings a notice back exactly as it was, with all that belongs to it', () => {
	const before = commits(open, post(), edit({ body: say('Other news.') }), {
		type: 'put-postmortem',
		notice: 'n',
		title: 'Why',
		body: say('A cause.'),
		anyway: true,
	});
	const retracted = commits(
		...[open, post(), edit({ body: say('Other news.') })],
		{
			type: 'put-postmortem',
			notice: 'n',
			title: 'Why',
			body: say('A cause.'),
			anyway: true,
		},
		retract,
	);
	assert.equal(notice(stateOf(retracted), 'n'), undefined);
	const restored = stateOf([...retracted, ...given(retracted).commit(restore)]);
	const wanted = stateOf(before);
	const values = (state: State) =>
		[...state.records.values()]
			.filter(({ kind, value }) => kind !== 'retraction' && value !== null)
			.map(({ kind, id, value }) => ({ kind, id, value }));
	assert.deepEqual(values(restored), values(wanted));
	assert.equal(liveRecord(restored, 'retraction', 'n'), undefined);
});

test('only a retracted notice can be restored, and only one whose records were kept', () => {
	given(commits(open))
		.when(restore)
		.thenRefused('not-retracted', /nothing to restore/);
	given([])
		.when(restore)
		.thenRefused('not-found', /no notice/);
	const [first, second] = commits(open, retract);
	assert.ok(first && second);
	const changes = second.changes.map((change) =>
		change.kind === 'retraction' ? { ...change, value: { ...change.value, records: [] } } : change,
	);
	given([first, { ...second, changes }])
		.when(restore)
		.thenRefused('not-restorable', /earlier version/);
});
