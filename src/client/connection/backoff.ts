/** How long to wait before asking again. Pure: the randomness is handed in, so that a test can let thousands come back. */

const shortest = 1_000;
const longest = 300_000;
/** Nobody who lost a server at the same moment as everybody else comes back at the same moment. */
const windowMs = 12_000;
const firstCeiling = 5_000;
const lastCeiling = 60_000;
/** A reader never asks more often than this on average, whatever it has to ask, milliseconds a try. */
const perTry = 2_000;

/** What a server asks for, kept within reason. */
const clamp = (ms: number): number => Math.min(Math.max(ms, shortest), longest);

export interface Waiting {
	/** Attempts in a row that brought nothing; 0 when a good stream has just been lost. */
	readonly failures: number;
	/** Requests that the last attempt made in vain. Default: 1. */
	readonly tries?: number | undefined;
	/** The stream's own `retry:`, milliseconds: over how long a return is spread, when that is more than twelve seconds. */
	readonly retryMs?: number | undefined;
	/** `retire`, milliseconds: over how long a return is spread. */
	readonly retireMs?: number | undefined;
	/** `Retry-After`, milliseconds: how long to stay away in any case. */
	readonly notBeforeMs?: number | undefined;
}

/**
 * Milliseconds to wait. A return is spread over a whole window; after that comes jitter under a ceiling which doubles
 * with every failure, from 5 s to 60 s. A third of the ceiling is always waited, which keeps the unluckiest reader of ten
 * thousand below 15 tries in five minutes.
 */
export function delay(
	{ failures, tries = 1, retryMs = 0, retireMs, notBeforeMs }: Waiting,
	random: () => number,
): number {
	const asked = notBeforeMs === undefined ? 0 : clamp(notBeforeMs);
	if (retireMs !== undefined) return asked + random() * clamp(retireMs);
	if (!failures) return asked + random() * Math.max(windowMs, clamp(retryMs));
	const ceiling = Math.max(Math.min(firstCeiling * 2 ** (failures - 1), lastCeiling), 3 * perTry * tries);
	const floor = Math.max(ceiling / 3, asked);
	return floor + random() * Math.max(ceiling - floor, floor / 2);
}
