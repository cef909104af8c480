/** 90 days of statuses: what counts on which day, and that it is the same however one comes to it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { CommandOf } from '../../src/model/commands/command.ts';
import { type PastDays, readHistory, type Seconds } from '../../src/model/history/history.ts';
import { lastDays } from '../../src/model/history/last-days.ts';
import { StatusHistory } from '../../src/model/history/status-history.ts';
import type { NoticeValue } from '../../src/model/records/notice.ts';
import type { Commit } from '../../src/model/state/commit.ts';
import { apply, emptyState, type State } from '../../src/model/state/state.ts';
import { components } from '../../src/model/views/components.ts';
import { type ComponentStatus, componentStatuses, worst } from '../../src/model/vocabulary.ts';
import { anyLog } from './arbitraries.ts';
import { at, commits, ms, type Step, say, stateOf } from './given.ts';

const hour = 60;
const day = 24 * hour;
const dayMs = 86_400_000;

function folded(log: readonly Commit[]): StatusHistory {
	const history = new StatusHistory();
	for (const commit of log) history.take(commit);
	return history;
}

/** The history of a log at a minute of the story, which begins at noon. */
const historyAt = (log: readonly Commit[], minute: number): PastDays =>
	folded(log).read(stateOf(log), ms(minute));
const told = (steps: readonly Step[], minute: number): PastDays => historyAt(commits(...steps), minute);

/** The last days of one component, as `worst seconds`, where the seconds are those of outages. */
function daysOf({ components: all }: PastDays, id: string, count: number): string[] {
	const { worst: statuses = [], seconds = [] } = all.find((each) => each.id === id) ?? {};
	const down = (day: Seconds = {}): number => (day['partial-outage'] ?? 0) + (day['major-outage'] ?? 0);
	return statuses.map((status, index) => `${status} ${down(seconds[index])}`).slice(-count);
}

const api: CommandOf<'put-component'> = { type: 'put-component', id: 'api', name: 'API' };
const outage: CommandOf<'open-notice'> = {
	type: 'open-notice',
	id: 'n',
	kind: 'incident',
	title: 'The API is down',
	impact: 'critical',
	affected: [{ component: 'api' }],
};
const resolved: CommandOf<'resolve'> = { type: 'resolve', notice: 'n' };

test('a day has its worst status and the seconds of outage; before a component existed there is nothing', () => {
	const history = told(
		[
			[0, api],
			[day, outage],
			[day + 30, resolved],
		],
		2 * day,
	);
	assert.deepEqual([history.from, history.days, history.timeZone], ['2029-10-06', 90, 'UTC']);
	assert.deepEqual(daysOf(history, 'api', 90).slice(0, 87), Array(87).fill('null 0'));
	assert.deepEqual(daysOf(history, 'api', 3), ['operational 0', 'major-outage 1800', 'operational 0']);
});

test('each status is given with how long it lasted, apart from those that lasted no second', () => {
	const affected = (status: ComponentStatus) => [{ component: 'api', status }];
	const change = (status: ComponentStatus): CommandOf<'post-update'> => ({
		type: 'post-update',
		notice: 'n',
		body: say('It goes on.'),
		affected: affected(status),
	});
	const history = told(
		[
			[0, { ...outage, affected: affected('degraded') }],
			[10, change('major-outage')],
			[30, change('degraded')],
			[35, resolved],
		],
		hour,
	);
	const [component] = history.components;
	assert.deepEqual(component?.seconds.at(-1), { degraded: 900, 'major-outage': 1200 });
	assert.deepEqual([component?.worst.at(-1), component?.seconds.at(-2)], ['major-outage', {}]);
});

