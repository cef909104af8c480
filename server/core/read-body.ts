/**
 * The body of an answer from elsewhere, within a limit: a server that never ends must not take this
 * machine's memory with it.
 */

/**
 * The whole body; `null` when it is longer than `most` bytes. How long it may take is the caller's
 * to limit.
 */
export async function readAtMost(most: number, { body }: Response): Promise<Uint8Array | null> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	// Leaving the loop early closes the connection.
	for await (const chunk of body ?? []) {
		length += chunk.byteLength;
		if (length > most) return null;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}
