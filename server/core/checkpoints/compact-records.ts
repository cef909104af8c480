/** Writes the parts with records again, without those that later ones have replaced. */
import { recordKey, type StateRecord } from '../../../src/model/state/state.ts';
import type { CheckpointStore } from './checkpoint-store.ts';
import { textsOf } from './read-checkpoint.ts';
import { readRecordsText, recordsPerPart, recordsText } from './record-parts.ts';

interface Compaction {
	readonly store: CheckpointStore;
	/** The parts in the order of the commits. */
	readonly hashes: readonly string[];
	/** Adds a part, and returns its hash. */
	readonly add: (text: string) => Promise<string>;
}

/** The parts in the order of the commits, and how many records they hold. */
export async function compactRecords({ store, hashes, add }: Compaction) {
	const seen = new Set<string>();
	const compacted: string[] = [];
	let kept: StateRecord[] = [];
	const flush = async (): Promise<void> => {
		if (kept.length > 0) compacted.unshift(await add(await recordsText(kept.reverse())));
		kept = [];
	};
	for await (const text of textsOf(store, [...hashes].reverse()))
		for (const record of [...readRecordsText(text).records].reverse()) {
			const key = recordKey(record.kind, record.id);
			if (seen.has(key)) continue;
			seen.add(key);
			kept.push(record);
			if (kept.length === recordsPerPart) await flush();
		}
	await flush();
	return { records: compacted, count: seen.size };
}
