/** Proofs of origin. Every comparison takes the same time, whatever it finds. */
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { bearerTokenIn } from '../../http/session-cookie.ts';
import type { SourceRequest } from './source-kind.ts';

export const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Compares hashes, because `timingSafeEqual` needs texts of the same length. */
export const isSame = (one: string, other: string): boolean =>
	timingSafeEqual(Buffer.from(hashOf(one)), Buffer.from(hashOf(other)));

/** Whether one of the texts is one of the others. All pairs are compared. */
export function anySame(some: readonly string[], others: readonly string[]): boolean {
	let found = false;
	for (const one of some) for (const other of others) found = isSame(one, other) || found;
	return found;
}

/** The secret in `Authorization`: a bearer token, or the password of basic authentication. */
export function sentSecret({ header }: SourceRequest): string | null {
	const authorization = header('authorization') ?? '';
	const [, encoded = ''] = /^basic +([A-Za-z0-9+/=]+)$/i.exec(authorization) ?? [];
	if (encoded === '') return bearerTokenIn(authorization) || null;
	const decoded = Buffer.from(encoded, 'base64');
	// The decoder accepts other texts too.
	if (decoded.toString('base64') !== encoded) return null;
	const [, password = ''] = /^[^:]*:(.*)$/s.exec(decoded.toString()) ?? [];
	return password || null;
}

/** The proof of tools that send their secret. */
export const bySecret = {
	keeps: 'hash',
	hasProof: (request: SourceRequest): boolean => sentSecret(request) !== null,
	verify(request: SourceRequest, hashes: readonly string[]): boolean {
		const sent = sentSecret(request);
		return sent !== null && anySame([hashOf(sent)], hashes);
	},
} as const;

/** In lower-case hexadecimal digits. */
export const hmacOf = (secret: string, text: string): string =>
	createHmac('sha256', secret).update(text).digest('hex');

/** How far the time of a signature may be from now. */
const toleranceMs = 5 * 60_000;

/** Whether a time in seconds is now. */
export const isRecent = (seconds: string, now: number): boolean =>
	/^\d{1,12}$/.test(seconds) && Math.abs(Number(seconds) * 1_000 - now) <= toleranceMs;
