import type { NoticeValue, UpdateValue } from '../../model/generated/record-types.ts';
import type { StateRecord } from '../../model/state/state.ts';
import { readSnapshot } from '../../model/wire/essentials.ts';
import type { SnapshotFrame } from '../../model/wire/frames.ts';
import type { Environment } from '../environment.ts';
import { readStorage, writeStorage } from './storage.ts';

/** In UTF-16 units. Most of the host's storage stays free for the host. */
const maxLength = 300_000;
/** More than a frame has around its records. */
const frameLength = 1_000;
const dayMs = 24 * 60 * 60_000;
const maxAgeMs = 7 * dayMs;
/**
 * A state from later than tomorrow was not written by this client, or the visitor's clock is wrong.
 */
const maxFutureMs = dayMs;

const keyOf = (feed: string): string => `candor:state:${feed}`;

/**
 * The last state that a page of this feed had: the next page may be opened while the server is
 * down.
 */
export function loadState(environment: Environment, feed: string): SnapshotFrame | null {
	const text = readStorage(environment, keyOf(feed));
	try {
		const frame = text === null ? null : readSnapshot(text);
		const ageMs = environment.Date.now() - Date.parse(frame?.at ?? '');
		return ageMs < maxAgeMs && ageMs > -maxFutureMs ? frame : null;
	} catch {
		// Damaged, or written by an old version or another script: the server will send the state
		// again.
		return null;
	}
}

const fieldsOf = ({ value }: StateRecord) => value as Partial<NoticeValue & UpdateValue>;

/**
 * The part of a frame that can be stored: the page and its components, and of the notices that have
 * not ended and their updates those that changed last. Its `seq` of 0 says that it is incomplete:
 * no stream is resumed from it.
 */
function newestPart(frame: SnapshotFrame): SnapshotFrame {
	const ended = new Set<unknown>(
		frame.records.filter((record) => fieldsOf(record).endedAt).map(({ id }) => id),
	);
	const rank = ({ kind, seq }: StateRecord): number =>
		kind === 'page' || kind === 'component' ? Number.MAX_VALUE : seq;
	let left = maxLength;
	return {
		...frame,
		seq: 0,
		records: frame.records
			.filter((record) => !fieldsOf(record).endedAt && !ended.has(fieldsOf(record).notice))
			.sort((one, other) => rank(other) - rank(one))
			.filter((record) => {
				left -= JSON.stringify(record).length + 1;
				return left > frameLength;
			}),
	};
}

/** Stores the state; of one that is too large, the newest part. */
export function saveState(environment: Environment, feed: string, frame: SnapshotFrame): void {
	let text = JSON.stringify(frame);
	if (text.length > maxLength) text = JSON.stringify(newestPart(frame));
	writeStorage(environment, keyOf(feed), text);
}
