import { readSnapshot, type SnapshotFrame } from '../model/wire.ts';
import type { Environment } from './environment.ts';
import { request } from './request.ts';

const shortest = 5_000;
const longest = 3_600_000;
/** Where streaming was refused, nobody has said how often to ask: seldom. */
const seldom = 60_000;

export interface Polled {
	readonly frame: SnapshotFrame;
	/** The server's time as it answered, epoch milliseconds; `null` where the page may not read it. */
	readonly servedAt: number | null;
	/** How long a cache on the way has kept the answer, milliseconds. */
	readonly ageMs: number;
}

/**
 * Asks for the whole state once. `no-cache` has the browser's own cache send the ETag: setting `If-None-Match` by hand
 * would cost a preflight. The frame's own `at` may be long ago: it is as old as the state.
 */
export async function readPolled(
	environment: Environment,
	source: string,
	signal: AbortSignal,
): Promise<Polled> {
	const response = await request(environment, `${source}/v1/snapshot`, 'no-cache', signal);
	const { headers } = response;
	const ageMs = 1000 * Number(/^\d{1,8}$/.exec(headers.get('age') ?? '') ?? 0);
	const servedAt = Date.parse(headers.get('date') ?? '') + ageMs;
	return {
		frame: readSnapshot(await response.text()),
		servedAt: servedAt || null,
		ageMs,
	};
}

/** Milliseconds until the next poll: the policy's interval within reason, a tenth sooner or later. */
export function pollDelay(intervalMs: number, refused: boolean, random: () => number): number {
	const interval = Math.min(Math.max(intervalMs, refused ? seldom : shortest), longest);
	return interval * (0.9 + 0.2 * random());
}
