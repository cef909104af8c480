/** Who may come in. It turns newcomers away and never sends away whoever is in. */
import { CandorError } from '../../../src/model/errors.ts';
import type { Clock } from '../../core/clock.ts';
import { every } from '../../core/every.ts';
import type { Seat } from '../hub/connection.ts';
import { addressKey, type Proxies } from './address.ts';
import { Visitor } from './connection-slot.ts';
import type { Limits } from './limits.ts';

const forgetMs = 10_000;
/** Who comes through a proxy that does not say for whom: only the total is counted. */
const unnamed = { exit: () => undefined, leave: () => undefined };

export class Admission {
	readonly limits: Limits;
	readonly #proxies: Proxies;
	readonly #clock: Clock;
	readonly #readers: () => number;
	readonly #visitors = new Map<string, Visitor>();
	readonly #stop: () => void;

	/** `readers` tells how many streams are open. */
	constructor(limits: Limits, proxies: Proxies, clock: Clock, readers: () => number) {
		this.limits = limits;
		this.#proxies = proxies;
		this.#clock = clock;
		this.#readers = readers;
		this.#stop = every(clock, forgetMs, () => this.#forget());
	}

	/** Counts a connection, before it has said anything; `null`: its address has too many, or too many at once. */
	connect(peer: string | undefined): { exit(): void } | null {
		if (peer === undefined || this.#proxies.exempt(peer)) return unnamed;
		const visitor = this.#visitor(peer);
		return visitor.arrive(this.#clock.now()) ? visitor : null;
	}

	/** Counts a stream. Throws CandorError `full` when the server has no place, `too-many` when its address has enough. */
	admit(peer: string | undefined, forwardedFor: string | undefined): Seat {
		if (this.#readers() >= this.limits.readers)
			throw new CandorError(
				'full',
				'This server has as many readers as it can take. Read /v1/snapshot meanwhile, and come back later.',
			);
		const address = this.#proxies.visitor(peer, forwardedFor);
		if (address === null) return unnamed;
		const visitor = this.#visitor(address);
		if (visitor.sit()) return visitor;
		throw tooMany();
	}

	close(): void {
		this.#stop();
	}

	#visitor(address: string): Visitor {
		const key = addressKey(address);
		const known = this.#visitors.get(key);
		if (known) return known;
		const visitor = new Visitor(this.limits, this.#clock.now());
		this.#visitors.set(key, visitor);
		return visitor;
	}

	#forget(): void {
		const now = this.#clock.now();
		for (const [key, visitor] of this.#visitors) if (visitor.forgettable(now)) this.#visitors.delete(key);
	}
}

export const tooMany = (): CandorError =>
	new CandorError(
		'too-many',
		'Too many connections come from your address. Close some, or come back later. Behind a proxy, set CANDOR_TRUSTED_PROXIES.',
	);
