/**
 * Sessions of the console: a browser holds a secret in a cookie instead of an operator token. A
 * session is worth what its token is worth at each request, and ends with it. A person who signed in
 * through an identity provider has one without a token.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { CandorError } from '../../../src/model/errors.ts';
import type { Clock } from '../clock.ts';
import type { PrivateStore } from '../private-store/private-store.ts';
import { hashOf } from '../tokens/stored-tokens.ts';
import type { Operator, Tokens } from '../tokens/tokens.ts';
import { type Identities, type Identity, personOf, type SignedInPerson } from './identities.ts';
import { namedValues, type OpenIdRoles, roleOf } from './openid-roles.ts';
import { idleEnd, isOver, isUseDue, newTimes } from './session-times.ts';
import { type StoredSession, StoredSessions, sessionIdOf } from './stored-sessions.ts';

/** The most sessions of one token. Another sign-in ends the one that was used least recently. */
const maxPerToken = 100;

export interface Session {
	readonly operator: Operator;
	/** ISO 8601, UTC. */
	readonly expiresAt: string;
	/** When it ends unless there is another request. ISO 8601, UTC. */
	readonly idleExpiresAt: string;
}
export interface NewSession extends Session {
	/** For the cookie. It is not stored. */
	readonly secret: string;
}

/** An operator with sessions. */
export interface SignedIn {
	/** The id of a token, or of a person. */
	readonly actor: string;
	readonly sessions: number;
	/** The last sign-in, and the last request, to the minute. ISO 8601, UTC. */
	readonly signedInAt: string;
	readonly usedAt: string;
}

interface Dependencies {
	readonly privateStore: PrivateStore;
	readonly tokens: Tokens;
	readonly identities: Identities;
	/** The identity provider whose people have sessions; `null`: none. */
	readonly openId: { readonly issuer: string; readonly roles: OpenIdRoles } | null;
	readonly clock: Clock;
	/** Gets the error when the use of a session could not be written. */
	readonly onError?: (error: unknown) => void;
}

export class Sessions {
	readonly #stored: StoredSessions;
	readonly #tokens: Tokens;
	readonly #identities: Identities;
	readonly #openId: Dependencies['openId'];
	readonly #clock: Clock;
	readonly #onError: (error: unknown) => void;

	constructor({ privateStore, onError = () => undefined, ...others }: Dependencies) {
		this.#stored = new StoredSessions(privateStore);
		this.#tokens = others.tokens;
		this.#identities = others.identities;
		this.#openId = others.openId;
		this.#clock = others.clock;
		this.#onError = onError;
	}

