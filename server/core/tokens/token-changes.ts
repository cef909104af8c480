/** Creates, rotates and revokes operators' tokens. */
import { randomBytes } from 'node:crypto';
import { CandorError } from '../../../src/model/errors.ts';
import type { Role } from '../../../src/model/vocabulary.ts';
import type { Clock } from '../clock.ts';
import type { LastUse } from './last-use.ts';
import { hashOf, isExpired, type StoredToken, type StoredTokens, type TokenRecord } from './stored-tokens.ts';
import { infoOf, type NewToken } from './token-info.ts';

export interface TokenFields {
	readonly name: string;
	/** Default: `admin`. */
	readonly role?: Role;
	readonly owner?: string | null | undefined;
	readonly expiresAt?: string | null | undefined;
}
/**
 * Writes what happens to the audit log, before it happens: a token without an entry must not
 * exist.
 */
export type RecordIn = (
	id: string,
	issued: { readonly role: Role; readonly expiresAt: string | null },
) => Promise<unknown>;

interface Dependencies {
	readonly stored: StoredTokens;
	readonly lastUse: LastUse;
	readonly clock: Clock;
	readonly newId: () => string;
	/** Whether there is an admin whose token is not in the store. */
	readonly hasOtherAdmin: boolean;
}

const newSecret = (): string => `candor_${randomBytes(32).toString('base64url')}`;

export class TokenChanges {
	readonly #stored: StoredTokens;
	readonly #lastUse: LastUse;
	readonly #clock: Clock;
	readonly #newId: () => string;
	readonly #hasOtherAdmin: boolean;
	/** Settles when the newest change is made: two admins at once must not revoke each other. */
	#newest: Promise<unknown> = Promise.resolve();

	constructor({ stored, lastUse, clock, newId, hasOtherAdmin }: Dependencies) {
		this.#stored = stored;
		this.#lastUse = lastUse;
		this.#clock = clock;
		this.#newId = newId;
		this.#hasOtherAdmin = hasOtherAdmin;
	}

	/** `record`: see {@link RecordIn}. */
	create({ name, role = 'admin', owner, expiresAt }: TokenFields, record?: RecordIn): Promise<NewToken> {
		return this.#change(async () => {
			const token = newSecret();
			const value: StoredToken = {
				...{ name, role, createdAt: this.#now(), hash: hashOf(token).toString('hex') },
				...(owner && { owner }),
				...(expiresAt && { expiresAt }),
			};
			const id = this.#newId();
			await record?.(id, { role, expiresAt: expiresAt ?? null });
			// Version 0: a new token never replaces another that has the same id.
			if (await this.#stored.put(id, value, 0)) return { ...infoOf(id, value, null), token };
			throw new CandorError('busy', `No token was created, because the id "${id}" is in use. Try again.`);
		});
	}

	/**
	 * Replaces the secret; the former one is refused from now on. A missing `expiresAt` keeps the
	 * former one, `null` removes it. Throws CandorError `not-found` or `invalid`.
	 */
	rotate(id: string, expiresAt?: string | null, record?: RecordIn): Promise<NewToken> {
		return this.#change(async () => {
			const { version, value } = await this.#require(id);
			const { expiresAt: former = null, ...others } = value;
			const until = expiresAt === undefined ? former : expiresAt;
			if (isExpired({ expiresAt: until ?? undefined }, this.#clock.now()))
				throw new CandorError('invalid', 'This token has expired. Give the time at which it expires next.', [
					{ path: 'expiresAt', message: 'Give an instant still to come.' },
				]);
			const token = newSecret();
			const hash = hashOf(token).toString('hex');
			const next = { ...others, hash, rotatedAt: this.#now(), ...(until !== null && { expiresAt: until }) };
			await record?.(id, { role: value.role, expiresAt: until });
			if (await this.#stored.put(id, next, version)) {
				const uses = await this.#lastUse.all();
				return { ...infoOf(id, next, uses.get(id) ?? null), token };
			}
			throw new CandorError('busy', `The token "${id}" has just changed. Its secret is the same. Try again.`);
		});
	}

	/**
	 * `isLastAdminToo`: also the last token of an admin. Throws CandorError `not-found` or
	 * `last-admin`.
	 */
	revoke(
		id: string,
		{
			isLastAdminToo = false,
			record,
		}: { readonly isLastAdminToo?: boolean; readonly record?: RecordIn } = {},
	): Promise<void> {
		return this.#change(async () => {
			const found = await this.#require(id);
			if (!isLastAdminToo && (await this.#isLastAdmin(found)))
				throw new CandorError(
					'last-admin',
					`"${id}" is the last token of an admin: without it, tokens can be created only after a restart. Create another one first, or say that you mean the last one (last-admin=true, candor token revoke --last-admin).`,
				);
			await record?.(id, { role: found.value.role, expiresAt: found.value.expiresAt ?? null });
			if (!(await this.#stored.revoke(found))) throw unknownToken(id);
			await this.#lastUse.forget(id);
		});
	}

	#now(): string {
		return new Date(this.#clock.now()).toISOString();
	}

	async #isLastAdmin({ id, value }: TokenRecord): Promise<boolean> {
		if (value.role !== 'admin' || this.#hasOtherAdmin) return false;
		return !(await this.#stored.all()).some(
			(other) =>
				other.id !== id && other.value.role === 'admin' && !isExpired(other.value, this.#clock.now()),
		);
	}

	async #require(id: string): Promise<TokenRecord> {
		const found = (await this.#stored.all()).find((each) => each.id === id);
		if (found) return found;
		throw unknownToken(id);
	}

	/** Makes changes one after the other. */
	#change<Result>(act: () => Promise<Result>): Promise<Result> {
		const change = this.#newest.then(act);
		this.#newest = change.catch(() => undefined);
		return change;
	}
}

const unknownToken = (id: string): CandorError =>
	new CandorError('not-found', `There is no token "${id}". List the tokens to see their ids.`);
