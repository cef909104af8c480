/**
 * Text as the database stores it. It is read as bytes and decoded here, because the driver aborts
 * the process for text that is not UTF-8. A checksum finds damage that is still valid JSON.
 */
import { crc32 } from 'node:zlib';

/** The checksum of a row's text. */
export const checksumOf = (text: string): number => crc32(text);

/** The columns of a row with its text. Select the text as `cast(text as blob) as bytes`. */
export interface StoredText {
	readonly bytes: ArrayBuffer | Buffer | null;
	/** `null` in rows of earlier versions. */
	readonly checksum: number | null;
}

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of a row. `null` if it is damaged. */
export function readStoredText({ bytes, checksum }: StoredText): string | null {
	if (!bytes) return null;
	const buffer = Buffer.from(bytes as ArrayBuffer);
	if (checksum !== null && crc32(buffer) !== checksum) return null;
	try {
		return decoder.decode(buffer);
	} catch {
		// Not UTF-8.
		return null;
	}
}
