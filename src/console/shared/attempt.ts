/**
 * The `Idempotency-Key` of what is about to be sent. The same words get the same key again: after an
 * answer that was lost, the server repeats its first answer and publishes nothing twice. Other words
 * are another request.
 */
export interface Attempt {
	key: string;
	/** What was sent with it. */
	sent: string;
}

export function attemptFor(previous: Attempt | null, body: unknown, newKey: () => string): Attempt {
	const sent = JSON.stringify(body);
	return previous?.sent === sent ? previous : { key: newKey(), sent };
}
