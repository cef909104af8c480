/**
 * What `GET /v1/history` tells (docs/protocol.md): its shape, and the guard with which browsers read it. How it is made from
 * a log is in history/, apart from what a page loads.
 */
import { type ComponentStatus, componentStatuses, type Impact, type NoticeKind } from './vocabulary.ts';
import { instant, list, optional, shape, text, whole } from './wire/guard.ts';

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
	/** For how many seconds of the day it was out, in part or as a whole. */
	readonly downSeconds: readonly number[];
}

/** A notice that was open on one of the days. */
export interface PastNotice {
	readonly id: string;
	readonly kind: NoticeKind;
	readonly title: string;
	readonly impact: Impact;
	/** ISO 8601, in UTC. */
	readonly openedAt: string;
	/** When it ended or was no longer shown; `null` while it is open. */
	readonly endedAt: string | null;
}

/** Of a status from after this version's time nothing is known: neither that it was well nor that it was not. */
const status = (value: unknown): ComponentStatus | null =>
	componentStatuses.find((known) => known === value) ?? null;

const history = shape({
	from: instant,
	days: whole,
	components: list(shape({ id: text, worst: list(status), downSeconds: list(optional(whole, 0)) })),
	notices: list(
		shape({
			id: text,
			kind: text,
			title: text,
			impact: text,
			openedAt: instant,
			endedAt: optional(instant),
		}),
	),
});

/** Whether there is a value for each day, so that nobody has to ask again; and no more than can be drawn. */
const isWhole = ({ days, components }: Pick<History, 'days' | 'components'>): boolean =>
	days > 0 &&
	days <= 400 &&
	components.every(({ worst, downSeconds }) => worst.length === days && downSeconds.length === days);

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
