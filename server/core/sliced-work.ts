/**
 * Long computations for anonymous clients, in short steps, so that they never delay a publication.
 */
import { setImmediate } from 'node:timers/promises';
import { CandorError } from '../../src/model/errors.ts';

/** How long one step takes at most, in milliseconds. */
const stepMs = 5;
/** How many computations may wait for their turn. */
const mostWaiting = 500;

/** A computation that can be interrupted at every `yield`. */
export type Interruptible<Result> = Generator<unknown, Result>;

export class SlicedWork {
	readonly #monotonicNow: () => number;
	#waiting = 0;
	#last: Promise<unknown> = Promise.resolve();

	/** `monotonicNow`: milliseconds on a clock that is never set. */
	constructor(monotonicNow: () => number = () => performance.now()) {
		this.#monotonicNow = monotonicNow;
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

	async #inSteps<Result>(computation: Interruptible<Result>): Promise<Result> {
		for (;;) {
			await setImmediate();
			const endsAt = this.#monotonicNow() + stepMs;
			do {
				const step = computation.next();
				if (step.done) return step.value;
			} while (this.#monotonicNow() < endsAt);
		}
	}
}
