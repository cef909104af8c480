/** Short-lived, signed tokens that only let a person watch one drill. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';

/** How long a token lets a person watch, milliseconds. */
export const viewerTokenMs = 4 * 60 * 60_000;

const start = 'drill';

/**
 * `drill.ID.EXPIRY.SIGNATURE`; `EXPIRY` is in epoch seconds. The key lasts as long as the process,
 * like the drills themselves.
 */
export class ViewerTokens {
	readonly #key = randomBytes(32);

	/** `expiresAt`: epoch milliseconds, whole seconds. */
	issue(drill: string, now: number): { readonly token: string; readonly expiresAt: number } {
		const seconds = Math.floor((now + viewerTokenMs) / 1_000);
		const content = `${start}.${drill}.${seconds}`;
		return { token: `${content}.${this.#sign(content)}`, expiresAt: seconds * 1_000 };
	}

	/** Whether a text has the form of such a token, valid or not. */
	isViewerToken(text: string): boolean {
		return text.startsWith(`${start}.`);
	}

	/** Whether a token lets a person watch this drill now. */
	accepts(token: string, drill: string, now: number): boolean {
		const [name, id, seconds, signature = '', ...rest] = token.split('.');
		const expected = Buffer.from(this.#sign(`${name}.${id}.${seconds}`));
		const given = Buffer.from(signature);
		if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected))
			return false;
		return name === start && id === drill && Number(seconds) * 1_000 > now;
	}

	#sign(content: string): string {
		return createHmac('sha256', this.#key).update(content).digest('base64url');
	}
}
