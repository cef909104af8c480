/**
 * The only part of a server that writes to the log. It decides what a command changes and appends
 * that as one commit. Several servers may share a log: when the commit of another one came first,
 * it decides again on the new state.
 */
import type { Command } from '../../src/model/commands/command.ts';
import { unansweredLanes } from '../../src/model/decide/review-lanes.ts';
import { type Approval, decideUnderRule } from '../../src/model/decide/under-rule.ts';
import { CandorError } from '../../src/model/errors.ts';
import type { PolicyPack } from '../../src/model/policy-pack/policy-pack.ts';
import type { LaneLimit } from '../../src/model/proposals/reviews.ts';
import { redactionOf } from '../../src/model/redaction.ts';
import type { Change, Commit } from '../../src/model/state/commit.ts';
import { apply, recordKey, type State } from '../../src/model/state/state.ts';
import type { CommandSource, SecondPersonReason } from '../../src/model/vocabulary.ts';
import type { Clock } from './clock.ts';
import type { AnsweredRequest, IdempotencyKeys } from './idempotency-keys.ts';
import type { LiveState } from './live-state.ts';
import type { Appended, Log } from './log/log.ts';
import { asStored } from './log/stored-commit.ts';
import { RedactionScan } from './redaction-scan.ts';
import { replayCommand } from './replay-command.ts';

export interface CommandRequest {
	readonly command: Command;
	/** A token's id, or `system`. */
	readonly actor: string;
	/** Default: `api`. */
	readonly source?: CommandSource;
	/** For `approve-draft` and `review-draft`: whether another person does it than the one who wrote it. */
	readonly approval?: Approval;
	/**
	 * Throws when the state is not the one that the caller expects (`If-Match`). Called each time the
	 * command is decided.
	 */
	readonly precondition?: (state: State) => void;
	/**
	 * Makes the request safe to repeat: for 24 hours, a request with the same key gets the first
	 * result. `fingerprint` is a hash of the whole request: the same key with another one is refused.
	 */
	readonly idempotency?: { readonly key: string; readonly fingerprint: string };
}

export interface CommandResult {
	readonly commit: Commit;
	/** The state right before the commit. */
	readonly before: State;
	/** The state right after the commit, without later ones. */
	readonly state: State;
	/** Whether an earlier request with the same idempotency key made the commit. */
	readonly replayed: boolean;
}

interface Dependencies {
	readonly log: Log;
	readonly liveState: LiveState;
	readonly idempotencyKeys: IdempotencyKeys;
	readonly clock: Clock;
	readonly newId: () => string;
	/** Default: `null`, no policy pack. */
	readonly pack?: PolicyPack | null;
	/** What needs a second person. Default: nothing. */
	readonly secondPersonFor?: readonly SecondPersonReason[] | undefined;
	/** The lanes that review drafts which wait. Default: none. */
	readonly reviewLanes?: readonly LaneLimit[] | undefined;
	/** Changes each command before it is decided. Default: it stays as it is. */
	readonly rewrite?: ((command: Command) => Command) | undefined;
	/** Gets the seconds that the log needed for each commit. Default: nothing does. */
	readonly recordCommit?: ((seconds: number) => void) | undefined;
	/** Why nothing can be written now, if that is known already. Default: `null`. */
	readonly refusal?: CandorError | null;
}

/**
 * `answered`: an earlier request with the same idempotency key. `null`: the command changes
 * nothing.
 */
type Execution = CommandResult | { readonly answered: AnsweredRequest } | null;

/** What the storage answers where nothing can be written, until it can. */
const refusals: readonly string[] = ['busy', 'damaged'];

export class CommandHandler {
	readonly #dependencies: Dependencies;
	#isClosed = false;
	#refusal: CandorError | null;
	/**
	 * Settles when the newest command is done. Each command waits for the one before, so that the
	 * commands of one server never conflict with each other.
	 */
	#newest: Promise<unknown> = Promise.resolve();

	constructor(dependencies: Dependencies) {
		this.#dependencies = dependencies;
		this.#refusal = dependencies.refusal ?? null;
	}

	/**
	 * Why nothing can be published now, as far as is known: why the storage refused the last commit.
	 * `null`: nothing prevents it. Readers are served all the same.
	 */
	get refusal(): CandorError | null {
		return this.#dependencies.log.refusal ?? this.#refusal;
	}

