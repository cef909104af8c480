/**
 * Operators' tokens. They are created here, shown once, and stored as hashes in the private store.
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { CandorError } from '../../src/model/errors.ts';
import { line } from '../../src/model/records/fields.ts';
import { type Role, roles } from '../../src/model/vocabulary.ts';
import type { Clock } from './clock.ts';
import type { PrivateStore } from './private-store/private-store.ts';

const kind = 'token';
const stored = z.strictObject({
	name: line(80),
	createdAt: z.iso.datetime(),
	hash: z.string(),
	/** Missing: `admin`, as for all tokens of earlier versions. */
	role: z.enum(roles).default('admin'),
});

/** The names of revoked tokens, for the audit log. */
const revokedKind = 'revoked-token';
const revoked = z.object({ name: z.string() });

/** The names of the actors that are not tokens of the store. */
const otherNames = { environment: 'CANDOR_TOKEN', system: 'Candor' } as const;

/** The record that decides which of several servers creates the first token. */
const firstToken = { kind: 'setup', id: 'first-token' } as const;

export interface TokenInfo {
	readonly id: string;
	/** Its purpose, such as "release pipeline": never a person's name. */
	readonly name: string;
	/** ISO 8601, UTC. */
	readonly createdAt: string;
	/** Which commands it may give. */
	readonly role: Role;
}
/** Whom a token stands for. */
export interface Operator {
	/** The actor of the commits. */
	readonly actor: string;
	readonly role: Role;
}
export interface NewToken extends TokenInfo {
	/** The secret. It is not stored and cannot be shown again. */
	readonly token: string;
}

const hashOf = (token: string): Buffer => createHash('sha256').update(token).digest();

export class Tokens {
	readonly #privateStore: PrivateStore;
	readonly #clock: Clock;
	readonly #newId: () => string;
	readonly #environmentHash: Buffer | null;

	/** `environmentToken`: the operator token of CANDOR_TOKEN, which is not in the store. */
	constructor(
		privateStore: PrivateStore,
		clock: Clock,
		newId: () => string,
		environmentToken: string | null,
	) {
		this.#privateStore = privateStore;
		this.#clock = clock;
		this.#newId = newId;
		this.#environmentHash = environmentToken === null ? null : hashOf(environmentToken);
	}

	/**
	 * Creates a token when there is none at all, as at the first start; otherwise `null`. Of several
	 * servers that start at the same moment on one store, one creates it.
	 */
	async createFirst(): Promise<NewToken | null> {
		if (this.#environmentHash) return null;
		// Read before the tokens: a token that another server creates after this makes the `put` below
		// a conflict.
		const before = await this.#privateStore.get(firstToken.kind, firstToken.id);
		if ((await this.#all()).length > 0) return null;
		const created = await this.create('first start');
		const value = { token: created.id };
		const { done } = await this.#privateStore.put(
			firstToken.kind,
			firstToken.id,
			value,
			before?.version ?? 0,
		);
		if (done) return created;
		await this.revoke(created.id);
		return null;
	}

	/** The operator that a token stands for. Throws CandorError `unauthorized`. */
	async operator(token: string | null): Promise<Operator> {
		if (token === null)
			throw new CandorError(
				'unauthorized',
				'This needs an operator token. Send it as "Authorization: Bearer TOKEN".',
			);
		// All hashes are compared, each in constant time: the duration of the check reveals nothing.
		const hash = hashOf(token);
		const isEnvironmentToken = this.#environmentHash && timingSafeEqual(hash, this.#environmentHash);
		let operator: Operator | null = isEnvironmentToken ? { actor: 'environment', role: 'admin' } : null;
		for (const { id, value } of await this.#all())
			if (timingSafeEqual(hash, Buffer.from(value.hash, 'hex'))) operator ??= { actor: id, role: value.role };
		if (operator !== null) return operator;
		throw new CandorError(
			'unauthorized',
			'This token is not known here. It may be revoked, or belong to another server.',
		);
	}

	async list(): Promise<readonly TokenInfo[]> {
		return (await this.#all()).map(({ id, value: { name, createdAt, role } }) => ({
			id,
			name,
			createdAt,
			role,
		}));
	}

	async create(name: string, role: Role = 'admin'): Promise<NewToken> {
		const token = `candor_${randomBytes(32).toString('base64url')}`;
		const createdAt = new Date(this.#clock.now()).toISOString();
		// A version without roles reads tokens of admins only.
		const stored = role === 'admin' ? {} : { role };
		const value = { name, createdAt, hash: hashOf(token).toString('hex'), ...stored };
		const id = this.#newId();
		// Version 0: a new token never replaces another that has the same id.
		const { done } = await this.#privateStore.put(kind, id, value, 0);
		if (done) return { id, name, createdAt, role, token };
		throw new CandorError('busy', `No token was created, because the id "${id}" is in use. Try again.`);
	}

	/**
	 * The names of all actors, by their ids, also of tokens that have been revoked. They are in the
	 * private store and not in the log, which never forgets: a name can be corrected or deleted
	 * there.
	 */
	async actorNames(): Promise<ReadonlyMap<string, string>> {
		const former = (await this.#privateStore.list(revokedKind)).flatMap(({ id, value }) => {
			const { data } = revoked.safeParse(value);
			return data ? [[id, data.name] as const] : [];
		});
		const current = (await this.#all()).map(({ id, value }) => [id, value.name] as const);
		return new Map([...Object.entries(otherNames), ...former, ...current]);
	}

	/** Throws CandorError `not-found`. */
	async revoke(id: string): Promise<void> {
		const found = (await this.#all()).find((each) => each.id === id);
		// Written first: after a crash between the two, the token still exists and has its name.
		if (found) await this.#privateStore.put(revokedKind, id, { name: found.value.name });
		if (await this.#privateStore.remove(kind, id)) return;
		throw new CandorError('not-found', `There is no token "${id}". List the tokens to see their ids.`);
	}

	async #all() {
		// A damaged record grants nothing, and must not lock out the other tokens.
		return (await this.#privateStore.list(kind)).flatMap(({ id, value }) => {
			const { data } = stored.safeParse(value);
			return data ? [{ id, value: data }] : [];
		});
	}
}
