/** Decides when failed requests amount to a failing server, and when it has recovered. Pure: times are inputs. */

/** One request to one origin. */
export interface RequestOutcome {
	/** When it ended, monotonic milliseconds. */
	readonly at: number;
	readonly hasFailed: boolean;
}

/** What is known about one origin. */
export interface OriginRecord {
	/** The latest outcomes, in order of time. */
	readonly outcomes: readonly RequestOutcome[];
	/** When the first failure of the current trouble ended, monotonic milliseconds; `null` while the origin is healthy. */
	readonly failingSince: number | null;
}

export const healthy: OriginRecord = { outcomes: [], failingSince: null };

/** Outcomes within this time are judged together. */
const windowMs = 20_000;
/** So many failures are not a coincidence. */
const failureThreshold = 3;
/** On a page with few requests, failures in a row, with no success between them, are judged together within this time. */
const rowMs = 120_000;
/** After this time without a request, the record expires. */
export const expiryMs = 120_000;
/** So many outcomes are remembered: more than a busy page makes in the window. */
const maxOutcomes = 200;

const isFailure = ({ hasFailed }: RequestOutcome): boolean => hasFailed;

/** The record after one more outcome, which may arrive late. */
export function addOutcome(record: OriginRecord, outcome: RequestOutcome): OriginRecord {
	const outcomes = [...record.outcomes, outcome].sort((a, b) => a.at - b.at).slice(-maxOutcomes);
	if (record.failingSince === null) return { outcomes, failingSince: firstFailure(outcomes) };
	// A recovered origin starts from nothing: it takes as many new failures as the first time.
	return hasRecovered(outcomes) ? healthy : { outcomes, failingSince: record.failingSince };
}

/**
 * When the failures began, or `null` for a healthy origin. An origin fails when its latest request failed and at least half of the
 * requests of the last 20 seconds did (three or more), or all of the last three within two minutes.
 */
function firstFailure(outcomes: readonly RequestOutcome[]): number | null {
	const last = outcomes.at(-1);
	if (!last?.hasFailed) return null;
	const recent = outcomes.filter(({ at }) => at > last.at - windowMs);
	const failures = recent.filter(isFailure);
	if (failures.length >= failureThreshold && 2 * failures.length >= recent.length)
		return failures[0]?.at ?? null;
	const row = outcomes.slice(-failureThreshold);
	const [first] = row;
	const isRow = row.length === failureThreshold && row.every(isFailure);
	return first && isRow && last.at - first.at < rowMs ? first.at : null;
}

/** An origin has recovered after three successes in a row, or after one that ended long enough after the last failure. */
function hasRecovered(outcomes: readonly RequestOutcome[]): boolean {
	const index = outcomes.map(isFailure).lastIndexOf(true);
	const lastFailure = outcomes[index];
	if (!lastFailure) return true;
	const successes = outcomes.slice(index + 1);
	return successes.length >= failureThreshold || successes.some(({ at }) => at - lastFailure.at >= windowMs);
}

/** The record at `now`: the trouble of an origin without requests for two minutes expires. */
export const expire = (record: OriginRecord, now: number): OriginRecord =>
	record.failingSince !== null && now - (record.outcomes.at(-1)?.at ?? 0) >= expiryMs ? healthy : record;

/** The requests of the last 20 seconds, for the anonymous counts. */
export function countRecent(
	{ outcomes }: OriginRecord,
	now: number,
): { readonly failures: number; readonly requests: number } {
	const recent = outcomes.filter(({ at }) => at > now - windowMs);
	return { failures: recent.filter(isFailure).length, requests: recent.length };
}
