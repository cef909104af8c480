/** Time as an input. Only `main.ts` and `createCandor` make the real one. */
export interface Clock {
	/** Epoch milliseconds. */
	now(): number;
	/** Calls back after `delayMs`; returns what cancels it. Never keeps the process alive by itself. */
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
