/** How frames are read off the wire. */
import type { StateRecord } from '../state/commit.ts';
import { defaultHeartbeatMs, defaultPollIntervalMs } from './delivery.ts';
import { bad, instant, optional, type Reader, shape, text, whole } from './guard.ts';
import type { Frame, Policy, SnapshotFrame } from './wire.ts';

export interface FrameReaders {
	/** A snapshot's text, checked. For the stream, for `GET /v1/snapshot` and for what a browser remembers. Throws CandorError. */
	readSnapshot(dataText: string): SnapshotFrame;
	/** A frame off the stream; `null` when it has a name from after this version's time. Throws CandorError. */
	readFrame(name: string, dataText: string): Frame | null;
}

const policy = shape({
	mode: (value): Policy['mode'] => (value === 'poll' ? value : 'stream'),
	intervalMs: optional(whole, defaultPollIntervalMs),
});

function parse(dataText: string): unknown {
	try {
		return JSON.parse(dataText);
	} catch {
		// The parser's own message would quote the frame.
		return bad();
	}
}

/** `records` reads those that a frame carries. */
export function framesBy(records: Reader<StateRecord[]>): FrameReaders {
	const stamped = { v: whole, seq: whole, at: instant, site: text, records };
	const readers = {
		snapshot: shape({
			...stamped,
			policy: (value) => policy(value ?? {}),
			heartbeatMs: optional(whole, defaultHeartbeatMs),
		}),
		change: shape({ ...stamped, since: optional(whole, 0) }),
		retire: shape({ v: whole, afterMs: whole }),
	};
	return {
		readSnapshot: (dataText) => readers.snapshot(parse(dataText)),
		readFrame: (name, dataText) =>
			Object.hasOwn(readers, name)
				? ({ name, data: readers[name as Frame['name']](parse(dataText)) } as Frame)
				: null,
	};
}
