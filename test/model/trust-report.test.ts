/** The trust report: its figures are those that a person counts by hand. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Command } from '../../src/model/commands/command.ts';
import { StatusHistory } from '../../src/model/history/status-history.ts';
import { ActionHistory } from '../../src/model/promises/action-history.ts';
import { PromiseLedger } from '../../src/model/promises/promise-ledger.ts';
import { percentile } from '../../src/model/report/percentile.ts';
import { type ReportSource, type TrustReport, trustReport } from '../../src/model/report/trust-report.ts';
import { at, commits, ms, type Step, say, stateOf } from './given.ts';

/** The minute of the story at a time in 2030. Months count from 1. */
const minuteOf = (month: number, day: number, hour = 0): number =>
	(Date.UTC(2030, month - 1, day, hour) - ms(0)) / 60_000;
const dayMinutes = 24 * 60;

function reportOf(steps: readonly Step[], minute: number, given: Partial<ReportSource> = {}): TrustReport {
	const ordered = [...(steps as readonly (readonly [number, Command])[])].sort(([a], [b]) => a - b);
	const log = commits(...ordered);
	const [statuses, promises, actionHistory] = [new StatusHistory(), new PromiseLedger(), new ActionHistory()];
	for (const commit of log) for (const part of [statuses, promises, actionHistory]) part.take(commit);
	const work = trustReport({
		...{ state: stateOf(log), statuses, promises, actionHistory, now: ms(minute) },
		...{ pack: null, drills: [], backups: null, ...given },
	});
	for (;;) {
		const step = work.next();
		if (step.done) return step.value;
	}
}

interface Incident {
	readonly id: string;
	readonly begin: number;
	readonly impact: 'none' | 'minor' | 'major' | 'critical';
	readonly status?: string;
	readonly minutes: number;
	/** Minutes until the promised update. */
	readonly promised: number;
	/** Days from the end to the post-mortem. */
	readonly postmortem?: number;
}

/** Opened with words, one update in the middle, and the end. */
function stepsOf({ id, begin, impact, status, minutes, promised, postmortem }: Incident): Step[] {
	const affected = status ? [{ component: 'api', status }] : [];
	const open = {
		...{ type: 'open-notice', id, kind: 'incident', title: `Down ${id}`, impact, body: say('Down.') },
		...{ affected, promise: { nextUpdateBy: at(begin + promised) } },
	};
	const action = { title: `Repair ${id}`, state: 'planned', dueBy: at(begin + 40 * dayMinutes) };
	const end = begin + minutes;
	return [
		[begin, open as unknown as Command],
		[begin + minutes / 2, { type: 'post-update', notice: id, body: say('Still down.') }],
		[end, { type: 'resolve', notice: id, body: say('Over.') }],
		...(postmortem === undefined
			? []
			: [
					[
						end + postmortem * dayMinutes,
						{ type: 'put-postmortem', notice: id, title: 'Why', body: say('x'), actions: [action] },
					] as Step,
				]),
	];
}

/**
 * Five incidents in each month of 2030. Critical ones have a post-mortem after ten days, major ones
 * of even months after twenty.
 */
const year = Array.from({ length: 12 }, (_, index) => index + 1).flatMap((month): Incident[] => [
	{
		id: `a${month}`,
		begin: minuteOf(month, 3),
		impact: 'minor',
		status: 'degraded',
		minutes: 10,
		promised: 6,
	},
	{
		id: `b${month}`,
		begin: minuteOf(month, 4),
		impact: 'minor',
		status: 'degraded',
		minutes: 20,
		promised: 11,
	},
	{
		...{ id: `c${month}`, begin: minuteOf(month, 5), impact: 'major', status: 'partial-outage' },
		...{ minutes: 30, promised: 16, ...(month % 2 === 0 && { postmortem: 20 }) },
	},
	{
		...{ id: `d${month}`, begin: minuteOf(month, 6), impact: 'critical', status: 'major-outage' },
		...{ minutes: 60, promised: 31, postmortem: 10 },
	},
	// Its promise passes before the update.
	{ id: `e${month}`, begin: minuteOf(month, 7), impact: 'none', minutes: 120, promised: 10 },
]);
const api: Step = [minuteOf(1, 2), { type: 'put-component', id: 'api', name: 'API' }];

