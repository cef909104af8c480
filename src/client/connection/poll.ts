import { readSnapshot } from '../../model/wire/essentials.ts';
import type { SnapshotFrame } from '../../model/wire/wire.ts';
import type { Environment } from '../environment.ts';
import { signatureMember } from '../trust/signature-member.ts';
import type { Verify } from '../trust/verify.ts';
import { request } from './request.ts';
import type { Source } from './source.ts';

const shortest = 5_000;
const longest = 3_600_000;
/** Where streaming was refused, nobody has said how often to ask: seldom. */
const seldom = 60_000;
/** How old a snapshot's `at` gets on the server itself. */
const remadeMs = 60_000;

export interface Polled {
	readonly frame: SnapshotFrame;
	/** The server's time as it answered, epoch milliseconds; `null` where nobody says. */
	readonly servedAt: number | null;
	/** When whoever answered last heard the server, epoch milliseconds of server time. */
	readonly heardAt: number;
}

/**
 * Asks for the whole state once. `no-cache` has the browser's own cache send the ETag: setting `If-None-Match` by hand
 * would cost a preflight. A static copy is as old as its `at`: nobody has asked the server since.
 */
export async function readPolled(
	environment: Environment,
	{ snapshot, stream }: Source,
	signal: AbortSignal,
	verify: Verify | null,
): Promise<Polled> {
	const response = await request(environment, snapshot, 'no-cache', signal, /json/i);
	const text = await response.text();
	await verify?.('snapshot', text.replace(signatureMember, ''), signatureMember.exec(text)?.[1]);
	const frame = readSnapshot(text);
	const header = (name: string): string => response.headers.get(name) ?? '';
	const date = Date.parse(header('date'));
	const ageMs = 1000 * (Number(header('age')) || 0);
	const madeAt = Date.parse(frame.at);
	return stream && date
		? // Some caches write a new date on what they keep: a server makes its snapshot anew every minute.
			{ frame, servedAt: date + ageMs, heardAt: Math.min(date, madeAt + remadeMs) }
		: { frame, servedAt: null, heardAt: madeAt };
}

/** Milliseconds until the next poll: the policy's interval within reason, a tenth sooner or later. */
export function pollDelay(intervalMs: number, refused: boolean, random: () => number): number {
	const interval = Math.min(Math.max(intervalMs, refused ? seldom : shortest), longest);
	return interval * (0.9 + 0.2 * random());
}
