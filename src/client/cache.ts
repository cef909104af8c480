import { readSnapshot, type SnapshotFrame } from '../model/wire.ts';
import type { Environment } from './environment.ts';
import { createMemory } from './memory.ts';

/** Characters: a good guest leaves most of the host's own storage to the host. */
const longest = 300_000;
/** What is older has nothing to say to anybody. */
const oldestMs = 7 * 24 * 60 * 60_000;

/** The last known state, kept for the next page, which may be opened while the server is down. */
export interface Cache {
	load(): SnapshotFrame | null;
	save(frame: SnapshotFrame): void;
}

/** Without what has ended. It is no longer the whole, so its `seq` of 0 says that nothing resumes from it. */
function essence(frame: SnapshotFrame): SnapshotFrame {
	const open = new Set(
		frame.records.flatMap(({ kind, id, value }) =>
			kind === 'notice' && value && 'endedAt' in value && value.endedAt === null ? [id] : [],
		),
	);
	const records = frame.records.filter(({ kind, id, value }) => {
		if (kind === 'notice') return open.has(id);
		return kind !== 'update' || (value !== null && 'notice' in value && open.has(String(value.notice)));
	});
	return { ...frame, seq: 0, records };
}

export function createCache(environment: Environment, source: string): Cache {
	const memory = createMemory(environment, `candor:state:${source}`);
	return {
		load: () => {
			const text = memory.read();
			try {
				const frame = text === null ? null : readSnapshot(text);
				return frame && environment.now() - Date.parse(frame.at) < oldestMs ? frame : null;
			} catch {
				// Somebody else's, an old version's or damaged: the server will tell it all again.
				return null;
			}
		},
		save: (frame) => {
			const whole = JSON.stringify(frame);
			const text = whole.length > longest ? JSON.stringify(essence(frame)) : whole;
			memory.write(text.length > longest ? null : text);
		},
	};
}
