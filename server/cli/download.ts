/** A server's public files, byte for byte: what a mirror copies. */
import type { Fetched } from '../connectors/mirror/files.ts';
import { notCandor, problemOf, unreachable } from './answer.ts';
import { readBytes } from './body.ts';
import { timeoutMs } from './client.ts';
import { Failure } from './exit.ts';
import type { Session } from './session.ts';

/** Tried once. `tag` is the ETag of what the caller has. Throws a Failure. */
export async function download(
	{ io, url }: Session,
	path: string,
	tag: string | null,
): Promise<Fetched | 'unchanged' | 'absent'> {
	try {
		const response = await io.fetch(new URL(path, url), {
			headers: {
				'user-agent': `candor/${io.version}`,
				// Caches in between should ask the server itself.
				'cache-control': 'no-cache',
				...(tag !== null && { 'if-none-match': tag }),
			},
			redirect: 'manual',
			signal: io.timeout(timeoutMs),
		});
		if (response.status === 304) return tag === null ? refuse() : 'unchanged';
		const bytes = await readBytes(response, null);
		if (response.status === 404) return 'absent';
		if (response.status !== 200) throw problemOf(response, new TextDecoder().decode(bytes));
		const { headers } = response;
		return { bytes, type: headers.get('content-type') ?? '', tag: headers.get('etag') };
	} catch (error) {
		throw error instanceof Failure ? error : unreachable(url, [error], null);
	}
}

function refuse(): never {
	throw notCandor('it says that nothing has changed, and was not asked');
}
