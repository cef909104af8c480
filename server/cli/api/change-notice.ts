/** Sends a change of one notice. */
import { emptyState } from '../../../src/model/state/state.ts';
import type { Notice } from '../../../src/model/views/notices.ts';
import { CliError } from '../cli-error.ts';
import type { WriteOptions } from '../options/write-options.ts';
import type { Session } from '../session.ts';
import { pathTo } from './client.ts';
import { conflictError } from './conflict.ts';
import { publishedNotice } from './expectations.ts';
import { requireObject } from './response.ts';
import { addNotice, requireNotice } from './state.ts';

/**
 * Changes fields (PATCH) or runs an action (POST). Returns the notice resource. The change is made
 * only if the notice is still as the command found it. Otherwise the CliError has the differences.
 */
export async function changeNotice(
	{ client, io }: Session,
	found: Notice,
	action: 'edit' | 'updates' | 'resolve' | 'reopen' | 'merge',
	body: object,
	{ ifMatch, idempotencyKey }: WriteOptions,
): Promise<unknown> {
	const { id } = found;
	try {
		return await client.write({
			...(action === 'edit'
				? { method: 'PATCH', path: pathTo('v1', 'notices', id) }
				: { method: 'POST', path: pathTo('v1', 'notices', id, action) }),
			body,
			expectation: publishedNotice(id),
			// A script that repeats a command with its own key sends the same request again.
			ifMatch: ifMatch ?? (idempotencyKey === undefined ? found.seq : undefined),
			idempotencyKey,
		});
	} catch (error) {
		if (!(error instanceof CliError) || error.code !== 'precondition-failed' || ifMatch !== undefined)
			throw error;
		const resource = requireObject(await client.read(pathTo('v1', 'notices', id)));
		throw await conflictError(
			io,
			found,
			requireNotice(addNotice(emptyState, resource), resource),
			body,
			error,
		);
	}
}
