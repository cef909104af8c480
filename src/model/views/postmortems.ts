import type { PostmortemValue } from '../generated/record-types.ts';
import { liveRecord, type State } from '../state/state.ts';
import { readPostmortem } from '../wire/read-postmortem.ts';

export interface Postmortem {
	/** The notice's id. */
	readonly id: string;
	/** The commit that changed the post-mortem last. */
	readonly seq: number;
	readonly value: PostmortemValue;
}

/** The post-mortem of a notice. `null` if there is none, or none that can be read. */
export function postmortemOf(state: State, noticeId: string): Postmortem | null {
	const record = liveRecord(state, 'postmortem', noticeId);
	const value = readPostmortem(record?.value);
	return record && value ? { id: noticeId, seq: record.seq, value } : null;
}
