/**
 * Time as an input: only `main.ts` and `createCandor` use the system clock, and tests set their
 * own.
 */
export interface Clock {
	/** Epoch milliseconds. */
	now(): number;
	/**
	 * Calls `callback` after `delayMs` and returns a function that cancels it. The timer does not
	 * keep the process running.
	 */
	after(delayMs: number, callback: () => void): () => void;
}

export const systemClock: Clock = {
	now: Date.now,
	after(delayMs, callback) {
		const timer = setTimeout(callback, delayMs);
		timer.unref();
		return () => clearTimeout(timer);
	},
};

/**
 * Calls `callback` again and again, `intervalMs` after the end of each call. Returns a function
 * that stops it.
 */
export function repeat(clock: Clock, intervalMs: number, callback: () => void): () => void {
	let isStopped = false;
	let cancel = (): void => undefined;
	const schedule = (): void => {
		cancel = clock.after(intervalMs, () => {
			callback();
			if (!isStopped) schedule();
		});
	};
	schedule();
	return () => {
		isStopped = true;
		cancel();
	};
}
