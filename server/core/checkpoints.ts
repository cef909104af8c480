/**
 * States of the last 24 hours. The first result of a repeated request is the state right after its
 * commit: from the checkpoint before, it needs few commits of the log.
 */
import { emptyState, type State } from '../../src/model/state/state.ts';

/** How many commits lie between two checkpoints, at least. More cost time, fewer cost memory. */
const commitsBetween = 100;

export class Checkpoints {
	readonly #lifetimeMs: number;
	/** In the order of their seqs. They share most of their memory. */
	#checkpoints: readonly { readonly state: State; readonly at: number }[] = [];

	/** `lifetimeMs`: how old a commit may be whose state is needed. */
	constructor(lifetimeMs: number) {
		this.#lifetimeMs = lifetimeMs;
	}

	/**
	 * Keeps a state, if the last one that was kept is old enough. `at`: the time of its last commit.
	 */
	record(state: State, at: number): void {
		const last = this.#checkpoints.at(-1);
		if (last && state.seq - last.state.seq < commitsBetween) return;
		const outdated = this.#checkpoints.filter((each) => each.at < at - this.#lifetimeMs);
		// The last outdated one is before the first commit that is needed.
		const firstNeeded = Math.max(0, outdated.length - 1);
		// Indexes are for lists and frames, and would be most of the memory.
		const checkpoint = { state: { ...state, indexes: [] }, at };
		this.#checkpoints = [...this.#checkpoints.slice(firstNeeded), checkpoint];
	}

	/** The last state that is kept before commit `seq`. The empty state if there is none. */
	before(seq: number): State {
		return this.#checkpoints.filter(({ state }) => state.seq < seq).at(-1)?.state ?? emptyState;
	}

	/** Forgets all states, for example because the log was rewritten. */
	clear(): void {
		this.#checkpoints = [];
	}
}
