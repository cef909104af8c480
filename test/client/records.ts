/** Records and frames for tests of the client. */

import { newNotice, newUpdate } from '../../src/model/new-record.ts';
import type { NoticeValue } from '../../src/model/records/notice.ts';
import type { UpdateValue } from '../../src/model/records/update.ts';
import { emptyState, merge, type State, type StateRecord } from '../../src/model/state/state.ts';
import type { Notice } from '../../src/model/views/notices.ts';
import {
	type ChangeFrame,
	type Frame,
	protocolVersion,
	type SnapshotFrame,
	type TimeFrame,
} from '../../src/model/wire/frames.ts';
import { at } from './fake-environment.ts';

export const aNotice = (value: Partial<NoticeValue> = {}): NoticeValue =>
	newNotice({
		kind: 'incident',
		title: 'Card payments are failing',
		phase: 'investigating',
		impact: 'major',
		openedAt: at(0),
		updatedAt: at(0),
		latestUpdate: 1,
		...value,
	});
export const anUpdate = (notice: string): UpdateValue =>
	newUpdate({
		notice,
		number: 1,
		at: at(0),
	});
export const shown = (id: string, value: Partial<NoticeValue> = {}): Notice => ({
	id,
	seq: 1,
	value: aNotice(value),
});
export const record = (id: string, seq: number, value: Partial<NoticeValue> | null = {}): StateRecord => ({
	kind: 'notice',
	id,
	seq,
	value: value && aNotice(value),
});
export const stateOf = (...records: StateRecord[]): State =>
	merge(emptyState, Math.max(0, ...records.map(({ seq }) => seq)), records);

/**
 * The time of frames that a test gives no time. A scripted network replaces it by the time of sending,
 * as a server writes it.
 */
export const unstamped = at(0);

type Part = Partial<SnapshotFrame>;
export const aSnapshot = (seq: number, records: readonly StateRecord[], part: Part = {}): SnapshotFrame => ({
	v: protocolVersion,
	seq,
	at: unstamped,
	site: 'site-a',
	policy: { mode: 'stream', intervalMs: 30_000 },
	heartbeatMs: 15_000,
	records,
	...part,
});
export const snapshot = (seq: number, records: readonly StateRecord[], part: Part = {}) =>
	({ name: 'snapshot', data: aSnapshot(seq, records, part) }) as const satisfies Frame;
export const change = (seq: number, records: readonly StateRecord[], part: Partial<ChangeFrame> = {}) =>
	({
		name: 'change',
		data: { v: protocolVersion, seq, at: unstamped, site: 'site-a', since: 0, records, ...part },
	}) as const satisfies Frame;
/** A heartbeat. `seq`: of the last change. */
export const time = (seq: number, part: Partial<TimeFrame> = {}) =>
	({
		name: 'time',
		data: { v: protocolVersion, seq, at: unstamped, site: 'site-a', ...part },
	}) as const satisfies Frame;
export const ids = (state: State): string[] =>
	[...state.records.values()].flatMap(({ id, value }) => (value ? [id] : [])).sort();