test('fewer days are the last ones, with the notices that were open on them', () => {
	const steps: Step[] = [
		[0, outage],
		[30, resolved],
		[day, { ...outage, id: 'm' }],
		[2 * day, { ...resolved, notice: 'm' }],
		[3 * day, { ...outage, id: 'o' }],
	];
	const all = told(steps, 4 * day);
	const last = lastDays(all, 3);
	assert.deepEqual([last.from, last.days, last.timeZone], ['2030-01-03', 3, 'UTC']);
	assert.deepEqual(
		last.components,
		all.components.map(({ id, worst: statuses, seconds }) => ({
			id,
			worst: statuses.slice(87),
			seconds: seconds.slice(87),
		})),
	);
	assert.deepEqual(
		last.notices.map(({ id }) => id),
		['o', 'm'],
	);
	assert.deepEqual(lastDays(all, 90), all);
	assert.equal(lastDays(all, 1).notices[0]?.id, 'o');
	// An older server says nothing about promises.
	assert.deepEqual(readHistory(JSON.stringify(last)), { ...last, promises: [] });
});

test('an outage over midnight is on both days, and goes on until now', () => {
	const steps: Step[] = [api, [11 * hour, outage]];
	assert.deepEqual(daysOf(told(steps, 13 * hour), 'api', 2), ['major-outage 3600', 'major-outage 3600']);
	// Midnight itself: the new day has begun with what holds.
	assert.deepEqual(daysOf(told(steps, 12 * hour), 'api', 2), ['major-outage 3600', 'major-outage 0']);
});

test('maintenance begins and ends by the clock, a notice that has expired says nothing more', () => {
	const window = { start: at(day), end: at(day + hour) };
	const maintenance: CommandOf<'open-notice'> = {
		...outage,
		kind: 'maintenance',
		impact: 'none',
		window,
		endsByClock: true,
		affected: [{ component: 'api', status: 'partial-outage' }],
	};
	assert.deepEqual(daysOf(told([api, maintenance], 2 * day), 'api', 3), [
		'operational 0',
		'partial-outage 3600',
		'operational 0',
	]);
	const expiring = { ...outage, expiresAt: at(10) };
	assert.deepEqual(
		daysOf(
			told(
				[
					[0, api],
					[0, expiring],
				],
				day,
			),
			'api',
			2,
		),
		['major-outage 600', 'operational 0'],
	);
});

test('what is set by hand wins over notices, for better and for worse', () => {
	const byHand = (status: ComponentStatus | null) => ({ ...api, status });
	const log: Step[] = [
		[0, outage],
		[10, byHand('operational')],
		[20, byHand(null)],
		[30, resolved],
		[day, byHand('degraded')],
	];
	assert.deepEqual(daysOf(told(log, day), 'api', 2), ['major-outage 1200', 'degraded 0']);
});

test('the worst of several notices counts, once', () => {
	const other: CommandOf<'open-notice'> = { ...outage, id: 'm', impact: 'major' };
	const log: Step[] = [
		[0, other],
		[10, outage],
		[20, resolved],
		[30, { ...resolved, notice: 'm' }],
	];
	assert.deepEqual(daysOf(told(log, hour), 'api', 1), ['major-outage 1800']);
	const alike: Step[] = [
		[0, outage],
		[10, { ...outage, id: 'm' }],
		[20, resolved],
		[30, { ...resolved, notice: 'm' }],
	];
	assert.deepEqual(daysOf(told(alike, hour), 'api', 1), ['major-outage 1800']);
});

test('what was retracted is taken out again, and an exercise never counts', () => {
	const retracted: Step[] = [api, [0, outage], [hour, { type: 'retract', notice: 'n' }]];
	assert.deepEqual(daysOf(told(retracted, hour), 'api', 1), ['operational 0']);
	assert.deepEqual(told(retracted, hour).notices, []);
	const drill = told([api, { ...outage, drill: true }], hour);
	assert.deepEqual([daysOf(drill, 'api', 1), drill.notices], [['operational 0'], []]);
	const found = told([api, [0, outage], [hour, { type: 'edit-notice', notice: 'n', drill: true }]], 2 * hour);
	assert.deepEqual([daysOf(found, 'api', 1), found.notices], [['operational 0'], []]);
});

test('a component that comes and goes has no status in between, and one that is gone is not listed', () => {
	const gone: Step[] = [
		[0, api],
		[day, { type: 'remove-component', id: 'api' }],
	];
	assert.deepEqual(told(gone, 2 * day).components, []);
	assert.deepEqual(daysOf(told([...gone, [3 * day, api]], 3 * day), 'api', 4), [
		'operational 0',
		'operational 0',
		'null 0',
		'operational 0',
	]);
});

