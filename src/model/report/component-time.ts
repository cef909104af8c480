/** How long each component had each status. */
import type { Span } from '../history/spans.ts';
import { type ComponentStatus, componentStatuses } from '../vocabulary.ts';
import type { Month } from './months.ts';

/** Whole minutes. */
export type MinutesByStatus = Readonly<Record<Exclude<ComponentStatus, 'operational'>, number>>;

export interface ComponentTime {
	readonly id: string;
	readonly name: string;
	/** In the time of the report, while it existed. */
	readonly minutes: MinutesByStatus;
	/** The same by month, the oldest first: the minutes of partial and of major outages. */
	readonly outageMinutesByMonth: readonly number[];
	/**
	 * The share of the time without a partial or major outage, 0 to 1, rounded down to hundredths of
	 * a percent. `null`: it did not exist.
	 */
	readonly uptime: number | null;
}

const minuteMs = 60_000;
const steps = 10_000;
const outages: readonly ComponentStatus[] = ['partial-outage', 'major-outage'];

const overlap = (span: Span, from: number, until: number): number =>
	Math.max(0, Math.min(span.to, until) - Math.max(span.from, from));

const total = (spans: readonly Span[], from: number, until: number): number =>
	spans.reduce((sum, span) => sum + overlap(span, from, until), 0);

const minutes = (ms: number): number => Math.round(ms / minuteMs);

/** Whether a span counts against the uptime. Planned maintenance does not. */
export const down = ({ status }: Span): boolean => outages.includes(status);

/** How long spans last that do not overlap, in milliseconds. */
export const lasted = (spans: readonly Span[]): number =>
	spans.reduce((sum, { from, to }) => sum + (to - from), 0);

/** The share of the time without an outage, rounded down. `null`: it did not exist. */
export const uptimeOf = ({
	existedMs,
	downMs,
}: {
	readonly existedMs: number;
	readonly downMs: number;
}): number | null =>
	existedMs === 0 ? null : Math.floor(((existedMs - downMs) * steps) / existedMs) / steps;

/** `spans`: its statuses while it existed, until now. */
export function componentTime(
	{ id, name }: Pick<ComponentTime, 'id' | 'name'>,
	spans: readonly Span[],
	months: readonly Month[],
): ComponentTime {
	const [from, until] = [months[0]?.from ?? 0, months.at(-1)?.until ?? 0];
	const outage = spans.filter(down);
	const [existedMs, downMs] = [total(spans, from, until), total(outage, from, until)];
	return {
		...{ id, name },
		minutes: Object.fromEntries(
			componentStatuses
				.filter((status) => status !== 'operational')
				.map((status) => {
					const ms = total(
						spans.filter((span) => span.status === status),
						from,
						until,
					);
					return [status, minutes(ms)];
				}),
		) as MinutesByStatus,
		outageMinutesByMonth: months.map((month) => minutes(total(outage, month.from, month.until))),
		uptime: uptimeOf({ existedMs, downMs }),
	};
}
