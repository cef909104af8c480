import { createHash } from 'node:crypto';
import { CandorError } from '../../src/model/errors.ts';

const key = /^[\x21-\x7e]{1,200}$/;

interface RequestParts {
	readonly method: string;
	readonly path: string;
	readonly body: string;
	readonly ifMatch: string;
}

/**
 * The `Idempotency-Key` and a hash of the request, which reveals a key that is reused for another
 * request; `undefined` without the header. Throws CandorError `malformed`.
 */
export function idempotencyOf(
	header: string | undefined,
	{ method, path, body, ifMatch }: RequestParts,
): { readonly key: string; readonly fingerprint: string } | undefined {
	if (header === undefined) return undefined;
	if (!key.test(header))
		throw new CandorError('malformed', 'An Idempotency-Key has 1 to 200 visible ASCII characters.');
	const fingerprint = createHash('sha256').update([method, path, ifMatch, body].join('\n')).digest('hex');
	return { key: header, fingerprint };
}
