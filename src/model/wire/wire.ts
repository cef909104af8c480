/** The wire: what the server writes on a stream (docs/reference/protocol.md), frame by frame. */

import { CandorError } from '../errors.ts';
import { toldState, withTheRest } from '../retention.ts';
import {
	type Commit,
	changesSince,
	isPublic,
	liveRecords,
	recordsOf,
	type State,
	type StateRecord,
} from '../state/commit.ts';

export const protocolVersion = 1;

/** How readers should follow: one open stream, or a poll of the snapshot every so often. */
export interface Policy {
	readonly mode: 'stream' | 'poll';
	readonly intervalMs: number;
	/** `false`: service workers let failures through (docs/how-to/service-worker.md). Pages do not read it. */
	readonly takeover?: boolean;
}

interface Stamped {
	readonly v: number;
	/** The state's own number: the reader's next cursor. */
	readonly seq: number;
	/** When the server wrote this. */
	readonly at: string;
	/** The log's random identity: a cursor means nothing in another log. */
	readonly site: string;
	readonly records: readonly StateRecord[];
}
/** All that is public and live, but for what has been over for long (horizon.ts). */
export interface SnapshotFrame extends Stamped {
	readonly policy: Policy;
	readonly heartbeatMs: number;
}
/** What changed, removals included. */
export interface ChangeFrame extends Stamped {
	/** What it is laid on: whoever stands before it has missed something, and must not take it. */
	readonly since: number;
}
/** The server is about to close: come back after a while. */
export interface RetireFrame {
	readonly v: number;
	readonly afterMs: number;
}
export type Frame =
	| { readonly name: 'snapshot'; readonly data: SnapshotFrame }
	| { readonly name: 'change'; readonly data: ChangeFrame }
	| { readonly name: 'retire'; readonly data: RetireFrame };

/** Compact and detached (RFC 7515 appendix F): a header, no payload, a signature. */
const detachedSignature = /^[\w-]+\.\.[\w-]+$/;

/**
 * One frame as bytes of an event stream. JSON escapes every line break, so that no value can end its `data:` line. `sign`
 * makes the detached signature over exactly the line's JSON, which becomes a second `data:` line; `null` for none.
 */
export function encodeFrame(frame: Frame, sign: (json: string) => string | null = () => null): string {
	const { name, data } = frame;
	const id = name === 'retire' ? null : frame.data.seq;
	if (!/^(?:snapshot|change|retire)$/.test(name) || (id !== null && !Number.isSafeInteger(id)))
		throw new CandorError('bad-frame', 'A frame needs one of the known names and a whole number as its seq.');
	const json = JSON.stringify(data);
	const signature = sign(json);
	if (signature !== null && !detachedSignature.test(signature))
		throw new CandorError('bad-frame', 'A signature is base64url and two dots, and nothing else.');
	const second = signature === null ? '' : `data: ${signature}\n`;
	return `${id === null ? '' : `id: ${id}\n`}event: ${name}\ndata: ${json}\n${second}\n`;
}

/** A frame's data as it came: its JSON, and the signature over it. JSON holds no line break: the first one ends it. */
export function splitData(dataText: string): readonly [json: string, signature: string | null] {
	const end = dataText.indexOf('\n');
	return end < 0 ? [dataText, null] : [dataText.slice(0, end), dataText.slice(end + 1)];
}

/** The first bytes of a stream: proxies that hold back headers until a body let go. */
export const preamble = (retryMs: number): string =>
	`retry: ${Math.max(0, Math.round(retryMs))}\n: candor\n\n`;

/** A comment that shows that the stream lives. */
export const heartbeat = ': \n\n';

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
	records: liveRecords(toldState(state, Date.parse(at))),
});

/** What a reader who stands at `since` has missed. */
export function changeOf(
	state: State,
	since: number,
	{ at, site }: Pick<ChangeFrame, 'at' | 'site'>,
): ChangeFrame {
	const now = Date.parse(at);
	const told = toldState(state, now);
	const records = withTheRest(told, changesSince(told, since), now);
	return { v: protocolVersion, seq: state.seq, at, site, since, records };
}

/**
 * What a commit tells readers who have heard everything up to `since`; `null` when all of it is private. `state` holds the commit
 * already.
 */
export function changeOfCommit(
	commit: Commit,
	state: State,
	{ since, site }: Pick<ChangeFrame, 'since' | 'site'>,
): ChangeFrame | null {
	const { seq, at } = commit;
	const changed = recordsOf(commit).filter(isPublic);
	if (changed.length === 0) return null;
	const records = withTheRest(state, changed, Date.parse(at));
	return { v: protocolVersion, seq, at, site, since, records };
}
