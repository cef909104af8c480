/** Slack's signature of a request, version 0. */
import { anySame, hmacOf, isRecent } from '../alerts/proof.ts';
import type { SourceRequest } from '../alerts/source-kind.ts';

/** In `X-Slack-Signature`. Empty: there is none. */
export const signatureOf = ({ header }: SourceRequest): string => header('x-slack-signature') ?? '';

/** Whether one of the secrets has signed the request, within five minutes of now. */
export function isSigned(request: SourceRequest, secrets: readonly string[]): boolean {
	const timestamp = request.header('x-slack-request-timestamp') ?? '';
	const expected = secrets.map((secret) => `v0=${hmacOf(secret, `v0:${timestamp}:${request.body}`)}`);
	return anySame([signatureOf(request)], expected) && isRecent(timestamp, request.now);
}
