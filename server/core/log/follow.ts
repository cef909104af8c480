/** How the adapters of one process follow a log that this process writes to. */
import type { Commit } from '../../../src/model/state/commit.ts';

/** Wakes everything that waits for it. */
export class Signal {
	readonly #waiting = new Set<() => void>();

	notify(): void {
		for (const wake of this.#waiting) wake();
		this.#waiting.clear();
	}

	/** Resolves at the next `notify`, or when `abort` aborts. */
	next(abort: AbortSignal): Promise<void> {
		return new Promise((resolve) => {
			if (abort.aborted) return resolve();
			const wake = (): void => {
				abort.removeEventListener('abort', wake);
				this.#waiting.delete(wake);
				resolve();
			};
			abort.addEventListener('abort', wake);
			this.#waiting.add(wake);
		});
	}
}

/**
 * Every commit after `afterSeq`, page by page, until `abort` aborts. `grown` must notify after each
 * append.
 */
export async function* followOnSignal(
	read: (afterSeq: number) => Promise<readonly Commit[]>,
	grown: Signal,
	afterSeq: number,
	abort: AbortSignal,
): AsyncIterable<readonly Commit[]> {
	let cursor = afterSeq;
	while (!abort.aborted) {
		// The wait begins before the read, so that no append between the two is missed.
		const next = grown.next(abort);
		const page = await read(cursor);
		if (page.length > 0) {
			yield page;
			cursor = page.at(-1)?.seq ?? cursor;
		} else await next;
	}
}
