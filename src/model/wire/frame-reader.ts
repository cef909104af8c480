/** Reads frames: JSON from a stream, a snapshot request or a browser's storage. */
import type { StateRecord } from '../state/state.ts';
import { bad, type Decoder, instant, optional, shape, text, whole } from './decoder.ts';
import { defaultHeartbeatMs, defaultPollIntervalMs } from './delivery.ts';
import type { Frame, Policy, SnapshotFrame } from './frames.ts';

export interface FrameReader {
	/** Reads a snapshot. Throws CandorError `bad-frame`. */
	readSnapshot(dataText: string): SnapshotFrame;
	/**
	 * Reads a frame of a stream. `null` for a name that this version does not know. Throws
	 * CandorError `bad-frame`.
	 */
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

/** @param records - Decodes the records of a frame. */
export function frameReader(records: Decoder<StateRecord[]>): FrameReader {
	const proof = { v: whole, seq: whole, at: instant, site: text };
	const stamped = { ...proof, records };
	const decoders = {
		snapshot: shape({
			...stamped,
			policy: (value) => policy(value ?? {}),
			heartbeatMs: optional(whole, defaultHeartbeatMs),
		}),
		change: shape({ ...stamped, since: optional(whole, 0) }),
		time: shape(proof),
		retire: shape({ v: whole, afterMs: whole }),
	};
	return {
		readSnapshot: (dataText) => decoders.snapshot(parse(dataText)),
		readFrame: (name, dataText) =>
			Object.hasOwn(decoders, name)
				? ({ name, data: decoders[name as Frame['name']](parse(dataText)) } as Frame)
				: null,
	};
}
