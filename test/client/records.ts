/** Records and frames for tests of the client. */

import { noticeDefaults, updateDefaults } from '../../src/model/defaults.ts';
import type { NoticeValue, UpdateValue } from '../../src/model/records/records.ts';
import { emptyState, merge, type State, type StateRecord } from '../../src/model/state/commit.ts';
import type { Notice } from '../../src/model/views/notices.ts';
import {
	type ChangeFrame,
	type Frame,
	protocolVersion,
	type SnapshotFrame,
} from '../../src/model/wire/wire.ts';
import { at } from './fake-environment.ts';

export const aNotice = (value: Partial<NoticeValue> = {}): NoticeValue => ({
	kind: 'incident',
	title: 'Card payments are failing',
	phase: 'investigating',
	impact: 'major',
	affected: [],
	unaffected: [],
	workaround: null,
	actions: [],
	checklist: [],
	dataSafety: null,
	estimate: null,
	promise: null,
	window: null,
	openedAt: at(0),
	updatedAt: at(0),
	endedAt: null,
	expiresAt: null,
	latestUpdate: 1,
	...noticeDefaults,
	...value,
});
export const anUpdate = (notice: string): UpdateValue => ({
	notice,
	number: 1,
	at: at(0),
	body: [],
	phase: null,
	impact: null,
	affected: [],
	...updateDefaults,
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

type Part = Partial<SnapshotFrame>;
export const aSnapshot = (seq: number, records: readonly StateRecord[], part: Part = {}): SnapshotFrame => ({
	v: protocolVersion,
	seq,
	at: at(0),
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
		data: { v: protocolVersion, seq, at: at(0), site: 'site-a', since: 0, records, ...part },
	}) as const satisfies Frame;
export const ids = (state: State): string[] =>
	[...state.records.values()].flatMap(({ id, value }) => (value ? [id] : [])).sort();
