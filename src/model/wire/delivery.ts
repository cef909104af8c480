/**
 * How a server delivers its state, and what holds where it does not say so. The browser's client,
 * the server and the command line take these values from here.
 */
import type { Policy } from './frames.ts';

/**
 * Time between two `time` frames of a stream (`heartbeatMs` of a snapshot), milliseconds.
 */
export const defaultHeartbeatMs = 15_000;
/**
 * The time that a server suggests between two polls of its snapshot (`policy.intervalMs`),
 * milliseconds.
 */
export const defaultPollIntervalMs = 30_000;
/** The `retry:` field of a stream, for clients with a native EventSource, milliseconds. */
export const defaultRetryMs = 3_000;

export const defaultPolicy = {
	mode: 'stream',
	intervalMs: defaultPollIntervalMs,
} as const satisfies Policy;

/** Bounds for the heartbeat that a client believes, milliseconds. */
const heartbeat = { minMs: 1_000, maxMs: 60_000 };
const missedHeartbeats = 2.5;
/** A server sends its time at least this often, whatever its heartbeat, milliseconds. */
export const maxTimeIntervalMs: number = heartbeat.maxMs;

/**
 * After so many milliseconds without the server's time a client gives a stream up. A `heartbeatMs`
 * that makes no sense is clamped.
 */
export const silenceLimitMs = (heartbeatMs: number): number =>
	missedHeartbeats * Math.min(Math.max(heartbeatMs, heartbeat.minMs), heartbeat.maxMs);
