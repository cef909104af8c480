/**
 * States of the last 24 hours. The first result of a repeated request is the state right after its
 * commit: from the state before, it needs few commits of the log.
 */
import { emptyState, type State } from '../../src/model/state/state.ts';

/** How many commits lie between two states, at least. More cost time, fewer cost memory. */
const commitsBetween = 100;

/** How many commits have a state of their own. Each costs up to 50 kB with 100,000 notices. */
const maxExact = 50;

// Indexes are for lists and frames, and would be most of the memory.
const withoutIndexes = (state: State): State => ({ ...state, indexes: [] });

export class RecentStates {
	readonly #lifetimeMs: number;
	/** In the order of their seqs. They share most of their memory. */
	#states: readonly { readonly state: State; readonly at: number }[] = [];
	/** The states right before the commits that are repeated most likely, the newest last. */
	#exact: readonly State[] = [];

	/** `lifetimeMs`: how old a commit may be whose state is needed. */
	constructor(lifetimeMs: number) {
		this.#lifetimeMs = lifetimeMs;
	}

	/**
	 * Keeps a state, if the last one that was kept is old enough. `at`: the time of its last commit.
	 */
	record(state: State, at: number): void {
		const last = this.#states.at(-1);
		if (last && state.seq - last.state.seq < commitsBetween) return;
		const outdated = this.#states.filter((each) => each.at < at - this.#lifetimeMs);
		// The last outdated one is before the first commit that is needed.
		const firstNeeded = Math.max(0, outdated.length - 1);
		const kept = { state: withoutIndexes(state), at };
		this.#states = [...this.#states.slice(firstNeeded), kept];
	}

	/**
	 * Keeps the state right before a commit with an idempotency key: a client repeats a request
	 * within minutes, and then needs no other commit of the log.
	 */
	recordExact(state: State): void {
		const others = this.#exact.filter(({ seq }) => seq !== state.seq);
		this.#exact = [...others.slice(1 - maxExact), withoutIndexes(state)];
	}

	/** The last state that is kept before commit `seq`. The empty state if there is none. */
	before(seq: number): State {
		const kept = [...this.#states.map(({ state }) => state), ...this.#exact];
		return kept.reduce((last, each) => (each.seq < seq && each.seq > last.seq ? each : last), emptyState);
	}

	/** The first state that is kept from commit `seq` on; `undefined`: none. */
	after(seq: number): State | undefined {
		return this.#states.find(({ state }) => state.seq >= seq)?.state;
	}

	/** Forgets all states, for example because the log was rewritten. */
	clear(): void {
		this.#states = [];
		this.#exact = [];
	}
}
