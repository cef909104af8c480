import type { NoticeValue, UpdateValue } from '../../model/records/records.ts';
import type { StateRecord } from '../../model/state/commit.ts';
import { readSnapshot } from '../../model/wire/essentials.ts';
import type { SnapshotFrame } from '../../model/wire/wire.ts';
import type { Environment } from '../environment.ts';
import { recall, remember } from './storage.ts';

/** Characters: a good guest leaves most of the host's own storage to the host. */
const longest = 300_000;
/** What is older has nothing to say to anybody. */
const oldestMs = 7 * 24 * 60 * 60_000;
/** What is from later than tomorrow was not written by us, or the visitor's clock can tell nothing. */
const futureMs = 24 * 60 * 60_000;

const keyOf = (source: string): string => `candor:state:${source}`;

/** The last known state, kept for the next page, which may be opened while the server is down. */
export function load(environment: Environment, source: string): SnapshotFrame | null {
	const text = recall(environment, keyOf(source));
	try {
		const frame = text === null ? null : readSnapshot(text);
		const ageMs = environment.Date.now() - Date.parse(frame?.at ?? '');
		return ageMs < oldestMs && ageMs > -futureMs ? frame : null;
	} catch {
		// Somebody else's, an old version's or damaged: the server will tell it all again.
		return null;
	}
}

const fieldsOf = ({ value }: StateRecord) => value as Partial<NoticeValue & UpdateValue>;

/** Without what has ended. It is no longer the whole, so its `seq` of 0 says that nothing resumes from it. */
function essence(frame: SnapshotFrame): SnapshotFrame {
	const ended = new Set<unknown>(
		frame.records.filter((record) => fieldsOf(record).endedAt).map(({ id }) => id),
	);
	return {
		...frame,
		seq: 0,
		records: frame.records.filter(
			(record) => !fieldsOf(record).endedAt && !ended.has(fieldsOf(record).notice),
		),
	};
}

export function save(environment: Environment, source: string, frame: SnapshotFrame): void {
	let text = JSON.stringify(frame);
	if (text.length > longest) text = JSON.stringify(essence(frame));
	remember(environment, keyOf(source), text.length > longest ? null : text);
}