test('what lies before the first day is gone, and what has held since then is on every day', () => {
	const steps: Step[] = [
		[0, outage],
		[200 * day, { type: 'put-component', id: 'db', name: 'Database' }],
	];
	const history = told(steps, 200 * day);
	assert.deepEqual(daysOf(history, 'api', 90).slice(0, 89), Array(89).fill('major-outage 86400'));
	assert.deepEqual(
		daysOf(told([...steps, [200 * day, resolved]], 400 * day), 'api', 90),
		Array(90).fill('operational 0'),
	);
	assert.equal(told([...steps, [200 * day, resolved]], 400 * day).notices.length, 0);
});

test('each of the days is kept until it is no longer asked for', () => {
	const steps: Step[] = [
		[0, outage],
		[10, resolved],
	];
	// Each of these commits begins a new day.
	for (let index = 1; index < 100; index++) steps.push([index * day, { ...api, name: `API ${index}` }]);
	assert.equal(daysOf(told(steps.slice(0, 91), 89 * day), 'api', 90)[0], 'major-outage 600');
	assert.equal(daysOf(told(steps, 99 * day), 'api', 90)[0], 'operational 0');
});

test('a notice that ended long ago is on its days again when it is reopened, and on none when it is retracted', () => {
	const steps: Step[] = [
		[0, outage],
		[10, resolved],
		// Long ended notices are set aside with this commit.
		[200 * day, { type: 'put-component', id: 'db', name: 'Database' }],
		[200 * day + hour, { type: 'reopen', notice: 'n', phase: 'investigating', affected: outage.affected }],
		[200 * day + 2 * hour, resolved],
	];
	const history = told(steps, 201 * day);
	assert.deepEqual(daysOf(history, 'api', 3), ['operational 0', 'major-outage 3600', 'operational 0']);
	const retracted = [...steps, [201 * day, { type: 'retract', notice: 'n', reason: 'a test' }] as Step];
	assert.deepEqual(daysOf(told(retracted, 201 * day), 'api', 2), ['operational 0', 'operational 0']);
});

test('a clock that was set back takes nothing back: what comes after counts from where the log had come to', () => {
	const log: Step[] = [
		[hour, api],
		[2 * hour, outage],
		[0, resolved],
	];
	assert.deepEqual(daysOf(told(log, 0), 'api', 1), ['operational 0']);
	assert.deepEqual(daysOf(told(log.slice(0, 2), 0), 'api', 1), ['major-outage 0']);
});

test('notices: the newest first, ended and open, none that is ahead or was called off, 200 at the most', () => {
	const window = { start: at(day), end: at(day + hour) };
	const maintenance: CommandOf<'open-notice'> = {
		...outage,
		id: 'work',
		kind: 'maintenance',
		impact: 'none',
		window,
		endsByClock: true,
	};
	const log: Step[] = [
		[0, outage],
		[1, { ...outage, id: 'short', expiresAt: at(5), anyway: true }],
		[2, maintenance],
		[3, { ...maintenance, id: 'off', anyway: true }],
		[4, { type: 'change-phase', notice: 'off', phase: 'cancelled' }],
		[10, resolved],
	];
	const { notices } = told(log, hour);
	assert.deepEqual(
		notices.map(({ id, endedAt }) => [id, endedAt]),
		[
			['short', at(5)],
			['n', at(10)],
		],
	);
	assert.deepEqual(notices[1], {
		id: 'n',
		kind: 'incident',
		title: 'The API is down',
		impact: 'critical',
		components: ['api'],
		startedAt: at(0),
		endedAt: at(10),
		addedLater: false,
	});
	// Its window has begun and passed by the clock alone.
	const later = (minute: number) => {
		const work = told(log, minute).notices.find(({ id }) => id === 'work');
		return [work?.startedAt, work?.endedAt];
	};
	assert.deepEqual(
		[later(day), later(2 * day)],
		[
			[at(day), null],
			[at(day), at(day + hour)],
		],
	);
	const early: Step[] = [...log, [20, { type: 'change-phase', notice: 'work', phase: 'in-progress' }]];
	assert.equal(told(early, hour).notices[0]?.startedAt, at(2), 'begun before its window');
	const many = Array.from(
		{ length: 205 },
		(_, index): Step => [index, { ...outage, id: `n${index}`, anyway: true }],
	);
	const newest = told(many, 300).notices;
	assert.deepEqual([newest.length, newest[0]?.id, newest[199]?.id], [200, 'n204', 'n5']);
});

