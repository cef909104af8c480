import { backoffMs } from '../../../src/model/backoff.ts';

/** A worker that ran at least this long has started successfully, milliseconds. */
export const stableAfterMs = 60_000;

const limits = { minMs: 1_000, firstMs: 1_000, maxMs: 30_000 };

/**
 * Milliseconds to wait before an ended worker is replaced. `failures`: how many workers in a row
 * ended soon after their start. The first one is replaced at once, the others with back-off.
 *
 * @param random - Returns a number from 0 (inclusive) to 1 (exclusive).
 */
export const restartDelayMs = (failures: number, random: () => number): number =>
	failures <= 1 ? 0 : backoffMs(failures - 1, random, { limits });
