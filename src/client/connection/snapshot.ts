import { readText, request, servedAt } from '../http/request.ts';
import type { PolledSnapshot } from '../store/store.ts';
import { splitSignature } from '../trust/signature-member.ts';
import type { Dependencies } from './dependencies.ts';
import { readFeed } from './feed-reader.ts';
import type { Source } from './source.ts';

/** More than a status page needs, and less than a phone's memory. */
const maxBytes = 8_000_000;
/** Bounds for the interval of the policy, milliseconds. */
const interval = { minMs: 5_000, maxMs: 3_600_000 };
/** The shortest interval where streams are refused and no policy asks for polls, milliseconds. */
const unaskedMinMs = 60_000;
/** A server writes a new snapshot at least this often, milliseconds. */
const serverRewriteMs = 60_000;

/**
 * Requests the whole state. The age of a server's answer follows from its `date` header. Some
 * caches put a new `date` on an old answer, so the state counts as at most a minute newer than its
 * own `at`. A mirror's answer is as old as its `at`.
 */
export async function requestSnapshot(
	{ environment, verify }: Dependencies,
	{ snapshot, stream }: Source,
	signal: AbortSignal,
): Promise<PolledSnapshot> {
	const options = { cache: 'no-cache', contentType: /json/i } as const;
	const response = await request(environment, snapshot, options, signal);
	const text = await readText(response, maxBytes);
	const { json, signature } = splitSignature(text);
	await verify?.('snapshot', json, signature);
	const frame = readFeed(text);
	const date = Date.parse(response.headers.get('date') ?? '');
	const writtenAt = Date.parse(frame.at);
	return stream && date
		? {
				frame,
				servedAt: servedAt(response.headers),
				heardAt: Math.min(date, writtenAt + serverRewriteMs),
			}
		: { frame, servedAt: null, heardAt: writtenAt };
}

/**
 * Milliseconds until the next poll: the interval within its bounds, up to a tenth shorter or
 * longer.
 */
export function pollDelayMs(intervalMs: number, isAskedTo: boolean, random: () => number): number {
	const minMs = isAskedTo ? interval.minMs : unaskedMinMs;
	return Math.min(Math.max(intervalMs, minMs), interval.maxMs) * (0.9 + 0.2 * random());
}