/** A log whose clock was set back now and then. */
const anyClock = fc
	.tuple(anyLog, fc.array(fc.integer({ min: -90, max: 600 }), { maxLength: 4 }))
	.map(([log, jumps]) =>
		log.map((commit, index) => {
			const shift = jumps[index % 10] ?? 0;
			return { ...commit, at: new Date(Date.parse(commit.at) + shift * 60_000).toISOString() };
		}),
	);
const anyMinute = fc.integer({ min: -100, max: 4 * day });

test('read in between or not, at whatever times: the history is that of all commits', () => {
	fc.assert(
		fc.property(anyClock, fc.array(anyMinute, { minLength: 1, maxLength: 12 }), (log, minutes) => {
			const history = new StatusHistory();
			let state = emptyState;
			for (const [index, commit] of log.entries()) {
				history.take(commit);
				state = apply(state, commit);
				const minute = minutes[index % minutes.length] ?? 0;
				assert.deepEqual(history.read(state, ms(minute)), historyAt(log.slice(0, index + 1), minute));
			}
		}),
		{ numRuns: 100 },
	);
});

test('every day says what `components` has said at every instant of it', () => {
	fc.assert(
		fc.property(anyClock, anyMinute, (log, minute) => {
			const history = historyAt(log, minute);
			for (const { id, worst: statuses, seconds } of history.components) {
				const expected = bySampling(log, id, ms(minute), Date.parse(history.from));
				assert.deepEqual({ worst: statuses, seconds }, expected);
			}
			assert.deepEqual(
				history.components.map(({ id }) => id),
				components(stateOf(log), ms(minute)).map(({ id }) => id),
			);
		}),
		{ numRuns: 200 },
	);
});

/** The same days, asked of the views at each instant at which anything may change. */
function bySampling(log: readonly Commit[], id: string, now: number, from: number) {
	let last = 0;
	const moved = log.map((commit) => {
		last = Math.max(last, Date.parse(commit.at));
		return { commit: withoutUntrue(commit, log), at: last };
	});
	const until = Math.max(now, last) + 1;
	const days = Array.from({ length: 90 }, () => ({
		worst: null as ComponentStatus | null,
		ms: {} as Record<string, number>,
	}));
	const turns = [
		...days.map((_, index) => from + index * dayMs),
		...moved.map((each) => each.at),
		...log.flatMap(({ changes }) =>
			changes.flatMap(({ kind, value }) => {
				const { window, expiresAt } = (kind === 'notice' && value ? value : {}) as Partial<NoticeValue>;
				return [window?.start, window?.end, expiresAt].map((instant) => Date.parse(instant ?? ''));
			}),
		),
	];
	const instants = [...new Set(turns)].filter((turn) => turn >= from && turn < until).sort((a, b) => a - b);
	for (const [index, instant] of instants.entries()) {
		const state = moved
			.filter((each) => each.at <= instant)
			.reduce((before, { commit }) => apply(before, commit), emptyState);
		const status = statusOf(state, id, instant);
		const found = days[Math.floor((instant - from) / dayMs)];
		if (!found || !status) continue;
		found.worst = worst(componentStatuses, [found.worst ?? status, status]);
		found.ms[status] = (found.ms[status] ?? 0) + (instants[index + 1] ?? until) - instant;
	}
	return {
		worst: days.map((each) => each.worst),
		seconds: days.map(({ ms: { operational: _, ...lasted } }) =>
			Object.fromEntries(
				Object.entries(lasted)
					.map(([status, each]) => [status, Math.round(each / 1_000)] as const)
					.filter(([, each]) => each > 0),
			),
		),
	};
}

