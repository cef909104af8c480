/** Takes one step after the other until it is closed: the loop of a channel, and that of its outbox. */
import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../core/clock.ts';
import { Signal } from '../../core/log/follow.ts';

/** Another server may have changed what is stored, and the clock may have been set. */
export const longestWaitMs = 60_000;
/** How long an attempt may go on after `close`. */
const endsWithinMs = 2_000;

interface StepLoopOptions {
	readonly clock: Clock;
	/**
	 * Resolves to the milliseconds until the next step, 0: at once. `stopping` aborts when an attempt
	 * must end.
	 */
	readonly step: (stopping: AbortSignal) => Promise<number>;
	/** Gets the error of a step. The next one follows in a minute, or when the loop is woken. */
	readonly onError: (error: unknown) => void;
}

export class StepLoop {
	readonly #options: StepLoopOptions;
	readonly #woken = new Signal();
	readonly #stopping = new AbortController();
	readonly #running: Promise<void>;
	#isClosed = false;

	constructor(options: StepLoopOptions) {
		this.#options = options;
		this.#running = this.#run();
	}

	get isClosed(): boolean {
		return this.#isClosed;
	}

	/** Ends the wait of now. */
	wake(): void {
		this.#woken.notify();
	}

	/** Resolves when the last step has ended. It is aborted after two seconds. */
	async close(): Promise<void> {
		this.#isClosed = true;
		this.wake();
		const cancel = this.#options.clock.after(endsWithinMs, () => this.#stopping.abort());
		await this.#running;
		cancel();
		this.#stopping.abort();
	}

	async #run(): Promise<void> {
		const { clock, step, onError } = this.#options;
		while (!this.#isClosed) {
			// The wait begins before the step, so that nothing new between the two is missed.
			const finished = new AbortController();
			const woken = this.#woken.next(finished.signal);
			let waitMs = longestWaitMs;
			try {
				waitMs = await step(this.#stopping.signal);
			} catch (error) {
				onError(error);
			}
			const cancel = clock.after(Math.min(waitMs, longestWaitMs), () => finished.abort());
			if (waitMs > 0 && !this.#isClosed) await woken;
			else await setImmediate();
			cancel();
			finished.abort();
		}
	}
}
