/** The promise clock: times by the cadence of the pack, reminders, and what is kept and broken. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { loadPack } from '../../server/packs/load-pack.ts';
import type { Command, CommandOf } from '../../src/model/commands/command.ts';
import { decide } from '../../src/model/decide/decide.ts';
import { PromiseLedger } from '../../src/model/promises/promise-ledger.ts';
import { nextReminderAt, promiseRecord } from '../../src/model/promises/reminders.ts';
import type { NoticeValue } from '../../src/model/records/notice.ts';
import type { Commit } from '../../src/model/state/commit.ts';
import { apply, emptyState, type State } from '../../src/model/state/state.ts';
import { notice } from '../../src/model/views/notices.ts';
import { at, ms, say } from './given.ts';

const pack = await loadPack('financial-services');
const open: CommandOf<'open-notice'> = { type: 'open-notice', id: 'n', kind: 'incident', title: 'Down' };
const update = (more: object = {}): Command => ({
	type: 'post-update',
	notice: 'n',
	body: say('x'),
	...more,
});
const tick: Command = { type: 'keep-time' };

/** A story under a pack. `minute` may be a fraction. */
class Story {
	state: State = emptyState;
	readonly commits: Commit[] = [];
	readonly pack: typeof pack | null;

	constructor(given: typeof pack | null = pack) {
		this.pack = given;
	}

	/** The kinds of the records that the command changed. */
	give(minute: number, command: Command): string[] {
		const seq = this.state.seq + 1;
		let made = 0;
		const newId = (): string => `id-${seq}-${++made}`;
		const changes = decide(command, this.state, { now: at(minute), newId, pack: this.pack });
		if (changes.length === 0) return [];
		const commit = { seq, at: at(minute), actor: 'test', cause: { command: command.type }, changes };
		this.commits.push(commit);
		this.state = apply(this.state, commit);
		return changes.map(({ kind }) => kind);
	}

	promise(id = 'n'): string | null {
		return notice(this.state, id)?.value.promise?.nextUpdateBy ?? null;
	}
}

test('an open incident promises its next update by its impact, unless the operator says when', () => {
	const minutes = { none: 240, minor: 60, major: 30, critical: 15 } as const;
	for (const [impact, after] of Object.entries(minutes)) {
		const story = new Story();
		story.give(0, { ...open, impact: impact as keyof typeof minutes });
		assert.equal(story.promise(), at(after), impact);
	}
	const story = new Story();
	story.give(0, { ...open, promise: { nextUpdateBy: '7m' } });
	assert.equal(story.promise(), at(7));
	story.give(5, update({ impact: 'critical' }));
	assert.equal(story.promise(), at(20));
	story.give(6, { type: 'edit-notice', notice: 'n', impact: 'minor' });
	assert.equal(story.promise(), at(20), 'an edit leaves what was promised');
	story.give(10, { type: 'resolve', notice: 'n' });
	assert.equal(story.promise(), null);
	story.give(20, { type: 'reopen', notice: 'n' });
	assert.equal(story.promise(), at(80));
});

test('what is no open incident promises nothing by itself', () => {
	const commands: Command[] = [
		{ ...open, kind: 'maintenance', window: { start: at(10), end: at(20) } },
		{ ...open, kind: 'assurance' },
		{ ...open, kind: 'announcement' },
		{ ...open, phase: 'resolved' },
		{ ...open, started: at(-60), ended: at(-30) },
	];
	for (const command of commands) {
		const story = new Story();
		story.give(0, command);
		assert.equal(story.promise(), null, JSON.stringify(command));
	}
	const without = new Story(null);
	without.give(0, open);
	assert.equal(without.promise(), null);
});

test('a withdrawn end opens the incident again, with a promise', () => {
	const story = new Story();
	story.give(0, open);
	story.give(10, update({ phase: 'resolved' }));
	const last = story.commits.at(-1)?.changes.find(({ kind }) => kind === 'update');
	story.give(20, { type: 'withdraw-update', notice: 'n', update: last?.id ?? '' });
	assert.equal(notice(story.state, 'n')?.value.endedAt, null);
	assert.equal(story.promise(), at(80));
});

test('the choice to promise nothing is recorded, wherever it is made', () => {
	const story = new Story();
	assert.deepEqual(story.give(0, { ...open, promise: null }), ['notice', 'update', 'promise']);
	assert.equal(story.promise(), null);
	assert.equal(promiseRecord(story.state, 'n')?.declined, true);
	assert.deepEqual(story.give(1, update()), ['notice', 'update']);
	assert.equal(story.promise(), at(61));
	for (const command of [
		update({ promise: null }),
		{ type: 'edit-notice', notice: 'n', promise: null } as const,
	])
		assert.ok(story.give(2, command).includes('promise'));
	assert.equal(story.promise(), null);
	assert.ok(!story.give(3, update({ promise: null, phase: 'resolved' })).includes('promise'));
	assert.ok(story.give(4, { type: 'reopen', notice: 'n', promise: null }).includes('promise'));
});

