/**
 * Sessions of the console: a browser holds a secret in a cookie instead of an operator token. A
 * session is worth what its token is worth at each request, and ends with it.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { CandorError } from '../../../src/model/errors.ts';
import type { Clock } from '../clock.ts';
import type { PrivateStore } from '../private-store/private-store.ts';
import { hashOf } from '../tokens/stored-tokens.ts';
import type { Operator, Tokens } from '../tokens/tokens.ts';
import { idOf, type StoredSession, StoredSessions } from './stored-sessions.ts';

const minuteMs = 60_000;
/** A session without a request ends after so long. */
export const idleMs = 30 * minuteMs;
/** Every session ends after so long. */
export const lifetimeMs = 12 * 60 * minuteMs;
/** A request writes at most so often that the session is in use. */
const useIntervalMs = minuteMs;
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

interface Dependencies {
	readonly privateStore: PrivateStore;
	readonly tokens: Tokens;
	readonly clock: Clock;
	/** Gets the error when the use of a session could not be written. */
	readonly onError?: (error: unknown) => void;
}

export class Sessions {
	readonly #stored: StoredSessions;
	readonly #tokens: Tokens;
	readonly #clock: Clock;
	readonly #onError: (error: unknown) => void;

	constructor({ privateStore, tokens, clock, onError = () => undefined }: Dependencies) {
		this.#stored = new StoredSessions(privateStore);
		this.#tokens = tokens;
		this.#clock = clock;
		this.#onError = onError;
	}

	/**
	 * Starts a session for a token, always with a new secret. `formerSecret`: of the session that the
	 * browser had until now. It ends, and is never continued, because another person may have chosen
	 * it (session fixation). Throws CandorError `unauthorized`.
	 */
	async start(token: string, formerSecret: string | null): Promise<NewSession> {
		const operator = await this.#tokens.operator(token);
		const secret = randomBytes(32).toString('base64url');
		const now = this.#clock.now();
		const end = Math.min(now + lifetimeMs, Date.parse(operator.expiresAt ?? '') || Number.POSITIVE_INFINITY);
		const value: StoredSession = {
			actor: operator.actor,
			binding: bindingOf(secret, hashOf(token)).toString('hex'),
			createdAt: new Date(now).toISOString(),
			expiresAt: new Date(end).toISOString(),
			usedAt: new Date(now).toISOString(),
		};
		if (formerSecret !== null) await this.end(formerSecret);
		await this.#makeRoom(operator.actor);
		await this.#stored.put(idOf(secret), value, 0);
		return { ...sessionOf(operator, value), secret };
	}

	/**
	 * The session with a secret, and its operator as the token is now. `isUse`: whether that keeps the
	 * session from ending while nothing happens. Throws CandorError `unauthorized`.
	 */
	async find(secret: string, { isUse }: { readonly isUse: boolean }): Promise<Session> {
		const record = await this.#stored.find(secret);
		const now = this.#clock.now();
		if (record === null || isOver(record.value, now)) {
			if (record) await this.#stored.remove(record.id).catch((error: unknown) => this.#onError(error));
			throw new CandorError('unauthorized', 'Your session has ended. Sign in again.');
		}
		const { id, version, value } = record;
		const binding = Buffer.from(value.binding, 'hex');
		const operator = await this.#tokens.operatorOf(value.actor, (hash) =>
			timingSafeEqual(bindingOf(secret, hash), binding),
		);
		if (!isUse || now - Date.parse(value.usedAt) < useIntervalMs) return sessionOf(operator, value);
		const used = { ...value, usedAt: new Date(now).toISOString() };
		// With the version: a session that has ended meanwhile is not written again. A full disk must not
		// lock operators out.
		await this.#stored.put(id, used, version).catch((error: unknown) => this.#onError(error));
		return sessionOf(operator, used);
	}

	/** Ends the session with a secret; nothing happens when there is none. */
	end(secret: string): Promise<void> {
		return this.#stored.remove(idOf(secret));
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

/** `now`: epoch milliseconds. */
const isOver = ({ expiresAt, usedAt }: StoredSession, now: number): boolean =>
	Date.parse(expiresAt) <= now || Date.parse(usedAt) + idleMs <= now;

const sessionOf = (operator: Operator, { expiresAt, usedAt }: StoredSession): Session => ({
	operator,
	expiresAt,
	idleExpiresAt: new Date(Math.min(Date.parse(usedAt) + idleMs, Date.parse(expiresAt))).toISOString(),
});