const statusOf = (state: State, id: string, now: number): ComponentStatus | undefined =>
	components(state, now).find((each) => each.id === id)?.status;

/** A commit without what a notice said before it was retracted or found to be an exercise. */
function withoutUntrue(commit: Commit, log: readonly Commit[]): Commit {
	const isUntrue = (id: string): boolean =>
		log.some(
			({ seq, changes }) =>
				seq >= commit.seq &&
				changes.some((change) => {
					const { kind, value } = change;
					return kind === 'notice' && change.id === id && (!value || (value as NoticeValue).drill);
				}),
		);
	return { ...commit, changes: commit.changes.filter(({ kind, id }) => kind !== 'notice' || !isUntrue(id)) };
}

const aPromise = {
	...{ notice: 'n', about: 'The API is down', title: 'Renew earlier', language: 'en', state: 'planned' },
	...{ dueBy: null, firstDueBy: null, promisedAt: '2030-01-01T12:00:00.000Z', doneAt: null },
} as const;

test('a browser reads what the server writes, and takes nothing that is not whole', () => {
	const history = { ...told([[0, outage]], hour), promises: [aPromise] };
	const json = JSON.stringify(history);
	assert.deepEqual(readHistory(json), history);
	assert.deepEqual(readHistory(JSON.stringify({ ...history, later: 1 })), history, 'an unknown field');
	const [component] = history.components;
	const wrong: unknown[] = [
		null,
		[],
		'history',
		{},
		{ ...history, days: 0 },
		{ ...history, days: 1e9 },
		{ ...history, from: 'yesterday' },
		{ ...history, components: 3 },
		{ ...history, promises: [{ ...aPromise, promisedAt: 'soon' }] },
		{ ...history, components: [{ ...component, worst: [] }] },
		{ ...history, components: [{ ...component, seconds: Array(90).fill('1') }] },
		{ ...history, components: [{ ...component, seconds: Array(90).fill({ degraded: '1' }) }] },
		{ ...history, components: [{ ...component, seconds: Array(89).fill({}) }] },
		{ ...history, notices: [{ id: 'n' }] },
	];
	for (const value of wrong) assert.equal(readHistory(JSON.stringify(value)), null, JSON.stringify(value));
	for (const text of ['', '{', json.slice(0, -1), '<html>']) assert.equal(readHistory(text), null);
});

test('a status from a later version is one of which nothing is known, missing lists are empty', () => {
	const {
		from,
		components: [component],
	} = told([[0, outage]], hour);
	const worstOfAll = Array(90).fill('on-fire');
	const read = readHistory(
		JSON.stringify({ from, days: 90, components: [{ ...component, worst: worstOfAll }] }),
	);
	assert.deepEqual(read?.components[0]?.worst, Array(90).fill(null));
	assert.deepEqual(read?.notices, []);
});

test('a clock that was a year ahead for one commit leaves a history that ends now, and no day is lost', () => {
	const year = 365 * day;
	const log = commits(
		[0, api],
		[10, { ...outage, id: 'first' }],
		[20, { type: 'resolve', notice: 'first' }],
		[30, { type: 'put-page', name: 'Larkfield' }],
	);
	const ahead = log.map((commit, index) => (index === 3 ? { ...commit, at: at(30 + year) } : commit));
	const whole = historyAt(log, 60);
	assert.deepEqual(historyAt(ahead, 60), whole);
	const next = commits(
		[0, api],
		[10, { ...outage, id: 'first' }],
		[20, { type: 'resolve', notice: 'first' }],
		[30, { ...outage, id: 'second' }],
		[40, { type: 'resolve', notice: 'second' }],
	);
	const wrong = next.map((commit, index) => (index === 3 ? { ...commit, at: at(30 + year) } : commit));
	const { from, days, components: all } = historyAt(wrong, 60);
	assert.equal(from, whole.from);
	assert.equal(days, 90);
	assert.deepEqual(all[0]?.worst.slice(-1), ['major-outage']);
	for (const { startedAt, endedAt } of historyAt(wrong, 60).notices)
		for (const instant of [startedAt, endedAt ?? '']) assert.ok(instant <= at(60), instant);
});
