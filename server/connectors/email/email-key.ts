/**
 * The secret of the links in e-mails, and of the hashes by which an address is found. It is made at
 * the first use and stays in the private store: a link in an old e-mail must still unsubscribe.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { CandorError } from '../../../src/model/errors.ts';
import type { PrivateStore } from '../../core/private-store/private-store.ts';

const kind = 'email-key';
const id = 'links';
const storedKey = z.object({ key: z.string().regex(/^[\w-]{43}$/) });

/** What a link allows. A token for one purpose is worth nothing for the other. */
export type LinkPurpose = 'confirm' | 'unsubscribe';

/** What a valid token says. */
export interface LinkToken {
	readonly subscriber: string;
	/** The request that is confirmed; empty for `unsubscribe`, whose links never end. */
	readonly request: string;
}

export class EmailKey {
	readonly #key: Buffer;

	private constructor(key: Buffer) {
		this.#key = key;
	}

	/** Throws CandorError `damaged` when the stored key cannot be read. */
	static async open(privateStore: PrivateStore): Promise<EmailKey> {
		const made = randomBytes(32).toString('base64url');
		// A start must be possible where nothing can be written.
		let stored = await privateStore.get(kind, id);
		if (!stored) await privateStore.put(kind, id, { key: made }, 0);
		// Another server on the same store may have been first.
		stored ??= await privateStore.get(kind, id);
		const { data } = storedKey.safeParse(stored?.value);
		if (!data)
			throw new CandorError(
				'damaged',
				'The key of the links in e-mails is damaged. Restore the newest backup of the data folder.',
			);
		return new EmailKey(Buffer.from(data.key, 'base64url'));
	}

	/** The same for all spellings of an address; without the key it says nothing. */
	hashOf(address: string): string {
		return this.#sign('address', address.toLowerCase());
	}

	/** For the query of a link: the ids are random, and no address is in it. */
	token(purpose: LinkPurpose, { subscriber, request }: LinkToken): string {
		const content = `${subscriber}.${request}`;
		return `${content}.${this.#sign(purpose, content)}`;
	}

	/** `null`: the token was not made by this server for this purpose. */
	read(purpose: LinkPurpose, token: string): LinkToken | null {
		const [subscriber = '', request = '', signature = '', ...rest] = token.split('.');
		const expected = Buffer.from(this.#sign(purpose, `${subscriber}.${request}`));
		const given = Buffer.from(signature);
		if (rest.length > 0 || given.length !== expected.length || !timingSafeEqual(given, expected)) return null;
		return { subscriber, request };
	}

	#sign(purpose: LinkPurpose | 'address', content: string): string {
		return createHmac('sha256', this.#key).update(`${purpose}\n${content}`).digest('base64url');
	}
}
