/**
 * The response of `GET /v1/history` (docs/reference/protocol.md): its shape, and the decoder with
 * which browsers read it.
 */
import {
	type ActionState,
	type ComponentStatus,
	componentStatuses,
	type Impact,
	type NoticeKind,
} from '../vocabulary.ts';
import { dictionary, instant, isTrue, list, maybeInstant, shape, text, whole } from '../wire/decoder.ts';

/** How many days the history covers, today included. */
export const historyDays = 90;

export interface History {
	/** The first day, `YYYY-MM-DD`. */
	readonly from: string;
	/** The number of days. The last one is today. */
	readonly days: number;
	/** The time zone in which days begin and end. */
	readonly timeZone: 'UTC';
	/** The components that exist now, in the order of the page. */
	readonly components: readonly ComponentHistory[];
	/** The newest first. */
	readonly notices: readonly PastNotice[];
	/** What post-mortems promised: all that is not done, then what was done on these days. */
	readonly promises: readonly PastPromise[];
}

/** A history without what was promised. */
export type PastDays = Omit<History, 'promises'>;

/** One component, with one entry for each day, the oldest first. */
export interface ComponentHistory {
	readonly id: string;
	/** The worst status of the day. `null` if the component did not exist. */
	readonly worst: readonly (ComponentStatus | null)[];
	/** How long each status other than `operational` lasted. */
	readonly seconds: readonly Seconds[];
}

export type Seconds = Readonly<Partial<Record<Exclude<ComponentStatus, 'operational'>, number>>>;

/** A notice that was open on at least one of the days. */
export interface PastNotice {
	readonly id: string;
	readonly kind: NoticeKind;
	readonly title: string;
	readonly impact: Impact;
	/** The ids of the components that the notice names now. */
	readonly components: readonly string[];
	/** ISO 8601, in UTC. For maintenance: the start of its window. */
	readonly startedAt: string;
	/** When the notice ended or expired. `null` while it is open. */
	readonly endedAt: string | null;
	/** Whether it was told after it had ended. */
	readonly addedLater: boolean;
}

/** An action that a post-mortem promised. All times are ISO 8601, in UTC. */
export interface PastPromise {
	/** The id of the notice after which it was promised, and its title. */
	readonly notice: string;
	readonly about: string;
	readonly title: string;
	/** The BCP 47 tag of the title's language. */
	readonly language: string;
	readonly state: ActionState;
	/** The day that is promised now. `null`: none is. */
	readonly dueBy: string | null;
	/** The day that was promised first. `null`: none was. */
	readonly firstDueBy: string | null;
	readonly promisedAt: string;
	/** `null`: it is not done. */
	readonly doneAt: string | null;
}

/**
 * A status that this version does not know counts as no data: it could be better or worse than any
 * other.
 */
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
			endedAt: maybeInstant,
			addedLater: isTrue,
		}),
	),
	promises: list(
		shape({
			notice: text,
			about: text,
			title: text,
			language: text,
			state: text,
			dueBy: maybeInstant,
			firstDueBy: maybeInstant,
			promisedAt: instant,
			doneAt: maybeInstant,
		}),
	),
});

/** The most days that an element can draw. */
const mostDays = 400;

/** Whether there is an entry for each day and no more than can be drawn. */
const isComplete = ({ days, components }: Pick<History, 'days' | 'components'>): boolean =>
	days > 0 &&
	days <= mostDays &&
	components.every(({ worst, seconds }) => worst.length === days && seconds.length === days);

/** Reads a history from a response body. `null` if it is not one. Unknown fields are dropped. */
export function readHistory(answer: string): History | null {
	try {
		const found = history(JSON.parse(answer)) as Omit<History, 'timeZone'>;
		return isComplete(found) ? { ...found, timeZone: 'UTC' } : null;
	} catch {
		// The history is optional: elements show everything else without it.
		return null;
	}
}
