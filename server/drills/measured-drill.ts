import { scorecardOf } from '../../src/model/drills/scorecard.ts';
import type { Commit } from '../../src/model/state/commit.ts';
import { readRange } from '../core/log/log.ts';
import type { Core } from '../core/open-core.ts';
import type { StoredDrill } from './stored-drill.ts';

/** The end of a drill and its scorecard, from all commits of its log. `now`: epoch milliseconds. */
export async function measuredDrill(
	{ startedAt, speed }: StoredDrill,
	{ commandHandler, log, liveState, promises }: Core,
	now: number,
): Promise<Pick<StoredDrill, 'endedAt' | 'scorecard'>> {
	await commandHandler.settled();
	const commits: Commit[] = [];
	for await (const page of readRange(log, 0, liveState.state.seq)) commits.push(...page);
	const scorecard = scorecardOf({
		...{ commits, speed, endedAt: now, promises: promises.totals(now) },
		startedAt: Date.parse(startedAt),
	});
	return { endedAt: new Date(now).toISOString(), scorecard };
}