test('operators are reminded three times, once each', () => {
	const story = new Story();
	story.give(0, { ...open, impact: 'critical' });
	const reminders = (): unknown[] =>
		story.commits.flatMap(({ changes }) =>
			changes.flatMap(({ kind, value }) =>
				kind === 'promise' ? [(value as { reminder?: { stage: string } }).reminder?.stage] : [],
			),
		);
	assert.equal(nextReminderAt(story.state, ms(0)), ms(10));
	for (const minute of [9.9, 10, 10, 12, 14, 14.5, 15, 16, 300]) story.give(minute, tick);
	assert.deepEqual(reminders(), ['five-minutes', 'one-minute', 'late']);
	assert.equal(nextReminderAt(story.state, ms(300)), null);
	// A correction changes no promise.
	story.give(301, { type: 'edit-notice', notice: 'n', title: 'Still down' });
	story.give(302, tick);
	assert.equal(reminders().length, 3);
	// The next promise has reminders of its own, also one for the same notice that comes back.
	story.give(310, update());
	story.give(324.5, tick);
	story.give(325, tick);
	story.give(325.5, { type: 'retract', notice: 'n' });
	story.give(326, tick);
	story.give(327, { type: 'restore', notice: 'n' });
	story.give(328, tick);
	assert.deepEqual(reminders().slice(3), ['one-minute', 'late']);
});

test('no reminder is given for what was promised a moment ago, is over, or is not shown', () => {
	const cases: [Command, number[], number][] = [
		[{ ...open, promise: { nextUpdateBy: '3m' } }, [1, 2, 3], 2],
		[{ ...open, promise: { nextUpdateBy: '30s' } }, [0.2, 0.5, 1], 1],
		[{ ...open, promise: { nextUpdateBy: '20m' }, expiresAt: '10m' }, [15, 19, 20], 0],
		[{ ...open, promise: null }, [60, 120], 0],
	];
	for (const [command, minutes, expected] of cases) {
		const story = new Story();
		story.give(0, command);
		const times: number[] = minutes.filter((minute) => story.give(minute, tick).length > 0);
		assert.equal(times.length, expected, JSON.stringify(command));
	}
	const ended = new Story();
	ended.give(0, open);
	ended.give(56, { type: 'resolve', notice: 'n' });
	assert.deepEqual(ended.give(60, tick), []);
	// After a time without a server, the newest reminder alone.
	const late = new Story();
	late.give(0, open);
	assert.deepEqual(late.give(200, tick), ['promise']);
	assert.deepEqual(late.give(201, tick), []);
});

interface Case {
	/** What happens to an incident that is opened in minute 0 with a promise for minute 10. */
	readonly steps: readonly (readonly [minute: number, command: (id: string) => Command])[];
	readonly open?: Partial<CommandOf<'open-notice'>>;
	/** In minute 100, counted by hand. */
	readonly counts: readonly [kept: number, broken: number, moved: number];
}

const post =
	(more: object = {}) =>
	(id: string): Command => ({ type: 'post-update', notice: id, body: say('x'), ...more });
const edit =
	(more: object) =>
	(id: string): Command => ({ type: 'edit-notice', notice: id, ...more });
const act =
	(type: 'resolve' | 'retract' | 'restore') =>
	(id: string): Command => ({ type, notice: id });
const by = (minute: number) => ({ promise: { nextUpdateBy: at(minute) } });
const nothing = { promise: null };

