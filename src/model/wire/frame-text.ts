/** Frames as the text of an event stream (WHATWG HTML, "Server-sent events"). */
import { CandorError } from '../errors.ts';
import type { Frame } from './frames.ts';

/** A compact JWS without its payload (RFC 7515, appendix F). */
const detachedSignature = /^[\w-]+\.\.[\w-]+$/;

/**
 * Writes one frame. JSON escapes every line break, so no value can end the `data:` line. `sign`
 * makes the detached signature over exactly that JSON, which becomes the second `data:` line, or
 * returns `null` for no signature.
 */
export function encodeFrame(frame: Frame, sign: (json: string) => string | null = () => null): string {
	const { name, data } = frame;
	const id = name === 'retire' || name === 'time' ? null : frame.data.seq;
	if (!/^(?:snapshot|change|time|retire)$/.test(name) || (id !== null && !Number.isSafeInteger(id)))
		throw new CandorError('bad-frame', 'A frame needs one of the known names and a whole number as its seq.');
	const json = JSON.stringify(data);
	const signature = sign(json);
	if (signature !== null && !detachedSignature.test(signature))
		throw new CandorError('bad-frame', 'A signature is base64url, two dots and base64url.');
	const second = signature === null ? '' : `data: ${signature}\n`;
	return `${id === null ? '' : `id: ${id}\n`}event: ${name}\ndata: ${json}\n${second}\n`;
}

/**
 * Splits the data of an event into its JSON and the signature over it. JSON has no line break, so
 * the first one separates them.
 */
export function splitData(dataText: string): readonly [json: string, signature: string | null] {
	const end = dataText.indexOf('\n');
	return end < 0 ? [dataText, null] : [dataText.slice(0, end), dataText.slice(end + 1)];
}

/**
 * The first bytes of a stream. Proxies that hold back the headers until the first body byte send
 * them with it.
 */
export const preamble = (retryMs: number): string =>
	`retry: ${Math.max(0, Math.round(retryMs))}\n: candor\n\n`;