	/**
	 * Starts a session for a token, always with a new secret. `former`: the id of the session that the
	 * browser had until now. It ends, and is never continued, because another person may have chosen
	 * it (session fixation). Throws CandorError `unauthorized`.
	 */
	async start(token: string, former: string | null): Promise<NewSession> {
		const operator = await this.#tokens.operator(token);
		return this.#begin(operator, former, (secret) => ({
			binding: bindingOf(secret, hashOf(token)).toString('hex'),
		}));
	}

	/** The same for a person whom the identity provider has named. Throws CandorError `forbidden`. */
	async startForPerson(person: SignedInPerson, former: string | null): Promise<NewSession> {
		const values = this.#openId ? namedValues(this.#openId.roles, person.values) : [];
		const { id, identity } = await this.#identities.signIn({ ...person, values });
		const operator = this.#operatorOf(identity);
		if (operator) return this.#begin(operator, former, () => ({ identity: id }));
		throw new CandorError(
			'forbidden',
			'Your account has no role here. Ask an admin to add one of your groups to CANDOR_OIDC_ROLES, or sign in with an operator token.',
		);
	}

	/**
	 * The session with a secret, and its operator as the token, or the role of the person, is now.
	 * `isUse`: whether that keeps the session from ending while nothing happens. Throws CandorError
	 * `unauthorized`.
	 */
	async find(secret: string, { isUse }: { readonly isUse: boolean }): Promise<Session> {
		const record = await this.#stored.find(secret);
		const now = this.#clock.now();
		if (record === null || isOver(record.value, now)) {
			if (record) await this.#stored.remove(record.id).catch((error: unknown) => this.#onError(error));
			throw new CandorError('unauthorized', 'Your session has ended. Sign in again.');
		}
		const { id, version, value } = record;
		const operator = await this.#currentOperator(value, secret);
		if (!isUse || !isUseDue(value, now)) return sessionOf(operator, value);
		const used = { ...value, usedAt: new Date(now).toISOString() };
		// With the version: a session that has ended meanwhile is not written again. A full disk must not
		// lock operators out.
		await this.#stored.put(id, used, version).catch((error: unknown) => this.#onError(error));
		return sessionOf(operator, used);
	}

	async #begin(
		operator: Operator,
		former: string | null,
		tie: (secret: string) => { readonly binding: string } | { readonly identity: string },
	): Promise<NewSession> {
		const secret = randomBytes(32).toString('base64url');
		const times = newTimes(operator, this.#clock.now());
		const value: StoredSession = { actor: operator.actor, ...tie(secret), ...times };
		if (former !== null) await this.#stored.remove(former);
		await this.#makeRoom(operator.actor);
		await this.#stored.put(sessionIdOf(secret), value, 0);
		return { ...sessionOf(operator, value), secret };
	}

	async #currentOperator(value: StoredSession, secret: string): Promise<Operator> {
		if ('binding' in value) {
			const binding = Buffer.from(value.binding, 'hex');
			return this.#tokens.operatorOf(value.actor, (hash) =>
				timingSafeEqual(bindingOf(secret, hash), binding),
			);
		}
		const identity = await this.#identities.find(value.identity);
		const operator = identity && this.#operatorOf(identity);
		if (operator) return operator;
		throw new CandorError('unauthorized', 'Your account no longer has a role here. Sign in again.');
	}

	/** `null`: the person has no role, as this server is configured now. */
	#operatorOf(identity: Identity): Operator | null {
		if (this.#openId === null || identity.issuer !== this.#openId.issuer) return null;
		const role = roleOf(this.#openId.roles, identity.values);
		return role && { actor: identity.actor, role, owner: personOf(identity), expiresAt: null };
	}

	/** Ends the session with a secret; nothing happens when there is none. */
	end(secret: string): Promise<void> {
		return this.#stored.remove(sessionIdOf(secret));
	}

	/** The operators with a session that has not ended, the one with the last request first. */
	async signedIn(): Promise<readonly SignedIn[]> {
		const now = this.#clock.now();
		const byActor = new Map<string, SignedIn>();
		for (const { value } of await this.#stored.all()) {
			if (value === null || isOver(value, now)) continue;
			const { actor, createdAt, usedAt } = value;
			const found = byActor.get(actor);
			byActor.set(actor, {
				actor,
				sessions: (found?.sessions ?? 0) + 1,
				signedInAt: found && found.signedInAt > createdAt ? found.signedInAt : createdAt,
				usedAt: found && found.usedAt > usedAt ? found.usedAt : usedAt,
			});
		}
		return [...byActor.values()].sort((a, b) => (a.usedAt < b.usedAt ? 1 : -1));
	}

	/** Ends all sessions of a token. */
	async endAll(actor: string): Promise<void> {
		for (const { id, value } of await this.#stored.all())
			if (value?.actor === actor) await this.#stored.remove(id);
	}

	/** Removes what is over, and the sessions of a token that has too many. */
	async #makeRoom(actor: string): Promise<void> {
		const now = this.#clock.now();
		const own: { readonly id: string; readonly usedAt: string }[] = [];
		for (const { id, value } of await this.#stored.all()) {
			if (value === null) continue;
			if (isOver(value, now)) await this.#stored.remove(id);
			else if (value.actor === actor) own.push({ id, usedAt: value.usedAt });
		}
		own.sort((one, other) => (one.usedAt < other.usedAt ? -1 : 1));
		for (const { id } of own.slice(0, Math.max(0, own.length - maxPerToken + 1)))
			await this.#stored.remove(id);
	}
}

/**
 * A session is valid only while its token has the secret of the sign-in. The hash of that secret
 * would be enough to know, but the one of a short `CANDOR_TOKEN` could be guessed from a copy of the
 * store. The secret of the session is not in the store.
 */
const bindingOf = (secret: string, tokenHash: Buffer): Buffer =>
	createHmac('sha256', secret).update(tokenHash).digest();

const sessionOf = (operator: Operator, value: StoredSession): Session => ({
	operator,
	expiresAt: value.expiresAt,
	idleExpiresAt: idleEnd(value),
});
