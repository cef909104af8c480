/**
 * The trust report: what happened in the last twelve months, and what was promised and kept, from
 * the log alone. docs/reference/trust-report.md defines each figure.
 */
import { parseDuration } from '../duration.ts';
import type { Span } from '../history/spans.ts';
import type { StatusHistory } from '../history/status-history.ts';
import type { ActionHistory } from '../promises/action-history.ts';
import type { PromiseLedger } from '../promises/promise-ledger.ts';
import type { State } from '../state/state.ts';
import { components } from '../views/components.ts';
import { promisedActions } from '../views/promised-actions.ts';
import { type Impact, impacts } from '../vocabulary.ts';
import { type ComponentTime, componentTime } from './component-time.ts';
import { type IncidentFigures, incidentsSince } from './incidents.ts';
import { lastMonths, type Month } from './months.ts';
import { type DrillFigures, drillFigures, type HeldDrill, type VerifiedBackup } from './operations.ts';
import { percentile } from './percentile.ts';

/** How many months the report covers, the present one included. */
export const reportMonths = 12;
/** A post-mortem is on time when it is published within so many days after the end. */
export const postmortemDays = 14;
/** Incidents with these impacts should have a post-mortem. */
const postmortemImpacts: readonly Impact[] = ['major', 'critical'];

/** Whole minutes. `null`: nothing was measured. */
interface Measured {
	readonly count: number;
	readonly medianMinutes: number | null;
	readonly p90Minutes: number | null;
}

export interface TrustReport {
	/** ISO 8601, in UTC. */
	readonly from: string;
	readonly until: string;
	/** The oldest first. */
	readonly months: readonly {
		/** `YYYY-MM`. */
		readonly month: string;
		/** The incidents that were opened in it, by the worst impact that each had. */
		readonly incidents: Readonly<Record<Impact, number>>;
	}[];
	readonly incidents: {
		readonly count: number;
		/** Those that have not ended. */
		readonly open: number;
		/** From the beginning to the publication. */
		readonly timeToFirstNotice: Measured;
		/** From the opening to the end. */
		readonly timeToResolve: Measured;
		/** From one update to the next. */
		readonly timeBetweenUpdates: Measured;
	};
	/** Times between updates that were within the target of the impact; `null`: there are no targets. */
	readonly cadence: { readonly kept: number; readonly all: number } | null;
	/** The promised times of next updates. */
	readonly promises: { readonly kept: number; readonly broken: number };
	/** Of the major and critical incidents that have ended. */
	readonly postmortems: {
		readonly expected: number;
		readonly published: number;
		readonly onTime: number;
		readonly onTimeDays: number;
	};
	readonly remedies: number;
	/** What the post-mortems promised, whenever that was. */
	readonly actions: { readonly done: number; readonly open: number; readonly overdue: number };
	readonly drills: DrillFigures;
	/** `null`: the server makes no backups by itself. */
	readonly backups: VerifiedBackup | null;
	/** What the policy pack asks for; `null`: there is none. */
	readonly targets: Targets | null;
	readonly components: readonly ComponentTime[];
}

interface Targets {
	/** Minutes until the next update, by impact. */
	readonly updateMinutes: Readonly<Record<Impact, number>>;
	/** Days from one drill to the next. */
	readonly drillDays: number;
	/** Days from one restored backup to the next. */
	readonly restoreDays: number;
}

export interface ReportSource {
	/** The state after the last commit. */
	readonly state: State;
	readonly statuses: StatusHistory;
	readonly promises: Pick<PromiseLedger, 'of'>;
	readonly actionHistory: ActionHistory;
	/** The durations of a policy pack, such as `4h`; `null`: there is none. */
	readonly pack: {
		readonly cadence: Readonly<Record<Impact, string>>;
		readonly drills: { readonly every: string };
		readonly backups: { readonly restoreEvery: string };
	} | null;
	readonly drills: readonly HeldDrill[];
	readonly backups: VerifiedBackup | null;
	/** Epoch milliseconds. */
	readonly now: number;
}

