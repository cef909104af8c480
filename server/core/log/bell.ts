/** Tells followers within one process that the log has grown. */
import type { Commit } from '../../../src/model/state/commit.ts';

export class Bell {
	readonly #waiting = new Set<() => void>();

	ring(): void {
		for (const wake of this.#waiting) wake();
		this.#waiting.clear();
	}

	/** Resolves at the next ring, or when `signal` aborts. */
	next(signal: AbortSignal): Promise<void> {
		return new Promise((resolve) => {
			if (signal.aborted) return resolve();
			const wake = (): void => {
				signal.removeEventListener('abort', wake);
				this.#waiting.delete(wake);
				resolve();
			};
			signal.addEventListener('abort', wake);
			this.#waiting.add(wake);
		});
	}
}

/** Reads to the end, waits for the bell, reads on. The wait begins before the read, so that no ring is missed. */
export async function* followByBell(
	read: (afterSeq: number) => Promise<readonly Commit[]>,
	bell: Bell,
	afterSeq: number,
	signal: AbortSignal,
): AsyncIterable<readonly Commit[]> {
	let cursor = afterSeq;
	while (!signal.aborted) {
		const rung = bell.next(signal);
		const page = await read(cursor);
		if (page.length > 0) {
			yield page;
			cursor = page.at(-1)?.seq ?? cursor;
		} else await rung;
	}
}
