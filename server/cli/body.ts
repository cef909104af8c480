/** The words of an answer, within a limit. */
import { readAtMost } from '../core/read-body.ts';
import { notCandor } from './answer.ts';

const mebibyte = 1024 * 1024;
/** Far above the longest answer that Candor gives. */
const most = 32;

/** The whole body. How long it may take is the caller's to limit. `look`: see `notCandor`. */
export async function readBytes(response: Response, look: string | null): Promise<Uint8Array> {
	const bytes = await readAtMost(most * mebibyte, response);
	if (bytes) return bytes;
	throw notCandor(`its answer is longer than ${most} MB`, look);
}

/** The whole body as UTF-8, as `readBytes`. */
export const readText = async (response: Response, look: string | null): Promise<string> =>
	new TextDecoder().decode(await readBytes(response, look));
