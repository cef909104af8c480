import type { Clock } from '../../server/core/clock.ts';
import { CommandHandler } from '../../server/core/command-handler.ts';
import { IdempotencyKeys } from '../../server/core/idempotency-keys.ts';
import { LiveState } from '../../server/core/live-state.ts';
import type { Log } from '../../server/core/log/log.ts';
import { memoryLog } from '../../server/core/log/memory-log.ts';
import type { LaneLimit } from '../../src/model/proposals/reviews.ts';
import { emptyState } from '../../src/model/state/state.ts';
import type { SecondPersonReason } from '../../src/model/vocabulary.ts';

interface Options {
	readonly log?: Log;
	readonly clock: Clock;
	/** Ids are this prefix and a number. */
	readonly prefix?: string;
	readonly secondPersonFor?: readonly SecondPersonReason[];
	readonly reviewLanes?: readonly LaneLimit[];
}

/** The live state and the command handler of one server on a log, until the end of the test. */
export async function aWriteSide(
	context: { after(act: () => unknown): void },
	{ log = memoryLog('site'), clock, prefix = 'id', secondPersonFor = [], reviewLanes }: Options,
) {
	const idempotencyKeys = new IdempotencyKeys(clock);
	const liveState = await LiveState.start(log, emptyState, (commit) => idempotencyKeys.record(commit));
	context.after(() => liveState.stop());
	let ids = 0;
	const newId = () => `${prefix}${++ids}`;
	const commandHandler = new CommandHandler({
		...{ log, liveState, idempotencyKeys, clock, newId, secondPersonFor, reviewLanes },
	});
	return { log, liveState, idempotencyKeys, commandHandler };
}
