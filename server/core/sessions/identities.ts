/**
 * People who have signed in through an identity provider. The log names them by a random id. Who that
 * is, is in the private store alone.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import { CandorError } from '../../../src/model/errors.ts';
import type { PrivateStore } from '../private-store/private-store.ts';

const kind = 'openid-identity';
const storedIdentity = z.strictObject({
	/** The actor of the commits. */
	actor: z.string(),
	issuer: z.string(),
	subject: z.string(),
	/** As the identity provider writes it; `null`: it does not say. */
	name: z.string().nullable(),
	/** Values of the claim that gives roles, at the last sign-in. */
	values: z.array(z.string()),
	signedInAt: z.iso.datetime(),
});
export type Identity = z.infer<typeof storedIdentity>;
export type SignedInPerson = Omit<Identity, 'actor'>;

/** In characters: an identity provider may send any text. */
const maxName = 80;
const maxAttempts = 10;

export class Identities {
	readonly #store: PrivateStore;
	readonly #newId: () => string;

	constructor(store: PrivateStore, newId: () => string) {
		this.#store = store;
		this.#newId = newId;
	}

	/** The identity of an issuer and a subject, now with these values. Its actor never changes. */
	async signIn(person: SignedInPerson): Promise<{ readonly id: string; readonly identity: Identity }> {
		const id = createHash('sha256')
			.update(JSON.stringify([person.issuer, person.subject]))
			.digest('hex');
		const name = person.name === null ? null : [...person.name].slice(0, maxName).join('');
		for (let attempt = 0; attempt < maxAttempts; attempt++) {
			const record = await this.#store.get(kind, id);
			const before = storedIdentity.safeParse(record?.value).data;
			const identity = { ...person, name, actor: before?.actor ?? this.#newId() };
			if ((await this.#store.put(kind, id, identity, record?.version ?? 0)).done) return { id, identity };
		}
		throw new CandorError('busy', 'You sign in in several places at the same moment. Try again.');
	}

	async find(id: string): Promise<Identity | null> {
		return storedIdentity.safeParse((await this.#store.get(kind, id))?.value).data ?? null;
	}

	/** The names and owners of all, by their actors. */
	async everyone(): Promise<ReadonlyMap<string, { readonly name: string; readonly owner: string }>> {
		const found = (await this.#store.list(kind)).flatMap(({ value }) => {
			const { data } = storedIdentity.safeParse(value);
			return data ? [[data.actor, { name: personOf(data), owner: personOf(data) }] as const] : [];
		});
		return new Map(found);
	}
}

/** How a person is named, and compared with the owners of tokens. */
export const personOf = ({ name, subject }: Pick<Identity, 'name' | 'subject'>): string => name ?? subject;