test('the figures of a year of 60 incidents are those of a count by hand', () => {
	const drill = (month: number, firstNoticeSeconds: number | null) => ({
		...{ endedAt: at(minuteOf(month, 15)), firstNoticeSeconds, promises: { kept: 3, broken: 1 } },
	});
	const backups = { verifiedAt: at(minuteOf(12, 1)), backupAt: at(minuteOf(11, 30)), hasFailed: false };
	const report = reportOf([api, ...year.flatMap(stepsOf)], minuteOf(12, 31), {
		pack: {
			cadence: { none: '1h', minor: '9m', major: '5m', critical: '5m' },
			drills: { every: '90d' },
			backups: { restoreEvery: '30d' },
		},
		drills: [
			...[drill(3, 240), drill(6, 600), drill(9, null)],
			{ ...drill(1, 60), endedAt: '2029-12-31T23:59:59.000Z' },
		],
		backups,
	});
	const { components, months, ...figures } = report;
	assert.deepEqual(figures, {
		from: '2030-01-01T00:00:00.000Z',
		until: '2030-12-31T00:00:00.000Z',
		incidents: {
			...{ count: 60, open: 0 },
			// Twelve of each: 10, 20, 30, 60 and 120 minutes. The 30th and the 54th in their order.
			timeToFirstNotice: { count: 60, medianMinutes: 0, p90Minutes: 0 },
			timeToResolve: { count: 60, medianMinutes: 30, p90Minutes: 120 },
			// 24 of each: 5, 10, 15, 30 and 60 minutes. The 60th and the 108th.
			timeBetweenUpdates: { count: 120, medianMinutes: 15, p90Minutes: 60 },
		},
		// Kept by the 24 of "a" (5 of 9 minutes) and of "e" (60 of 60); not by those of "b" (10 of 9),
		// "c" (15 of 5) and "d" (30 of 5).
		cadence: { kept: 48, all: 120 },
		promises: { kept: 48, broken: 12 },
		// 12 critical ones after ten days, 6 major ones after twenty.
		postmortems: { expected: 24, published: 18, onTime: 12, onTimeDays: 14 },
		remedies: 0,
		// Due forty days after the begin of the incident: those of December are ahead.
		actions: { done: 0, open: 18, overdue: 16 },
		// The fourth one ended the year before. 240 s and 600 s: the smaller one is the median.
		drills: {
			...{ held: 3, lastAt: '2030-09-15T00:00:00.000Z', medianFirstNoticeMinutes: 4 },
			promises: { kept: 9, broken: 3 },
		},
		backups,
		targets: {
			updateMinutes: { none: 60, minor: 9, major: 5, critical: 5 },
			...{ drillDays: 90, restoreDays: 30 },
		},
	});
	assert.deepEqual(
		months.map(({ month }) => month),
		Array.from({ length: 12 }, (_, index) => `2030-${String(index + 1).padStart(2, '0')}`),
	);
	for (const { incidents } of months)
		assert.deepEqual(incidents, { none: 1, minor: 2, major: 1, critical: 1 });
	// 363 days, of which 12 times 90 minutes were outages: 1,080 of 522,720 minutes.
	assert.deepEqual(components, [
		{
			...{ id: 'api', name: 'API', uptime: 0.9979 },
			minutes: { maintenance: 0, degraded: 360, 'partial-outage': 360, 'major-outage': 720 },
			outageMinutesByMonth: Array.from({ length: 12 }, () => 90),
		},
	]);
});

