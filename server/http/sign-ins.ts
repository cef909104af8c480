/** Failed sign-ins: limited for each network address, logged and counted. */
import type { Logger } from 'pino';
import { CandorError } from '../../src/model/errors.ts';
import type { Action } from '../../src/model/permissions.ts';
import type { Role } from '../../src/model/vocabulary.ts';
import type { Clock } from '../core/clock.ts';
import { KeyedTokenBuckets } from '../core/token-bucket.ts';
import { addressKey } from '../streaming/admission/address.ts';

/** So many failures at once, and one more every five seconds. */
const rate = { capacity: 20, tokensPerMs: 1 / 5_000 };
const maxAddresses = 20_000;
/** While an address is limited, one failure in so many is logged. */
const loggedOneIn = 100;
/** In characters. */
const maxLogged = 200;

interface Dependencies {
	readonly clock: Clock;
	readonly logger: Logger;
}

export class SignIns {
	readonly #clock: Clock;
	readonly #logger: Logger;
	readonly #failures = new KeyedTokenBuckets(rate, maxAddresses);
	#failed = 0;
	#limited = 0;
	#forbidden = 0;
	#crossSite = 0;

	constructor({ clock, logger }: Dependencies) {
		this.#clock = clock;
		this.#logger = logger;
	}

	/**
	 * Since the start: how many sign-ins failed, how many of them were beyond the limit, how many
	 * requests were above the role of a valid token, and how many with a session came from a page of
	 * another origin.
	 */
	get counts() {
		const [failed, limited] = [this.#failed, this.#limited];
		return { failed, limited, forbidden: this.#forbidden, crossSite: this.#crossSite };
	}

	/** As {@link counts}, but each request counts under one reason only, so that sums are right. */
	get byReason() {
		return { ...this.counts, failed: this.#failed - this.#limited };
	}

	/** Counts a request with a session that another origin's page has made. */
	recordCrossSite(origin: string | null, site: string | null): void {
		this.#crossSite += 1;
		// Anyone can send such requests, and with any text.
		if ((this.#crossSite - 1) % loggedOneIn !== 0 && this.#crossSite > loggedOneIn) return;
		const from = { origin: origin?.slice(0, maxLogged), site: site?.slice(0, maxLogged) };
		this.#logger.warn(
			{ ...from, crossSite: this.#crossSite },
			'refused: a page of another origin used a session',
		);
	}

	/** Counts a request with a valid token that was above its role. `actor`: the token's id. */
	recordForbidden(actor: string, role: Role, action: Action): void {
		this.#forbidden += 1;
		this.#logger.warn({ actor, role, action }, 'refused: the role of the token may not do this');
	}

	/**
	 * Counts a wrong token. `address`: `null` where a trusted proxy does not pass it on. Throws
	 * CandorError `too-many` when the address has sent too many. A valid token is always accepted,
	 * because clients behind one proxy share an address, and one of them must not lock operators out.
	 */
	recordFailure(address: string | null): void {
		this.#failed += 1;
		const key = address === null ? 'unknown' : addressKey(address);
		if (this.#failures.tryTake(key, this.#clock.now())) {
			this.#logger.warn({ address, failed: this.#failed }, 'sign-in failed: unknown token');
			return;
		}
		if (this.#limited % loggedOneIn === 0)
			this.#logger.warn({ address, ...this.counts }, 'sign-ins failed too often and are limited');
		this.#limited += 1;
		throw new CandorError(
			'too-many',
			'Too many requests with wrong tokens came from your address. Wait a minute, then use a valid token.',
		);
	}
}
