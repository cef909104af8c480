/**
 * Operators' tokens. They are created here, shown once, and stored as hashes in the private store.
 */
import { timingSafeEqual } from 'node:crypto';
import { CandorError } from '../../../src/model/errors.ts';
import type { Role } from '../../../src/model/vocabulary.ts';
import type { Clock } from '../clock.ts';
import type { PrivateStore } from '../private-store/private-store.ts';
import type { Identities } from '../sessions/identities.ts';
import { LastUse } from './last-use.ts';
import { hashOf, isExpired, StoredTokens, type TokenRecord } from './stored-tokens.ts';
import { TokenChanges } from './token-changes.ts';
import { infoOf, type TokenInfo } from './token-info.ts';

/** The names of the actors that are not tokens of the store. */
const otherNames = { environment: 'CANDOR_TOKEN', system: 'Candor' } as const;

/** Whom a token stands for. */
export interface Operator {
	/** The actor of the commits. */
	readonly actor: string;
	readonly role: Role;
	/** The person who answers for the token; `null`: not known. */
	readonly owner: string | null;
	/** When the token is refused. ISO 8601, UTC; `null`: it does not expire. */
	readonly expiresAt: string | null;
}

const environmentOperator: Operator = {
	...{ actor: 'environment', role: 'admin', owner: null, expiresAt: null },
};

interface Dependencies {
	readonly privateStore: PrivateStore;
	readonly clock: Clock;
	readonly newId: () => string;
	/** The operator token of CANDOR_TOKEN, which is not in the store. */
	readonly environmentToken: string | null;
	/** People without a token, who are actors too. */
	readonly identities: Identities;
	/** Gets the error when the time of a token's last use could not be written. */
	readonly onError?: (error: unknown) => void;
}

export class Tokens {
	readonly changes: TokenChanges;
	readonly #stored: StoredTokens;
	readonly #lastUse: LastUse;
	readonly #identities: Identities;
	readonly #clock: Clock;
	readonly #environmentHash: Buffer | null;

	constructor({ privateStore, identities, onError = () => undefined, ...others }: Dependencies) {
		const { clock, newId, environmentToken } = others;
		const stored = new StoredTokens(privateStore);
		const lastUse = new LastUse(privateStore, onError);
		const hasOtherAdmin = environmentToken !== null;
		this.#stored = stored;
		this.#lastUse = lastUse;
		this.#identities = identities;
		this.#clock = clock;
		this.#environmentHash = environmentToken === null ? null : hashOf(environmentToken);
		this.changes = new TokenChanges({ stored, lastUse, clock, newId, hasOtherAdmin });
	}

	get hasEnvironmentToken(): boolean {
		return this.#environmentHash !== null;
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
		let found: TokenRecord | null = null;
		for (const record of await this.#stored.all())
			if (timingSafeEqual(hash, Buffer.from(record.value.hash, 'hex'))) found ??= record;
		if (isEnvironmentToken) return environmentOperator;
		if (found === null)
			throw new CandorError(
				'unauthorized',
				'This token is not known here. It may be revoked, or belong to another server.',
			);
		return this.#operatorOf(found);
	}

	/**
	 * The operator of the token with an id, for what was started with it. `isSame` gets the hash of its
	 * secret, and says whether it is still the one of that time. Throws CandorError `unauthorized`.
	 */
	async operatorOf(actor: string, isSame: (hash: Buffer) => boolean): Promise<Operator> {
		if (actor === environmentOperator.actor && this.#environmentHash && isSame(this.#environmentHash))
			return environmentOperator;
		const found = (await this.#stored.all()).find(({ id }) => id === actor);
		if (found && isSame(Buffer.from(found.value.hash, 'hex'))) return this.#operatorOf(found);
		throw new CandorError(
			'unauthorized',
			'The token that you signed in with was revoked or replaced. Sign in again with a valid one.',
		);
	}

	async #operatorOf({ id, value }: TokenRecord): Promise<Operator> {
		const { role, owner = null, expiresAt = null } = value;
		if (isExpired(value, this.#clock.now()))
			throw new CandorError(
				'unauthorized',
				`This token expired at ${expiresAt}. Ask an admin for another one.`,
			);
		await this.#lastUse.record(id, this.#clock.now());
		return { actor: id, role, owner, expiresAt };
	}

	async list(): Promise<readonly TokenInfo[]> {
		const uses = await this.#lastUse.all();
		return (await this.#stored.all()).map(({ id, value }) => infoOf(id, value, uses.get(id) ?? null));
	}

	/**
	 * The names of all actors, by their ids, also of tokens that have been revoked. They are in the
	 * private store and not in the log, which never forgets: a name can be corrected or deleted
	 * there.
	 */
	async actorNames(): Promise<ReadonlyMap<string, string>> {
		const names = [...(await this.#everyone())].map(([id, { name }]) => [id, name] as const);
		return new Map([...Object.entries(otherNames), ...names]);
	}

	/** The person behind an actor, also behind a token that was revoked; `null`: not known. */
	async ownerOf(actor: string): Promise<string | null> {
		return (await this.#everyone()).get(actor)?.owner ?? null;
	}

	async #everyone() {
		return new Map([...(await this.#stored.everyone()), ...(await this.#identities.everyone())]);
	}
}
