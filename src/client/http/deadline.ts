import type { Environment } from '../environment.ts';

/** The reason of the abort when the time was up. */
export const timedOut = 'timed-out';

export interface Deadline {
	/**
	 * Aborted when the work is over, for whatever reason: listeners that were added with it are
	 * removed with it.
	 */
	readonly signal: AbortSignal;
	/** Moves the deadline to so many milliseconds from now. */
	extend(ms: number): void;
	/** Ends the work at once. */
	end(): void;
}

/** Runs `work` until it settles, its time is up, it ends itself, or `parent` is aborted. */
export async function withDeadline<Result>(
	environment: Environment,
	parent: AbortSignal | null,
	timeoutMs: number,
	work: (deadline: Deadline) => Promise<Result>,
): Promise<Result> {
	const controller = new AbortController();
	const { signal } = controller;
	let timer: number | undefined;
	const end = (reason?: unknown): void => {
		environment.clearTimeout(timer);
		controller.abort(reason);
	};
	const extend = (ms: number): void => {
		environment.clearTimeout(timer);
		timer = environment.setTimeout(() => end(timedOut), ms);
	};
	parent?.addEventListener('abort', () => end(), { signal });
	extend(timeoutMs);
	try {
		return await work({ signal, extend, end });
	} finally {
		end();
	}
}
