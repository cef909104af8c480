/** The leases of one server: for the jobs that one server at a time does. */
import { CandorError } from '../../../src/model/errors.ts';
import { type Clock, repeat } from '../clock.ts';
import type { PrivateStore } from '../private-store/private-store.ts';
import { type Lease, leaseKind, ownLease, SharedLease, storedLease } from './lease.ts';

/** A server that ends without giving its leases back is replaced after this time, milliseconds. */
const defaultLifetimeMs = 10_000;
/** How many times a lease is renewed in its lifetime. */
const renewals = 5;

interface Dependencies {
	readonly privateStore: PrivateStore;
	/** Whether other servers use the same private store. */
	readonly isShared: boolean;
	/** The name of this server among them. */
	readonly server: string;
	readonly clock: Clock;
	/** Gets the error of a lease that could not be renewed, unless the store is away. */
	readonly onError: (error: unknown) => void;
	/** Default: {@link performance.now}. */
	readonly monotonicNow?: () => number;
	/** Default: 10 s. */
	readonly lifetimeMs?: number;
}

/** Who does a job. */
export interface LeaseHolder {
	readonly job: string;
	/** The name of the server; `null`: none. */
	readonly holder: string | null;
	readonly fence: number;
}

export class Leases {
	readonly #dependencies: Dependencies;
	readonly #leases = new Map<string, SharedLease>();
	readonly #stop: () => void;
	#renewing: Promise<void> = Promise.resolve();
	#isRenewing = false;

	constructor(dependencies: Dependencies) {
		this.#dependencies = dependencies;
		const { isShared, clock, lifetimeMs = defaultLifetimeMs } = dependencies;
		this.#stop = isShared ? repeat(clock, lifetimeMs / renewals, () => this.#renewAll()) : () => undefined;
	}

	/** The lease of a job, which this server holds from now on or later. */
	open(job: string): Lease {
		const { isShared, monotonicNow = () => performance.now() } = this.#dependencies;
		const { lifetimeMs = defaultLifetimeMs } = this.#dependencies;
		if (!isShared) return ownLease;
		const lease =
			this.#leases.get(job) ?? new SharedLease(job, { ...this.#dependencies, monotonicNow, lifetimeMs });
		this.#leases.set(job, lease);
		this.#renewAll();
		return lease;
	}

	/** Of all servers. */
	async holders(): Promise<LeaseHolder[]> {
		const records = await this.#dependencies.privateStore.list(leaseKind);
		return records.flatMap(({ id, value }) => {
			const { data } = storedLease.safeParse(value);
			return data ? [{ job: id, ...data }] : [];
		});
	}

	/** Gives all leases back. */
	async close(): Promise<void> {
		this.#stop();
		await this.#renewing;
		for (const lease of this.#leases.values()) await this.#reporting(lease.release());
	}

	/** One round at a time: where the store hangs, rounds must not pile up. */
	#renewAll(): void {
		if (this.#isRenewing) return;
		this.#isRenewing = true;
		this.#renewing = (async () => {
			for (const lease of this.#leases.values()) await this.#reporting(lease.renew());
			this.#isRenewing = false;
		})();
	}

	/** A store that is away says so itself, and a lease that is not renewed ends. */
	async #reporting(act: Promise<void>): Promise<void> {
		await act.catch((error: unknown) => {
			if (!(error instanceof CandorError && error.code === 'busy')) this.#dependencies.onError(error);
		});
	}
}