test('drills, duplicates and retracted incidents do not count; what is open and older is not measured', () => {
	const incident = (id: string, begin: number): Incident => ({
		...{ id, begin, impact: 'major', status: 'major-outage', minutes: 60, promised: 31 },
	});
	const drill = stepsOf(incident('drill', minuteOf(6, 2)));
	const [minute, open] = drill[0] as readonly [number, Command];
	const steps: Step[] = [
		api,
		[minute, { ...open, drill: true } as Command],
		...drill.slice(1),
		...stepsOf(incident('retracted', minuteOf(6, 3))),
		[minuteOf(6, 4), { type: 'retract', notice: 'retracted', reason: 'Another page.' } as Command],
		...stepsOf(incident('real', minuteOf(6, 5))).slice(0, 1),
		...stepsOf(incident('copy', minuteOf(6, 5, 1))).slice(0, 1),
		[minuteOf(6, 5, 2), { type: 'merge', notice: 'copy', into: 'real' } as Command],
	];
	const report = reportOf(steps, minuteOf(6, 5, 3));
	assert.deepEqual([report.incidents.count, report.incidents.open], [1, 1]);
	assert.deepEqual(report.incidents.timeToResolve, { count: 0, medianMinutes: null, p90Minutes: null });
	assert.equal(report.components[0]?.minutes['major-outage'], 180, 'the duplicate counts with the other');
	const later = reportOf(steps, minuteOf(6, 5, 3) + 400 * dayMinutes);
	assert.equal(later.incidents.count, 0);
	assert.deepEqual([later.months.length, later.months[0]?.month], [12, '2030-08']);
	// Nothing is said about months before the first record.
	assert.deepEqual([report.months.length, report.from], [6, '2030-01-01T00:00:00.000Z']);
});

test('an incident that was added later was late by so much, and each gap has the impact of its time', () => {
	const given = {
		pack: {
			cadence: { none: '4h', minor: '2h', major: '20m', critical: '10m' },
			drills: { every: '90d' },
			backups: { restoreEvery: '30d' },
		},
	};
	const begin = minuteOf(6, 2);
	const open = {
		type: 'open-notice',
		id: 'slow',
		kind: 'incident',
		title: 'Slow',
		impact: 'minor',
		body: say('x'),
	};
	const worse = { type: 'post-update', notice: 'slow', body: say('Worse.'), impact: 'major' };
	const late = { ...open, id: 'late', impact: 'major', started: at(begin - 45) };
	const report = reportOf(
		[
			[begin, late as unknown as Command],
			[begin + 1, open as unknown as Command],
			// 90 minutes are within the two hours of a minor incident, 30 are more than 20 of a major one.
			[begin + 91, worse as unknown as Command],
			[begin + 121, { type: 'post-update', notice: 'slow', body: say('Still.') } as unknown as Command],
			[begin + 131, { type: 'resolve', notice: 'slow', body: say('Over.') } as unknown as Command],
		],
		begin + 200,
		given,
	);
	assert.deepEqual(report.incidents.timeToFirstNotice, { count: 2, medianMinutes: 0, p90Minutes: 45 });
	assert.deepEqual(report.cadence, { kept: 2, all: 3 });
	assert.deepEqual(report.drills, {
		...{ held: 0, lastAt: null, medianFirstNoticeMinutes: null, promises: { kept: 0, broken: 0 } },
	});
});

test('without a pack there are no targets', () => {
	const { cadence, targets, backups } = reportOf([api], minuteOf(2, 1));
	assert.deepEqual([cadence, targets, backups], [null, null, null]);
});

test('a month has what began in its first and in its last millisecond', () => {
	const open = (id: string, minute: number): Step => [
		minute,
		{ type: 'open-notice', id, kind: 'incident', title: id, impact: 'minor' },
	];
	const last = minuteOf(3, 1) - 1 / 60_000;
	const { months } = reportOf([open('first', minuteOf(2, 1)), open('last', last)], last);
	assert.deepEqual([months.at(-1)?.month, months.at(-1)?.incidents.minor], ['2030-02', 2]);
});

test('a percentile is one of the values', () => {
	assert.equal(percentile([], 50), null);
	assert.equal(percentile([7], 90), 7);
	assert.equal(percentile([4, 1, 3, 2], 50), 2);
	assert.equal(percentile([1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 90), 9);
});
