/** The words of an answer, within a limit: a server that never ends must not take this machine's memory with it. */
import { notCandor } from './answer.ts';

const mebibyte = 1024 * 1024;
/** Far above the longest answer that Candor gives. */
const most = 32;

/** The whole body. How long it may take is the caller's to limit. `look`: see `notCandor`. */
export async function readBytes({ body }: Response, look: string | null): Promise<Uint8Array> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	// Leaving the loop early closes the connection.
	for await (const chunk of body ?? []) {
		length += chunk.byteLength;
		if (length > most * mebibyte) throw notCandor(`its answer is longer than ${most} MB`, look);
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}

/** The whole body as UTF-8, as `readBytes`. */
export const readText = async (response: Response, look: string | null): Promise<string> =>
	new TextDecoder().decode(await readBytes(response, look));
