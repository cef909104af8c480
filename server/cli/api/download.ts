/** Downloads a server's public files, byte for byte, for a mirror. */
import type { Fetched } from '../../connectors/mirror/files.ts';
import { CliError } from '../cli-error.ts';
import type { Session } from '../session.ts';
import { timeoutMs } from './client.ts';
import { readBytes } from './limited-body.ts';
import { responseError, unexpectedResponse, unreachableError } from './response.ts';

/** One attempt. `tag`: the ETag of the copy that the caller has. Throws a CliError. */
export async function download(
	{ io, settings: { url } }: Session,
	path: string,
	tag: string | null,
): Promise<Fetched | 'unchanged' | 'absent'> {
	try {
		const response = await io.fetch(new URL(path, url), {
			headers: {
				'user-agent': `candor/${io.version}`,
				// Caches on the way must revalidate with the server.
				'cache-control': 'no-cache',
				...(tag !== null && { 'if-none-match': tag }),
			},
			redirect: 'manual',
			signal: io.timeout(timeoutMs),
		});
		if (response.status === 304) {
			if (tag !== null) return 'unchanged';
			throw unexpectedResponse('it has status 304, but the request was not conditional');
		}
		const bytes = await readBytes(response, null);
		if (response.status === 404 || response.status === 410) return 'absent';
		if (response.status !== 200) throw responseError(response, new TextDecoder().decode(bytes));
		const { headers } = response;
		return { bytes, type: headers.get('content-type') ?? '', tag: headers.get('etag') };
	} catch (error) {
		throw error instanceof CliError ? error : unreachableError(url, [error], null);
	}
}
