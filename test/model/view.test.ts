import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command } from '../../src/model/commands/command.ts';
import type { NoticeValue } from '../../src/model/records/notice.ts';
import { merge, type State } from '../../src/model/state/state.ts';
import { betterByHand, components, hidesNotices, overallStatus } from '../../src/model/views/components.ts';
import {
	activeNotices,
	effectivePhase,
	isEnded,
	isExpired,
	isUpcoming,
	type Notice,
	nextChangeAt,
	notice,
	notices,
	promiseState,
	recentNotices,
	upcomingMaintenance,
} from '../../src/model/views/notices.ts';
import { page } from '../../src/model/views/page.ts';
import { phasedUpdates } from '../../src/model/views/phased-updates.ts';
import { timeline } from '../../src/model/views/updates.ts';
import { at, ms, noticeLike, say, story } from './given.ts';

const ids = (found: readonly { id: string }[]): string[] => found.map(({ id }) => id);
const open = (id: string, more: Partial<Extract<Command, { type: 'open-notice' }>> = {}): Command => ({
	type: 'open-notice',
	id,
	kind: 'incident',
	title: id,
	...more,
});
const work = open('w', {
	kind: 'maintenance',
	affected: [{ component: 'db' }],
	window: { start: at(60), end: at(120) },
	endsByClock: true,
});

test('active notices: the worst first, then the newest; neither ended, expired nor to come', () => {
	const state = story(
		open('old-major', { impact: 'major' }),
		open('minor'),
		open('new-major', { impact: 'major' }),
		open('done'),
		{ type: 'resolve', notice: 'done' },
		open('brief', { impact: 'critical', expiresAt: at(30) }),
		work,
	);
	assert.deepEqual(ids(activeNotices(state, ms(29))), ['brief', 'new-major', 'old-major', 'minor']);
	assert.deepEqual(ids(activeNotices(state, ms(30))), ['new-major', 'old-major', 'minor']);
	assert.deepEqual(ids(activeNotices(state, ms(60))), ['new-major', 'old-major', 'minor', 'w']);
	assert.deepEqual(ids(notices(state)).at(0), 'w');
	assert.equal(notice(state, 'minor')?.value.title, 'minor');
	assert.equal(notice(state, 'unknown'), undefined);
});

test('of the same impact, what was planned comes after what was not', () => {
	const planned = (id: string, impact: 'minor' | 'major') =>
		open(id, { kind: 'maintenance', impact, window: { start: at(0), end: at(90) } });
	const state = story(open('incident'), planned('work', 'minor'), planned('heavy-work', 'major'));
	assert.deepEqual(ids(activeNotices(state, ms(10))), ['heavy-work', 'incident', 'work']);
});

test('maintenance is upcoming, then active, then recent, by its window', () => {
	const state = story(work, open('later', { kind: 'maintenance', window: { start: at(90), end: at(91) } }));
	assert.deepEqual(ids(upcomingMaintenance(state, ms(59))), ['w', 'later']);
	assert.deepEqual(ids(upcomingMaintenance(state, ms(60))), ['later']);
	assert.deepEqual(ids(activeNotices(state, ms(60))), ['w']);
	assert.deepEqual(ids(recentNotices(state, ms(119), 60_000)), []);
	assert.deepEqual(ids(recentNotices(state, ms(120), 60_000)), ['w']);
	assert.deepEqual(ids(recentNotices(state, ms(122), 60_000)), []);
	const value = notice(state, 'w')?.value as NoticeValue;
	assert.deepEqual(
		[59, 60, 120].map((minute) => effectivePhase(value, ms(minute))),
		['scheduled', 'in-progress', 'completed'],
	);
	assert.deepEqual(
		[isUpcoming(value, ms(59)), isUpcoming(value, ms(60)), isEnded(value, ms(120))],
		[true, false, true],
	);
});

test('a promise is due and then overdue, and an ended notice has none', () => {
	const value = noticeLike({ promise: { nextUpdateBy: at(20) } });
	assert.deepEqual(promiseState(value, ms(19)), { state: 'due', at: ms(20) });
	assert.deepEqual(promiseState(value, ms(20)), { state: 'overdue', at: ms(20) });
	assert.deepEqual(promiseState(noticeLike(), ms(0)), { state: 'none', at: null });
	assert.deepEqual(promiseState({ ...value, phase: 'resolved' }, ms(0)), { state: 'none', at: null });
	assert.equal(isExpired(noticeLike({ expiresAt: at(5) }), ms(5)), true);
});

test('a component has the worst status that active notices give it, unless set by hand', () => {
	const status = (state: State, minute = 9) =>
		Object.fromEntries(components(state, ms(minute)).map((view) => [view.id, view.status]));
	const two = [
		open('a', { affected: [{ component: 'x' }, { component: 'y' }] }),
		open('b', { impact: 'critical', affected: [{ component: 'x' }] }),
	];
	assert.deepEqual(status(story(...two)), { x: 'major-outage', y: 'degraded' });
	assert.deepEqual(status(story(...two, { type: 'resolve', notice: 'b' })), { x: 'degraded', y: 'degraded' });
	const byHand: Command = { type: 'put-component', id: 'x', name: 'X', status: 'operational' };
	assert.deepEqual(status(story(...two, byHand)), { x: 'operational', y: 'degraded' });
	assert.deepEqual(status(story(work), 59), { db: 'operational' });
	assert.deepEqual(status(story(work), 60), { db: 'maintenance' });
});

