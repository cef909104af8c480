/** Sends a change of one notice. */
import type { WriteOptions } from '../options/write-options.ts';
import { type ApiClient, pathTo } from './client.ts';
import { publishedNotice } from './expectations.ts';

/** Changes fields (PATCH) or runs an action (POST). Returns the notice resource. */
export const changeNotice = (
	client: ApiClient,
	id: string,
	action: 'edit' | 'updates' | 'resolve' | 'reopen',
	body: object,
	{ ifMatch, idempotencyKey }: WriteOptions,
): Promise<unknown> =>
	client.write({
		...(action === 'edit'
			? { method: 'PATCH', path: pathTo('v1', 'notices', id) }
			: { method: 'POST', path: pathTo('v1', 'notices', id, action) }),
		body,
		expectation: publishedNotice(id),
		ifMatch,
		idempotencyKey,
	});