/** Yields between its steps, so that a server can do other work. */
export function* trustReport(source: ReportSource): Generator<undefined, TrustReport> {
	const { state, now, promises } = source;
	const year = lastMonths(now, reportMonths);
	const begin = year[0]?.from ?? now;
	const incidents: IncidentFigures[] = [];
	for (const incident of incidentsSince(state, begin)) {
		if (incident) incidents.push(incident);
		yield;
	}
	let [kept, broken] = [0, 0];
	for (const { id } of incidents) {
		const counts = promises.of(id, now);
		kept += counts.kept;
		broken += counts.broken;
	}
	const lives: Life[] = [];
	for (const life of livesSince(source, begin)) {
		lives.push(life);
		yield;
	}
	// A month before everything that is known had no incidents because nothing was recorded.
	const firstAt = Math.min(now, ...firstTimes(incidents, lives));
	const months = year.filter(({ until }) => until > firstAt);
	const from = months[0]?.from ?? now;
	const targets = source.pack && targetsOf(source.pack);
	return {
		...{ from: new Date(from).toISOString(), until: new Date(now).toISOString() },
		months: months.map((month) => ({ month: month.name, incidents: byImpact(incidents, month) })),
		incidents: {
			count: incidents.length,
			open: incidents.filter(({ durationMs }) => durationMs === null).length,
			timeToFirstNotice: measured(incidents.map(({ firstNoticeAfterMs }) => firstNoticeAfterMs)),
			timeToResolve: measured(incidents.flatMap(({ durationMs }) => durationMs ?? [])),
			timeBetweenUpdates: measured(incidents.flatMap(({ gaps }) => gaps.map(({ ms }) => ms))),
		},
		cadence: targets && cadenceFigures(incidents, targets),
		promises: { kept, broken },
		postmortems: postmortemFigures(incidents),
		remedies: incidents.reduce((sum, { remedies }) => sum + remedies, 0),
		actions: actionFigures(source),
		drills: drillFigures(source.drills, from, now),
		...{ backups: source.backups, targets },
		components: lives.map(({ spans, ...component }) => componentTime(component, spans, months)),
	};
}

interface Life extends Pick<ComponentTime, 'id' | 'name'> {
	/** Its statuses while it existed, until now. */
	readonly spans: readonly Span[];
}

/** The components in the order of the page. */
function* livesSince({ state, statuses, now }: ReportSource, from: number): Generator<Life> {
	const names = new Map(components(state, now).map(({ id, value }) => [id, value.name]));
	for (const [id, spans] of statuses.statuses([...names.keys()], from, now))
		yield { id, name: names.get(id) ?? id, spans };
}

/** Of each component, and of the oldest incident. */
const firstTimes = (incidents: readonly IncidentFigures[], lives: readonly Life[]): number[] => [
	...lives.flatMap(({ spans }) => spans[0]?.from ?? []),
	...incidents.slice(-1).map(({ openedAt }) => openedAt),
];

const minuteMs = 60_000;
const dayMs = 86_400_000;

const toMinutes = (ms: number | null): number | null => (ms === null ? null : Math.round(ms / minuteMs));

const measured = (ms: readonly number[]): Measured => ({
	count: ms.length,
	medianMinutes: toMinutes(percentile(ms, 50)),
	p90Minutes: toMinutes(percentile(ms, 90)),
});

const durationIn = (unitMs: number, text: string): number => Math.round((parseDuration(text) ?? 0) / unitMs);

const targetsOf = ({ cadence, drills, backups }: NonNullable<ReportSource['pack']>): Targets => ({
	updateMinutes: Object.fromEntries(
		impacts.map((impact) => [impact, durationIn(minuteMs, cadence[impact])]),
	) as Record<Impact, number>,
	drillDays: durationIn(dayMs, drills.every),
	restoreDays: durationIn(dayMs, backups.restoreEvery),
});

function cadenceFigures(incidents: readonly IncidentFigures[], { updateMinutes }: Targets) {
	const gaps = incidents.flatMap((incident) => incident.gaps);
	const kept = gaps.filter(({ ms, impact }) => ms <= updateMinutes[impact] * minuteMs);
	return { kept: kept.length, all: gaps.length };
}

function byImpact(incidents: readonly IncidentFigures[], { from, until }: Month): Record<Impact, number> {
	const counts = { none: 0, minor: 0, major: 0, critical: 0 };
	for (const { openedAt, impact } of incidents) if (openedAt >= from && openedAt < until) counts[impact] += 1;
	return counts;
}

function postmortemFigures(incidents: readonly IncidentFigures[]): TrustReport['postmortems'] {
	const expected = incidents.filter(
		({ impact, durationMs }) => durationMs !== null && postmortemImpacts.includes(impact),
	);
	const published = expected.flatMap(({ postmortemAfterMs }) => postmortemAfterMs ?? []);
	return {
		...{ expected: expected.length, published: published.length, onTimeDays: postmortemDays },
		onTime: published.filter((ms) => ms <= postmortemDays * dayMs).length,
	};
}

function actionFigures({ state, actionHistory, now }: ReportSource): TrustReport['actions'] {
	const all = promisedActions(state, actionHistory, now);
	const open = all.filter(({ doneAt }) => doneAt === null);
	return {
		done: all.length - open.length,
		open: open.length,
		overdue: open.filter(({ isOverdue }) => isOverdue).length,
	};
}
