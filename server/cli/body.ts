/** The words of an answer, within a limit: a server that never ends must not take this machine's memory with it. */
import { notCandor } from './answer.ts';

const mebibyte = 1024 * 1024;
/** Far above the longest answer that Candor gives. */
const most = 32;

/** The whole body as UTF-8. How long it may take is the caller's to limit. `look`: see `notCandor`. */
export async function readText({ body }: Response, look: string | null): Promise<string> {
	if (!body) return '';
	const decoder = new TextDecoder();
	let text = '';
	let bytes = 0;
	// Leaving the loop early closes the connection.
	for await (const chunk of body) {
		bytes += chunk.byteLength;
		if (bytes > most * mebibyte) throw notCandor(`its answer is longer than ${most} MB`, look);
		text += decoder.decode(chunk, { stream: true });
	}
	return text + decoder.decode();
}
