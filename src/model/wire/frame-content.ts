/** What the server puts into each frame. */
import { retainedRecords } from '../retention.ts';
import type { Commit } from '../state/commit.ts';
import { isPublic } from '../state/public.ts';
import { recordsOf, type State } from '../state/state.ts';
import { type ChangeFrame, protocolVersion, type SnapshotFrame } from './frames.ts';
import { missedSince, withEndedNotices } from './missed.ts';

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
	records: retainedRecords(state, Date.parse(at)),
});

/** Everything that changed after `since`, for a connection that resumes there. See `canResume`. */
export function changeOf(
	state: State,
	since: number,
	{ at, site }: Pick<ChangeFrame, 'at' | 'site'>,
): ChangeFrame {
	const now = Date.parse(at);
	// In the order of the commits, in which a stream without a gap would have brought them.
	const changed = missedSince(state, since).sort((one, other) => one.seq - other.seq);
	const records = withEndedNotices(state, changed, now);
	return { v: protocolVersion, seq: state.seq, at, site, since, records };
}

/**
 * What one commit changes, for connections that have everything up to `since`. `null` if all of it
 * is private. `state` includes the commit already. `before` does not: without it, the frame may be
 * longer than necessary.
 */
export function changeOfCommit(
	commit: Commit,
	state: State,
	{ since, site, before }: Pick<ChangeFrame, 'since' | 'site'> & { readonly before?: State },
): ChangeFrame | null {
	const { seq, at } = commit;
	const changed = recordsOf(commit).filter(isPublic);
	if (changed.length === 0) return null;
	const records = withEndedNotices(state, changed, Date.parse(at), before);
	return { v: protocolVersion, seq, at, site, since, records };
}
