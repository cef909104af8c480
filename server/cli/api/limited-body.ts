/** Reads response bodies up to a maximum size. */
import { readAtMost } from '../../core/read-body.ts';
import type { HttpResponse } from '../http-fetch.ts';
import { unexpectedResponse } from './response.ts';

const mebibyte = 1024 * 1024;
/** Far above the longest response of a Candor server. */
const maxMebibytes = 32;

/**
 * The whole body. The caller limits the time. `checkWith`: see `unexpectedResponse`.
 */
export async function readBytes(response: HttpResponse, checkWith: string | null): Promise<Uint8Array> {
	const bytes = await readAtMost(maxMebibytes * mebibyte, response);
	if (bytes) return bytes;
	throw unexpectedResponse(`it is longer than ${maxMebibytes} MB`, checkWith);
}

/** The whole body as UTF-8, like `readBytes`. */
export const readText = async (response: HttpResponse, checkWith: string | null): Promise<string> =>
	new TextDecoder().decode(await readBytes(response, checkWith));
