/**
 * What `GET /v1/history` tells (docs/reference/protocol.md): its shape, and the guard with which browsers read it. How it is made from
 * a log is in history/, apart from what a page loads.
 */
import { type ComponentStatus, componentStatuses, type Impact, type NoticeKind } from '../vocabulary.ts';
import { dictionary, instant, list, optional, shape, text, whole } from '../wire/guard.ts';

/** How many days it goes back, today included. */
export const historyDays = 90;

export interface History {
	/** The first day, `YYYY-MM-DD`. */
	readonly from: string;
	/** How many days there are from then on; the last one is today. */
	readonly days: number;
	/** The zone in which days begin and end. */
	readonly timeZone: 'UTC';
	/** The components that exist now, in the page's order. */
	readonly components: readonly ComponentHistory[];
	/** The newest first. */
	readonly notices: readonly PastNotice[];
}

/** One component, a value for each day, the oldest first. */
export interface ComponentHistory {
	readonly id: string;
	/** The worst status of the day; `null` where the component did not exist. */
	readonly worst: readonly (ComponentStatus | null)[];
	/** How long each status lasted that was not operational. The rest of the day all was well, or the component did not exist. */
	readonly seconds: readonly Seconds[];
}

export type Seconds = Readonly<Partial<Record<Exclude<ComponentStatus, 'operational'>, number>>>;

/** A notice that was open on one of the days. */
export interface PastNotice {
	readonly id: string;
	readonly kind: NoticeKind;
	readonly title: string;
	readonly impact: Impact;
	/** The components that it names by now. */
	readonly components: readonly string[];
	/** ISO 8601, in UTC; of maintenance, when its window began. */
	readonly startedAt: string;
	/** When it ended or was no longer shown; `null` while it is open. */
	readonly endedAt: string | null;
}

/** Of a status from after this version's time nothing is known: neither that it was well nor that it was not. */
const status = (value: unknown): ComponentStatus | null =>
	componentStatuses.find((known) => known === value) ?? null;

const history = shape({
	from: instant,
	days: whole,
	components: list(shape({ id: text, worst: list(status), seconds: list(dictionary(whole)) })),
	notices: list(
		shape({
			id: text,
			kind: text,
			title: text,
			impact: text,
			components: list(text),
			startedAt: instant,
			endedAt: optional(instant),
		}),
	),
});

/** Whether there is a value for each day, so that nobody has to ask again; and no more than can be drawn. */
const isWhole = ({ days, components }: Pick<History, 'days' | 'components'>): boolean =>
	days > 0 &&
	days <= 400 &&
	components.every(({ worst, seconds }) => worst.length === days && seconds.length === days);

/** The history in an answer; `null` for anything that is none. Unknown fields are left behind. */
export function readHistory(answer: string): History | null {
	try {
		const found = history(JSON.parse(answer)) as Omit<History, 'timeZone'>;
		return isWhole(found) ? { ...found, timeZone: 'UTC' } : null;
	} catch {
		// A history is an extra: whoever shows it goes on without.
		return null;
	}
}