const cases: readonly Case[] = [
	// Kept: an update in time, at the last moment, or the end.
	{ steps: [[9, post(nothing)]], counts: [1, 0, 0] },
	{ steps: [[10, post(nothing)]], counts: [1, 0, 0] },
	{ steps: [[5, act('resolve')]], counts: [1, 0, 0] },
	{
		steps: [
			[3, post(by(20))],
			[19, post(by(30))],
			[29, act('resolve')],
		],
		counts: [3, 0, 0],
	},
	// Broken: late, and never.
	{ steps: [[11, post(nothing)]], counts: [0, 1, 0] },
	{ steps: [], counts: [0, 1, 0] },
	{ steps: [[50, act('resolve')]], counts: [0, 1, 0] },
	{
		steps: [
			[12, post(by(20))],
			[25, post(by(90))],
		],
		counts: [0, 3, 0],
	},
	{
		steps: [
			[12, post(by(20))],
			[15, post(by(200))],
		],
		counts: [1, 1, 0],
	},
	// Edits: another time, none, or something else.
	{
		steps: [
			[9, edit(by(20))],
			[19, post(nothing)],
		],
		counts: [1, 0, 1],
	},
	{ steps: [[9, edit(nothing)]], counts: [0, 0, 1] },
	{
		steps: [
			[11, edit(by(20))],
			[19, post(nothing)],
		],
		counts: [1, 1, 0],
	},
	{
		steps: [
			[11, edit(nothing)],
			[12, post(nothing)],
		],
		counts: [0, 1, 0],
	},
	{
		steps: [
			[5, edit({ title: 'Other' })],
			[11, edit({ title: 'Another' })],
			[12, post(nothing)],
		],
		counts: [0, 1, 0],
	},
	// A change of phase alone is no update.
	{
		steps: [
			[5, (notice) => ({ type: 'change-phase', notice, phase: 'identified' })],
			[12, post(nothing)],
		],
		counts: [0, 1, 0],
	},
	// A backdated update is none either.
	{
		steps: [
			[8, post({ at: at(4) })],
			[12, post(nothing)],
		],
		counts: [0, 1, 0],
	},
	// Retracted in time, too late, and brought back.
	{ steps: [[5, act('retract')]], counts: [0, 0, 0] },
	{ steps: [[15, act('retract')]], counts: [0, 1, 0] },
	{
		steps: [
			[15, act('retract')],
			[16, act('restore')],
			[17, post(nothing)],
		],
		counts: [0, 1, 0],
	},
	{
		steps: [
			[5, act('retract')],
			[6, act('restore')],
			[9, post(nothing)],
		],
		counts: [1, 0, 0],
	},
	// Without a promise, with an expiry, and a drill.
	{ steps: [[50, post(nothing)]], open: nothing, counts: [0, 0, 0] },
	{ steps: [], open: { expiresAt: at(8) }, counts: [0, 0, 0] },
	{ steps: [], open: { expiresAt: at(12) }, counts: [0, 1, 0] },
	{
		steps: [
			[5, edit({ drill: true })],
			[11, post(nothing)],
		],
		counts: [0, 1, 0],
	},
	{ steps: [[9, post(nothing)]], open: { drill: true }, counts: [1, 0, 0] },
];

/** All cases as one log: 50 incidents, each case twice. */
function fiftyIncidents(): { story: Story; ids: string[] } {
	const all = [...cases, ...cases];
	const ids = all.map((_, index) => `n${index}`);
	const story = new Story();
	const steps = all.flatMap(({ steps, open: more }, index): [number, Command][] => {
		const id = `n${index}`;
		const opened: Command = { ...open, id, title: id, ...by(10), ...more };
		return [[0, opened], ...steps.map(([minute, command]): [number, Command] => [minute, command(id)])];
	});
	const ticks = Array.from({ length: 100 }, (_, minute): [number, Command] => [minute + 0.5, tick]);
	for (const [minute, command] of [...steps, ...ticks].sort(([a], [b]) => a - b)) story.give(minute, command);
	return { story, ids };
}

test('the counts of 50 incidents are those that were counted by hand', () => {
	const { story, ids } = fiftyIncidents();
	assert.equal(ids.length, 50);
	const ledger = new PromiseLedger();
	for (const commit of story.commits) ledger.take(commit);
	for (const [index, id] of ids.entries()) {
		const { kept, broken, moved } = ledger.of(id, ms(100));
		const { counts, steps } = cases[index % cases.length] as Case;
		assert.deepEqual(
			[kept, broken, moved],
			counts,
			`case ${index}: ${JSON.stringify(steps.map(([minute]) => minute))}`,
		);
	}
	// By hand: the columns of the table above, without the two drills, and twice.
	assert.deepEqual(ledger.totals(ms(100)), { kept: 2 * 10, broken: 2 * 15, moved: 2 * 2 });
});

test('the totals are the sums of the incidents at every moment, and the same after a restart', () => {
	const { story, ids } = fiftyIncidents();
	const whole = new PromiseLedger();
	const isDrill = new Map<string, boolean>();
	for (const commit of story.commits) {
		whole.take(commit);
		for (const { kind, id, value } of commit.changes)
			if (kind === 'notice' && value) isDrill.set(id, (value as NoticeValue).drill);
		// At every moment the totals are the sums of the incidents.
		const now = Date.parse(commit.at);
		const sum = { kept: 0, broken: 0, moved: 0 };
		for (const id of ids) {
			if (isDrill.get(id)) continue;
			const { kept, broken, moved } = whole.of(id, now);
			Object.assign(sum, { kept: sum.kept + kept, broken: sum.broken + broken, moved: sum.moved + moved });
		}
		assert.deepEqual(whole.totals(now), sum);
	}
	const again = new PromiseLedger();
	for (const commit of JSON.parse(JSON.stringify(story.commits)) as Commit[]) again.take(commit);
	assert.deepEqual(again.totals(ms(100)), whole.totals(ms(100)));
	for (const id of ids) assert.deepEqual(again.of(id, ms(100)), whole.of(id, ms(100)));
});
