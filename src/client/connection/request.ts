import { readRetryAfter } from '../../model/backoff.ts';
import type { Environment } from '../environment.ts';
import { failure } from './failure.ts';

/**
 * A GET without cookies and without any header that would cost a preflight. Fails on everything but 200 with content of
 * this type: a captive portal or a misconfigured proxy answers 200 with a page of its own.
 */
export async function request(
	environment: Environment,
	address: string,
	cache: RequestCache,
	signal: AbortSignal,
	type: RegExp,
): Promise<Response> {
	const response = await environment.fetch(address, { cache, signal, credentials: 'omit' });
	const { status, headers } = response;
	if (status === 200 && type.test(headers.get('content-type') ?? '')) return response;
	const notBeforeMs = readRetryAfter(headers.get('retry-after'), environment.Date.now());
	throw failure({ status, notBeforeMs });
}
