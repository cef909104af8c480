/** When requests that fail amount to trouble, and when it is over. Pure: the time comes with the outcomes. */

/** One request to one origin. `at` is when it ended, monotonic milliseconds. */
export interface Outcome {
	readonly at: number;
	readonly failed: boolean;
}

export interface Judgement {
	/** The latest ones, in the order of time. */
	readonly outcomes: readonly Outcome[];
	/** When the first of the failures was that amount to trouble; `null` while there is none. */
	readonly since: number | null;
}

export const calm: Judgement = { outcomes: [], since: null };

/** Requests of so long count together. */
const windowMs = 20_000;
/** So many failures are no chance. */
const enough = 3;
/** A page that asks seldom: failures in a row, without any success between them, count together for so long. */
const rowMs = 120_000;
/** After so long without any request, nothing is known any more. */
export const silenceMs = 120_000;
/** A busy page's requests of a window; beyond them the oldest are forgotten. */
const most = 200;

const isFailure = ({ failed }: Outcome): boolean => failed;

/** The judgement after one more outcome, which may come late. */
export function judge(before: Judgement, outcome: Outcome): Judgement {
	const outcomes = [...before.outcomes, outcome].sort((a, b) => a.at - b.at).slice(-most);
	if (before.since === null) return { outcomes, since: troubleSince(outcomes) };
	// What went before is forgotten: it takes as many new failures as the first time to be in trouble again.
	return isOver(outcomes) ? calm : { outcomes, since: before.since };
}

/** Trouble: the latest request failed, and at least half of the last 20 seconds' did, or all of the last three. */
function troubleSince(outcomes: readonly Outcome[]): number | null {
	const last = outcomes.at(-1);
	if (!last?.failed) return null;
	const lately = outcomes.filter(({ at }) => at > last.at - windowMs);
	const failures = lately.filter(isFailure);
	if (failures.length >= enough && 2 * failures.length >= lately.length) return failures[0]?.at ?? null;
	const row = outcomes.slice(-enough);
	const inARow = row.length === enough && row.every(isFailure);
	return inARow && last.at - (row[0] as Outcome).at < rowMs ? (row[0] as Outcome).at : null;
}

/** Over: three answers in a row, or one that comes long enough after the last failure. */
function isOver(outcomes: readonly Outcome[]): boolean {
	const lastFailure = outcomes.map(isFailure).lastIndexOf(true);
	const answers = outcomes.slice(lastFailure + 1);
	if (answers.length >= enough || lastFailure < 0) return true;
	const { at } = outcomes[lastFailure] as Outcome;
	return answers.some((answer) => answer.at - at >= windowMs);
}

/** The judgement as it stands at `now`: trouble of which nothing was heard for long is no longer known. */
export const lapsed = (judgement: Judgement, now: number): Judgement =>
	judgement.since !== null && now - (judgement.outcomes.at(-1)?.at ?? 0) >= silenceMs ? calm : judgement;

/** Of the last 20 seconds: what the anonymous counts hold. */
export function countLately(
	{ outcomes }: Judgement,
	now: number,
): { readonly failures: number; readonly requests: number } {
	const lately = outcomes.filter(({ at }) => at > now - windowMs);
	return { failures: lately.filter(isFailure).length, requests: lately.length };
}
