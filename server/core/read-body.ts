/** The body of a `Response`, or of a response of another kind. */
interface Body {
	readonly body: AsyncIterable<Uint8Array> | null;
}

/**
 * Reads the body of a response from another server up to `maxBytes`, so that an endless body cannot
 * use up the memory; `null` when it is longer. The caller limits the time.
 */
export async function readAtMost(maxBytes: number, { body }: Body): Promise<Uint8Array | null> {
	const chunks: Uint8Array[] = [];
	let length = 0;
	// Leaving the loop early closes the connection.
	for await (const chunk of body ?? []) {
		length += chunk.byteLength;
		if (length > maxBytes) return null;
		chunks.push(chunk);
	}
	return Buffer.concat(chunks);
}