test('a status set by hand never makes the page green while an open notice says otherwise', () => {
	const set = (
		status: 'operational' | 'major-outage',
		until: string | null = null,
	): Extract<Command, { type: 'edit-component' }> => ({ type: 'edit-component', id: 'x', status, until });
	const told = (kind: 'incident' | 'announcement') =>
		open('a', { kind, impact: 'none', affected: [{ component: 'x', status: 'major-outage' }] });
	for (const kind of ['incident', 'announcement'] as const) {
		const state = story(told(kind), set('operational'));
		const [x] = components(state, ms(9));
		assert.deepEqual(
			[x?.status, x?.announced, x?.worst, x && hidesNotices(x)],
			['operational', 'major-outage', 'major-outage', true],
		);
		assert.equal(overallStatus(state, ms(9)), 'major-outage');
		assert.deepEqual(betterByHand(state, notice(state, 'a')?.value ?? noticeLike(), ms(9)), [
			{ component: 'x', status: 'operational' },
		]);
	}
	const ended = story(told('incident'), set('operational'), { type: 'resolve', notice: 'a' });
	assert.equal(overallStatus(ended, ms(9)), 'operational');
	const worse = story(open('a', { affected: [{ component: 'x' }] }), set('major-outage'));
	assert.equal(components(worse, ms(9)).some(hidesNotices), false);
	assert.equal(overallStatus(worse, ms(9)), 'major-outage');
	const brief = story(told('incident'), set('operational', at(20)));
	assert.equal(components(brief, ms(19)).some(hidesNotices), true);
	assert.equal(components(brief, ms(20))[0]?.status, 'major-outage');
	assert.deepEqual(betterByHand(brief, notice(brief, 'a')?.value ?? noticeLike(), ms(20)), []);
});

test('components come by position and then by name', () => {
	const put = (id: string, name: string, position: number): Command => ({
		type: 'put-component',
		id,
		name,
		position,
	});
	const state = story(put('c', 'Zebra', 1), put('b', 'Ant', 1), put('a', 'Last', 2));
	assert.deepEqual(ids(components(state, ms(9))), ['b', 'c', 'a']);
});

test('overall: the worst component, or the worst incident that names none', () => {
	assert.equal(overallStatus(story(), ms(9)), 'operational');
	assert.equal(overallStatus(story(open('a', { impact: 'critical' })), ms(9)), 'major-outage');
	assert.equal(
		overallStatus(story(open('a', { kind: 'announcement', impact: 'critical' })), ms(9)),
		'operational',
	);
	assert.equal(overallStatus(story(work), ms(60)), 'maintenance');
});

test('a timeline is the notice’s own, newest first', () => {
	const state = story(open('a'), open('b'), { type: 'post-update', notice: 'a', body: say('News.') });
	assert.deepEqual(
		timeline(state, 'a').map(({ value }) => value.number),
		[2, 1],
	);
	assert.equal(page(state), null);
	assert.equal(page(story({ type: 'put-page', name: 'Shop' }))?.name, 'Shop');
});

test('the next change is the next instant of any notice, and strictly ahead', () => {
	const state = story(work, open('a', { promise: { nextUpdateBy: at(20) }, expiresAt: at(200) }));
	const seen: (number | null)[] = [];
	for (let now: number | null = ms(1); now !== null; now = seen.at(-1) ?? null)
		seen.push(nextChangeAt(state, now));
	assert.deepEqual(seen, [ms(20), ms(60), ms(120), ms(200), null]);
	assert.equal(nextChangeAt(story(), ms(0)), null);
});

test('words from a later version never throw, and count as the mildest', () => {
	const later = {
		kind: 'advisory',
		phase: 'brewing',
		impact: 'cosmic',
		affected: [{ component: 'x', status: 'melted' }],
	};
	const records = [
		{ kind: 'notice', id: 'n', seq: 1, value: { ...noticeLike(), ...later } },
		{ kind: 'component', id: 'x', seq: 1, value: { name: 'X', position: 0, status: 'constructor' } },
	];
	const state = merge(story(open('known')), 1, records);
	assert.deepEqual(ids(activeNotices(state, ms(9))), ['known', 'n']);
	assert.equal(components(state, ms(9))[0]?.status, 'operational');
	assert.equal(overallStatus(state, ms(9)), 'degraded');
	const found = notice(state, 'n') as Notice;
	assert.equal(effectivePhase(found.value, ms(9)), 'brewing');
});

test('updates have the phase that they leave the notice in, also after the first one was withdrawn', () => {
	const state = story(
		open('n', { phase: 'identified', body: say('First.') }),
		{ type: 'post-update', notice: 'n', body: say('Second.') },
		{ type: 'post-update', notice: 'n', phase: 'monitoring', body: say('Third.') },
	);
	const found = notice(state, 'n') as Notice;
	const phases = (of: State) => phasedUpdates(of, found).map(({ phase }) => phase);
	assert.deepEqual(phases(state), ['monitoring', 'identified', 'identified']);
	for (const [kind, first] of [
		['maintenance', 'scheduled'],
		['assurance', 'published'],
		['incident', 'investigating'],
		['weather', 'published'],
	]) {
		const value = { ...found.value, kind: kind as NoticeValue['kind'] };
		const records = timeline(state, 'n').map((update) => ({
			...{ kind: 'update', id: update.id, seq: 9, value: { ...update.value, phase: null } },
		}));
		const other = merge(state, 9, records);
		assert.deepEqual(
			phasedUpdates(other, { ...found, value }).map(({ phase }) => phase),
			[first, first, first],
		);
	}
});
