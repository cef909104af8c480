/** Copies a whole log, and proves that the copy is equal. */
import { CandorError } from '../../../src/model/errors.ts';
import { type CopySource, type CopySummary, type CopyTarget, summaryOf } from './log-copy.ts';

/**
 * Throws CandorError `damaged` for a row that cannot be read, for a gap, and for a copy that is not
 * equal; the caller then drops the copy.
 */
export async function copyLog(source: CopySource, target: CopyTarget): Promise<CopySummary> {
	let lastSeq = 0;
	for await (const page of source.commits()) {
		for (const { seq } of page)
			if (seq !== ++lastSeq)
				throw new CandorError(
					'damaged',
					`Commit ${lastSeq} of the log is missing. Restore a backup before you move the log. Nothing was written.`,
				);
		await target.addCommits(page);
	}
	for await (const page of source.records()) await target.addRecords(page);
	await target.finish(source.site, lastSeq);
	const [before, after] = [await summaryOf(source), await summaryOf(await target.written())];
	if (before.hash === after.hash) return after;
	throw new CandorError(
		'damaged',
		'The copy differs from the original, so it was dropped. Nothing was written. Check the disks, then try again.',
	);
}
