/**
 * Long computations for anonymous clients, in short steps, so that they never delay a publication.
 * They get at most half of the process's time.
 */
import { setImmediate, setTimeout } from 'node:timers/promises';
import { CandorError } from '../../src/model/errors.ts';

/** How long one step takes at most, in milliseconds. */
const stepMs = 5;
/** How many computations may wait for their turn. */
const mostWaiting = 500;

/** A computation that can be interrupted at every `yield`. */
export type Interruptible<Result> = Generator<unknown, Result>;

interface Dependencies {
	/** Milliseconds on a clock that is never set. */
	readonly monotonicNow: () => number;
	/** Resolves after so many milliseconds. */
	readonly rest: (ms: number) => Promise<unknown>;
}

const system: Dependencies = { monotonicNow: () => performance.now(), rest: (ms) => setTimeout(ms) };

export class SlicedWork {
	readonly #dependencies: Dependencies;
	#waiting = 0;
	#last: Promise<unknown> = Promise.resolve();

	constructor(dependencies = system) {
		this.#dependencies = dependencies;
	}

	/**
	 * Runs a computation after those before it, in steps. Between two steps the server does its other
	 * work. `finish` is part of its turn: the next computation waits for it. Throws CandorError
	 * `busy` when too many wait.
	 */
	async run<Result, Finished>(
		start: () => Interruptible<Result>,
		finish: (result: Result) => Finished | Promise<Finished>,
	): Promise<Finished> {
		if (this.#waiting >= mostWaiting)
			throw new CandorError('busy', 'This server has too many long requests. Try again in a moment.');
		this.#waiting += 1;
		const turn = this.#last.then(async () => finish(await this.#inSteps(start())));
		this.#last = turn.catch(() => undefined);
		try {
			return await turn;
		} finally {
			this.#waiting -= 1;
		}
	}

	/**
	 * After each step, the server has as long for its other work, the garbage of the step included.
	 */
	async #inSteps<Result>(computation: Interruptible<Result>): Promise<Result> {
		const { monotonicNow, rest } = this.#dependencies;
		await setImmediate();
		for (;;) {
			const startedAt = monotonicNow();
			do {
				const step = computation.next();
				if (step.done) return step.value;
			} while (monotonicNow() < startedAt + stepMs);
			await rest(monotonicNow() - startedAt);
		}
	}
}
