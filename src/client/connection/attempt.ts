import type { Environment } from '../environment.ts';

/** Why an attempt was aborted whose time was up. */
export const late = 'late';

export interface Attempt {
	/** Aborted when the attempt is over, for whatever reason: listeners that hang on it leave by themselves. */
	readonly signal: AbortSignal;
	/** Gives the attempt so long from now. */
	limit(ms: number): void;
	end(): void;
}

/** Does `work` until it is done, its time is up, it ends itself, or `run` is aborted. Cleans up in every case. */
export async function attempt<Result>(
	environment: Environment,
	run: AbortSignal,
	ms: number,
	work: (attempt: Attempt) => Promise<Result>,
): Promise<Result> {
	const controller = new AbortController();
	const { signal } = controller;
	let timer: number | undefined;
	const end = (reason?: unknown): void => {
		environment.clearTimeout(timer);
		controller.abort(reason);
	};
	const limit = (ms: number): void => {
		environment.clearTimeout(timer);
		timer = environment.setTimeout(() => end(late), ms);
	};
	run.addEventListener('abort', () => end(), { signal });
	limit(ms);
	try {
		return await work({ signal, limit, end });
	} finally {
		end();
	}
}
