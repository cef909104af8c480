/** Operators' tokens: made here, kept as hashes in the private store, shown once. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { CandorError } from '../../src/model/errors.ts';
import { line } from '../../src/model/records/fields.ts';
import type { Clock } from './clock.ts';
import type { PrivateStore } from './private-store/private-store.ts';

const kind = 'token';
const stored = z.strictObject({ name: line(80), createdAt: z.iso.datetime(), hash: z.string() });

export interface TokenInfo {
	readonly id: string;
	/** What it is for, such as "release pipeline": never a person's name. */
	readonly name: string;
	readonly createdAt: string;
}
export interface NewToken extends TokenInfo {
	/** The secret. It is not kept and cannot be shown again. */
	readonly token: string;
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

export class Tokens {
	readonly #privateStore: PrivateStore;
	readonly #clock: Clock;
	readonly #newId: () => string;
	/** The token that the environment brings along for automation. */
	readonly #fixed: Buffer | null;

	constructor(privateStore: PrivateStore, clock: Clock, newId: () => string, fixed: string | null) {
		this.#privateStore = privateStore;
		this.#clock = clock;
		this.#newId = newId;
		this.#fixed = fixed === null ? null : hashOf(fixed);
	}

	/** The first start makes a token, unless there is one or the environment brings one. */
	async first(): Promise<NewToken | null> {
		if (this.#fixed || (await this.#all()).length > 0) return null;
		return this.create('first start');
	}

	/** The actor that a token stands for. Throws CandorError `unauthorized`. */
	async actor(token: string | null): Promise<string> {
		if (token === null)
			throw new CandorError(
				'unauthorized',
				'This needs an operator token. Send it as "Authorization: Bearer TOKEN".',
			);
		// Hashes are compared in constant time, and all of them, so that timing tells nothing.
		const hash = hashOf(token);
		let actor = this.#fixed && timingSafeEqual(hash, this.#fixed) ? 'environment' : null;
		for (const { id, value } of await this.#all())
			if (timingSafeEqual(hash, Buffer.from(value.hash, 'hex'))) actor ??= id;
		if (actor !== null) return actor;
		throw new CandorError(
			'unauthorized',
			'This token is not known here. It may be revoked, or belong to another server.',
		);
	}

	async list(): Promise<readonly TokenInfo[]> {
		return (await this.#all()).map(({ id, value: { name, createdAt } }) => ({ id, name, createdAt }));
	}

	async create(name: string): Promise<NewToken> {
		const id = this.#newId();
		const token = `candor_${randomBytes(32).toString('base64url')}`;
		const createdAt = new Date(this.#clock.now()).toISOString();
		await this.#privateStore.put(kind, id, { name, createdAt, hash: hashOf(token).toString('hex') });
		return { id, name, createdAt, token };
	}

	/** Throws CandorError `not-found`. */
	async revoke(id: string): Promise<void> {
		if (await this.#privateStore.remove(kind, id)) return;
		throw new CandorError('not-found', `There is no token "${id}". List the tokens to see their ids.`);
	}

	async #all() {
		// What cannot be read opens nothing, and keeps nobody else out.
		return (await this.#privateStore.list(kind)).flatMap(({ id, value }) => {
			const { data } = stored.safeParse(value);
			return data ? [{ id, value: data }] : [];
		});
	}
}
