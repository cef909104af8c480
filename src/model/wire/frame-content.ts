/** What the server puts into each frame. */
import { retainedRecords, withOldNotices } from '../retention.ts';
import type { Commit } from '../state/commit.ts';
import { isPublic } from '../state/public.ts';
import { recordsOf, type State } from '../state/state.ts';
import { type ChangeFrame, protocolVersion, type SnapshotFrame } from './frames.ts';

/** The whole state, for a new connection. */
export const snapshotOf = (
	state: State,
	{ at, site, policy, heartbeatMs }: Pick<SnapshotFrame, 'at' | 'site' | 'policy' | 'heartbeatMs'>,
): SnapshotFrame => ({
	v: protocolVersion,
	seq: state.seq,
	at,
	site,
	policy,
	heartbeatMs,
	records: retainedRecords(state, Date.parse(at)).filter(({ value }) => value !== null),
});

/** Everything that changed after `since`, for a connection that resumes there. */
export function changeOf(
	state: State,
	since: number,
	{ at, site }: Pick<ChangeFrame, 'at' | 'site'>,
): ChangeFrame {
	const now = Date.parse(at);
	// In the order of the commits, in which a stream without a gap would have brought them.
	const changed = retainedRecords(state, now)
		.filter(({ seq }) => seq > since)
		.sort((one, other) => one.seq - other.seq);
	const records = withOldNotices(state, changed, now);
	return { v: protocolVersion, seq: state.seq, at, site, since, records };
}

/**
 * What one commit changes, for connections that have everything up to `since`. `null` if all of it is private. `state` includes
 * the commit already.
 */
export function changeOfCommit(
	commit: Commit,
	state: State,
	{ since, site }: Pick<ChangeFrame, 'since' | 'site'>,
): ChangeFrame | null {
	const { seq, at } = commit;
	const changed = recordsOf(commit).filter(isPublic);
	if (changed.length === 0) return null;
	const records = withOldNotices(state, changed, Date.parse(at));
	return { v: protocolVersion, seq, at, site, since, records };
}