	/**
	 * Executes a command; `null` when it changes nothing. Resolves once the commit is on disk and
	 * part of the live state. Throws CandorError. Nothing was then written, with one exception: when
	 * the server stops following the log after the commit was written, the request fails as {@link
	 * LiveState.failure} says. Its repetition with the same idempotency key finds the commit, once a
	 * server follows the log again.
	 */
	async execute(request: CommandRequest): Promise<CommandResult | null> {
		if (this.#isClosed)
			throw new CandorError('busy', 'This server is stopping. Nothing was published. Try again in a moment.');
		const redaction = redactionOf(request.command);
		// Reading the log takes long, so most of it is read before other commands have to wait.
		const scan = redaction && new RedactionScan(this.#dependencies.log, redaction);
		await scan?.readUpTo(this.#dependencies.liveState.state.seq);
		const execution = this.#newest.then(() => this.#execute(request, scan));
		this.#newest = execution.catch(() => undefined);
		const result = await execution;
		// Reading the log takes long and changes nothing, so no other command waits for it.
		const { log, liveState } = this.#dependencies;
		return result && 'answered' in result ? replayCommand(log, liveState, result.answered.seq) : result;
	}

	/**
	 * What a command would change now; `null`: nothing. Nothing is written, and an idempotency key is
	 * neither looked up nor used. New ids are `preview-1` and so on. Throws CandorError as {@link execute} does.
	 */
	preview(request: CommandRequest): CommandResult | null {
		const { state, failure } = this.#dependencies.liveState;
		if (failure !== undefined) throw failure;
		request.precondition?.(state);
		let made = 0;
		const commit = this.#decide(request, state, () => `preview-${++made}`);
		return commit && { commit, before: state, state: apply(state, commit), replayed: false };
	}

	/** Resolves once all commands so far are done. */
	async settled(): Promise<void> {
		await this.#newest;
	}

	/** Refuses further commands; resolves once all earlier ones are done. */
	async close(): Promise<void> {
		this.#isClosed = true;
		await this.#newest;
	}

	async #execute(request: CommandRequest, scan: RedactionScan | null): Promise<Execution> {
		const { actor, precondition, idempotency } = request;
		const { log, liveState, idempotencyKeys, newId } = this.#dependencies;
		// What another server has acknowledged must be known here: a notice that was just opened there,
		// the number for `If-Match`, an idempotency key.
		if (log.newestSeq) await liveState.reached(await log.newestSeq());
		for (;;) {
			const { state, failure } = liveState;
			if (failure !== undefined) throw failure;
			const answered = idempotency && idempotencyKeys.find(actor, idempotency.key);
			if (answered && answered.fingerprint !== idempotency.fingerprint)
				throw new CandorError(
					'idempotency-key-reused',
					'This Idempotency-Key was used for another request. Use a new key for a new request.',
				);
			if (answered) return { answered };
			precondition?.(state);
			const commit = this.#decide(request, state, newId);
			if (!commit) return null;
			const startedAt = performance.now();
			const appended = await this.#append(commit, state.seq, scan).catch((error: unknown) => {
				const isRefusal = error instanceof CandorError && refusals.includes(error.code);
				// What the log finds out by itself, it also finds out to be over.
				if (isRefusal && !log.refusal) this.#refusal = error;
				throw error;
			});
			this.#refusal = null;
			this.#dependencies.recordCommit?.((performance.now() - startedAt) / 1_000);
			// The own commit, or those of other servers that came first.
			await liveState.reached(appended.done ? commit.seq : appended.seq);
			if (appended.done) {
				const after = liveState.state.seq === commit.seq ? liveState.state : apply(state, commit);
				return { commit, before: state, state: after, replayed: false };
			}
		}
	}

	/** The commit of a command; `null`: the command changes nothing. */
	#decide(request: CommandRequest, state: State, newId: () => string): Commit | null {
		const { actor, source = 'api', approval, idempotency } = request;
		const { secondPersonFor = [], reviewLanes: lanes = [] } = this.#dependencies;
		const { rewrite = (same: Command) => same } = this.#dependencies;
		const command = rewrite(request.command);
		const now = new Date(this.#dependencies.clock.now()).toISOString();
		const rule = { reasons: secondPersonFor, approval, lanes };
		const changes = decideUnderRule(
			command,
			state,
			{ now, newId, actor, pack: this.#dependencies.pack },
			rule,
		);
		if (changes.length === 0) return null;
		const unanswered = unansweredLanes(command, state, now, lanes);
		// Checked before it is written: a commit that cannot be read back would stop every server on
		// this log for good.
		return asStored(
			{
				seq: state.seq + 1,
				at: now,
				actor,
				cause: {
					command: command.type,
					source,
					...('notify' in command && command.notify === false && { quiet: true as const }),
					...(unanswered.length > 0 && { unanswered }),
					...(idempotency && { idempotencyKey: idempotency.key, fingerprint: idempotency.fingerprint }),
				},
				changes: changes.map((change) => withPrevious(change, state)),
			},
			state,
		);
	}

	async #append(commit: Commit, expectedSeq: number, scan: RedactionScan | null): Promise<Appended> {
		const { log } = this.#dependencies;
		if (!scan) return log.append(commit, expectedSeq);
		await scan.readUpTo(expectedSeq);
		return log.redact(commit, expectedSeq, scan.rewritten(commit.seq));
	}
}

const withPrevious = (change: Change, before: State): Change => ({
	...change,
	previous: before.records.get(recordKey(change.kind, change.id))?.seq ?? 0,
});
