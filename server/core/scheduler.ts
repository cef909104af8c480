/**
 * Publishes the changes that the clock causes, such as the start of a maintenance window, when they
 * are due.
 */

import { nextChecklistReminderAt } from '../../src/model/checklist/reminders.ts';
import type { Command } from '../../src/model/commands/command.ts';
import { dueDraftCommands } from '../../src/model/decide/draft-schedule.ts';
import { dueSeriesCommands, nextSeriesAt } from '../../src/model/decide/series/announce.ts';
import { nextDrillReminderAt } from '../../src/model/drills/due.ts';
import { CandorError } from '../../src/model/errors.ts';
import type { PolicyPack } from '../../src/model/policy-pack/policy-pack.ts';
import { nextReminderAt } from '../../src/model/promises/reminders.ts';
import { nextStartReminderAt } from '../../src/model/promises/start-reminders.ts';
import type { Commit } from '../../src/model/state/commit.ts';
import { recordsOf, type State, stateWith } from '../../src/model/state/state.ts';
import { nextStatusEndAt } from '../../src/model/views/components.ts';
import { nextChangeAt } from '../../src/model/views/notices.ts';
import { nextDraftAt } from '../../src/model/views/proposals.ts';
import type { Clock } from './clock.ts';
import type { CommandHandler } from './command-handler.ts';
import { type Lease, ownLease } from './leases/lease.ts';
import type { LiveState } from './live-state.ts';

/** The system clock can be set, so the next change is computed again after at most this time. */
const maxWaitMs = 60_000;

interface Dependencies {
	readonly liveState: LiveState;
	readonly commandHandler: CommandHandler;
	readonly clock: Clock;
	/** Default: `null`, no policy pack. */
	readonly pack?: PolicyPack | null;
	/** One of several servers publishes. Default: this one. */
	readonly lease?: Lease;
	/** Called when a change could not be published. It is tried again after a minute. */
	readonly onError: (error: unknown) => void;
}

/** When time alone changes something next. `null` if it does not. */
function nextDueAt(state: State, pack: PolicyPack | null, now: number): number | null {
	const times = [
		nextChangeAt(state, now),
		nextStatusEndAt(state, now),
		nextReminderAt(state, now),
		nextStartReminderAt(state, now),
		nextDraftAt(state, now),
		nextSeriesAt(state, now),
		nextDrillReminderAt(state, pack, now),
		nextChecklistReminderAt(state, pack, now),
	].filter((at) => at !== null);
	return times.length > 0 ? Math.min(...times) : null;
}

/** Returns a function that stops the scheduler. */
export function startScheduler({
	liveState,
	commandHandler,
	clock,
	pack = null,
	lease = ownLease,
	onError,
}: Dependencies): () => void {
	let cancelTimer = (): void => undefined;
	let isStopped = false;
	let hasFailed = false;
	let isPublishing = false;
	/** When the timer fires. */
	let next = Number.POSITIVE_INFINITY;

	function scheduleAt(at: number | null): void {
		if (isStopped || at === null || at >= next) return;
		cancelTimer();
		const now = clock.now();
		// A series may have been due before the commit that made it so.
		next = Math.min(Math.max(at, now), now + maxWaitMs);
		cancelTimer = clock.after(next - now, publishDueChanges);
	}

	/**
	 * @param doneAt - What was due until then is published. What has become due since, while commits
	 *   were written, is due at once: `nextDueAt` finds only what comes after the time that it is given.
	 */
	function scheduleAll(doneAt: number): void {
		cancelTimer();
		next = Number.POSITIVE_INFINITY;
		// A change that failed was due in the past.
		scheduleAt(hasFailed ? clock.now() + maxWaitMs : nextDueAt(liveState.state, pack, doneAt));
	}

	/**
	 * Only the changed records are read, so that a commit costs the same with any number of notices.
	 * A change that is no longer due at a time makes the timer fire in vain. What became due since the
	 * command was decided is due at once.
	 */
	function scheduleChanged(commit: Commit): void {
		const decidedAt = Math.min(Date.parse(commit.at), clock.now());
		scheduleAt(nextDueAt(stateWith(commit.seq, recordsOf(commit)), pack, decidedAt));
	}

	const execute = (command: Command) =>
		commandHandler.execute({
			...{ command, actor: 'system', source: 'clock' },
			precondition() {
				if (!lease.isHeld)
					throw new CandorError('busy', 'Another server publishes scheduled changes from now on.');
			},
		});

	async function publishDueChanges(): Promise<void> {
		next = Number.POSITIVE_INFINITY;
		// The server that begins to hold the lease calls this then.
		if (isStopped || isPublishing || !lease.isHeld) return;
		isPublishing = true;
		const startedAt = clock.now();
		try {
			await execute({ type: 'keep-time' });
			const now = new Date(clock.now()).toISOString();
			for (const command of dueDraftCommands(liveState.state, now)) await execute(command);
			for (const command of dueSeriesCommands(liveState.state, now)) await execute(command);
			hasFailed = false;
		} catch (error) {
			hasFailed = true;
			onError(error);
		}
		isPublishing = false;
		scheduleAll(startedAt);
	}

	const unsubscribe = liveState.subscribe(scheduleChanged);
	// Changes may have become due while no server was running.
	lease.subscribe(() => void publishDueChanges());
	return () => {
		isStopped = true;
		unsubscribe();
		cancelTimer();
	};
}
