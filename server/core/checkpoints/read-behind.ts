/** Verifies the commits of a log that a start from a checkpoint has not read. */
import { CandorError } from '../../../src/model/errors.ts';
import type { Log } from '../log/log.ts';
import type { CheckpointStore } from './checkpoint-store.ts';

/** How many commits are read at once: a few milliseconds. */
const commitsAtOnce = 40;

/**
 * Reads every commit up to `lastSeq`. Throws CandorError `damaged`, and removes the checkpoint, if one
 * is damaged or missing: a checkpoint must not hide that from the next start.
 *
 * @param pause - Called after each page.
 */
export async function readBehind(
	log: Log,
	store: CheckpointStore,
	lastSeq: number,
	pause: () => Promise<void>,
): Promise<void> {
	try {
		for (let cursor = 0; cursor < lastSeq; ) {
			const page = await log.read(cursor, Math.min(commitsAtOnce, lastSeq - cursor));
			const gap = page.findIndex(({ seq }, index) => seq !== cursor + 1 + index);
			if (page.length === 0 || gap >= 0)
				throw new CandorError('damaged', `Commit ${cursor + 1 + Math.max(gap, 0)} of the log is missing.`);
			cursor += page.length;
			await pause();
		}
	} catch (error) {
		const { text } = await store.head();
		if (error instanceof CandorError && error.code === 'damaged' && text !== null)
			await store.removeHead(text);
		throw error;
	}
}
