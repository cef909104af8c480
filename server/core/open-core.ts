/** Everything that reads and writes the log and the private store, assembled. */
import type { Command } from '../../src/model/commands/command.ts';
import type { PolicyPack } from '../../src/model/policy-pack/policy-pack.ts';
import type { ActionHistory } from '../../src/model/promises/action-history.ts';
import type { PromiseLedger } from '../../src/model/promises/promise-ledger.ts';
import type { LaneLimit } from '../../src/model/proposals/reviews.ts';
import type { Commit } from '../../src/model/state/commit.ts';
import { emptyState } from '../../src/model/state/state.ts';
import type { SecondPersonReason } from '../../src/model/vocabulary.ts';
import { readCheckpoint } from './checkpoints/read-checkpoint.ts';
import type { Clock } from './clock.ts';
import { CommandHandler } from './command-handler.ts';
import { LiveState } from './live-state.ts';
import type { HistoryProjection } from './projections/history-projection.ts';
import { Projections } from './projections/projections.ts';
import type { PublicTimes } from './projections/public-times.ts';
import { Reminders } from './promises.ts';
import { Identities } from './sessions/identities.ts';
import type { OpenIdRoles } from './sessions/openid-roles.ts';
import { Sessions } from './sessions/sessions.ts';
import type { Storage } from './storage.ts';
import { Tokens } from './tokens/tokens.ts';

interface Dependencies {
	/** `close` of the result closes it; it is also closed when this function throws. */
	readonly storage: Storage;
	readonly clock: Clock;
	readonly newId: () => string;
	/** The operator token that is not in the private store; `null`: none. */
	readonly environmentToken: string | null;
	/** What needs a second person. Default: nothing. */
	readonly secondPersonFor?: readonly SecondPersonReason[];
	/** The lanes that review drafts which wait. Default: none. */
	readonly reviewLanes?: readonly LaneLimit[] | undefined;
	/** Gets the error when the last use of a token or a session could not be written. */
	readonly onTokenError?: (error: unknown) => void;
	/** Default: none. */
	readonly pack?: PolicyPack | null;
	/** The identity provider of operators. Default: none. */
	readonly openId?: { readonly issuer: string; readonly roles: OpenIdRoles } | null;
	/** Gets the seconds that the log needed for each commit. Default: nothing does. */
	readonly recordCommit?: (seconds: number) => void;
	/** Changes each command before it is decided. Default: it stays as it is. */
	readonly rewrite?: ((command: Command) => Command) | undefined;
	/** Gets why the stored checkpoint is not used. Default: nothing does. */
	readonly onUnusableCheckpoint?: (reason: string) => void;
}

export interface Core extends Omit<Storage, 'close'> {
	readonly liveState: LiveState;
	/** The last commit of the checkpoint that this server started from; 0: the log was read from its start. */
	readonly startedFrom: number;
	readonly newProjections: () => Projections;
	readonly commandHandler: CommandHandler;
	readonly history: HistoryProjection;
	readonly publicTimes: PublicTimes;
	/** The counts of kept and broken promises. */
	readonly promises: PromiseLedger;
	/** When the actions of post-mortems were promised and done. */
	readonly actionHistory: ActionHistory;
	readonly reminders: Reminders;
	readonly tokens: Tokens;
	readonly sessions: Sessions;
	/**
	 * Refuses further commands and finishes the pending ones. The live state no longer changes after
	 * that.
	 */
	stop(): Promise<void>;
	/** Closes the storage, after `stop`. */
	close(): Promise<void>;
}

/** Reads the log, from a checkpoint on where there is one. Throws CandorError `damaged` when it cannot be read. */
export async function openCore(dependencies: Dependencies): Promise<Core> {
	const { storage, clock, newId, environmentToken, onTokenError, secondPersonFor } = dependencies;
	const {
		reviewLanes,
		pack = null,
		openId = null,
		rewrite,
		recordCommit,
		onUnusableCheckpoint,
	} = dependencies;
	const { log, privateStore } = storage;
	const newProjections = (): Projections => new Projections(clock);
	const checkpoint = await readCheckpoint(log, newProjections);
	const unusable = checkpoint && 'unusable' in checkpoint ? checkpoint.unusable : null;
	const { state: from, projections } =
		checkpoint && 'state' in checkpoint ? checkpoint : { state: emptyState, projections: newProjections() };
	if (unusable !== null) onUnusableCheckpoint?.(unusable);
	const onCommit = (commit: Commit): void => projections.take(commit);
	const liveState = await LiveState.start(log, from, onCommit).catch(async (error: unknown) => {
		await storage.close();
		throw error;
	});
	const { idempotencyKeys, history, publicTimes, promises, actionHistory } = projections;
	const reminders = new Reminders(liveState);
	const commandHandler = new CommandHandler({
		...{ log, liveState, idempotencyKeys, clock, newId, secondPersonFor, reviewLanes, pack, rewrite },
		recordCommit,
		refusal: storage.refusal ?? null,
	});
	const onError = onTokenError && { onError: onTokenError };
	const identities = new Identities(privateStore, newId);
	const tokens = new Tokens({ privateStore, identities, clock, newId, environmentToken, ...onError });
	return {
		log,
		privateStore,
		liveState,
		startedFrom: from.seq,
		newProjections,
		commandHandler,
		history,
		publicTimes,
		promises,
		actionHistory,
		reminders,
		tokens,
		sessions: new Sessions({ privateStore, tokens, identities, openId, clock, ...onError }),
		async stop() {
			await commandHandler.close();
			reminders.close();
			await liveState.stop();
		},
		close: () => storage.close(),
	};
}
