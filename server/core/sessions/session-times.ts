/** How long a session lasts. */
import type { Operator } from '../tokens/tokens.ts';
import type { StoredSession } from './stored-sessions.ts';

const minuteMs = 60_000;
/** A session without a request ends after so long. */
const idleMs = 30 * minuteMs;
/** Every session ends after so long. */
const lifetimeMs = 12 * 60 * minuteMs;
/** A request writes at most so often that the session is in use. */
const useIntervalMs = minuteMs;

/** `now`: epoch milliseconds, here and below. The fields of a new session. */
export function newTimes({ expiresAt }: Operator, now: number) {
	const end = Math.min(
		now + lifetimeMs,
		expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(expiresAt),
	);
	const at = new Date(now).toISOString();
	return { createdAt: at, expiresAt: new Date(end).toISOString(), usedAt: at };
}

export const isOver = ({ expiresAt, usedAt }: StoredSession, now: number): boolean =>
	Date.parse(expiresAt) <= now || Date.parse(usedAt) + idleMs <= now;

/** Whether a request now should be written down. */
export const isUseDue = ({ usedAt }: StoredSession, now: number): boolean =>
	now - Date.parse(usedAt) >= useIntervalMs;

/** ISO 8601, UTC. */
export const idleEnd = ({ expiresAt, usedAt }: StoredSession): string =>
	new Date(Math.min(Date.parse(usedAt) + idleMs, Date.parse(expiresAt))).toISOString();
