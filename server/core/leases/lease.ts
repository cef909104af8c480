/**
 * A job that one server at a time does. The holder writes its record again and again, by
 * compare-and-set; another server takes the lease when it has seen no such write for a while. Times
 * of different machines are never compared: each server measures on a clock of its own that is never
 * set.
 */
import { z } from 'zod';
import type { PrivateStore } from '../private-store/private-store.ts';

/** Of its records in the private store; the id is the name of the job. */
export const leaseKind = 'lease';

export const storedLease = z.object({
	/** The name of the server; `null`: it has given the lease back. */
	holder: z.string().nullable(),
	/** Grows with each holder, so that an earlier one can be told from the present one. */
	fence: z.int().min(1),
});

export interface Lease {
	/** Whether this server may do the job now. */
	readonly isHeld: boolean;
	/** The number of this holding; 0: this server has not held it yet. */
	readonly fence: number;
	/** Calls `onHeld` whenever this server begins to hold it, and now if it does. */
	subscribe(onHeld: () => void): void;
}

/** Of a store that no other server uses. */
export const ownLease: Lease = { isHeld: true, fence: 1, subscribe: (onHeld) => onHeld() };

export interface LeaseDependencies {
	readonly privateStore: PrivateStore;
	/** The name of this server among those that share the store. */
	readonly server: string;
	/** Milliseconds on a clock that is never set. */
	readonly monotonicNow: () => number;
	/** After so many milliseconds without a write, another server takes the lease. */
	readonly lifetimeMs: number;
}

/** The holder stops this part of the lifetime after its last write, before another server begins. */
const usablePart = 0.7;

export class SharedLease implements Lease {
	readonly job: string;
	readonly #dependencies: LeaseDependencies;
	readonly #subscribers = new Set<() => void>();
	/** When the last write of this server began that was done; `null`: another server holds it. */
	#writtenAt: number | null = null;
	#fence = 0;
	/** What this server has read last, and when it saw it first. */
	#seen = { version: -1, at: 0 };

	constructor(job: string, dependencies: LeaseDependencies) {
		this.job = job;
		this.#dependencies = dependencies;
	}

	get isHeld(): boolean {
		const { monotonicNow, lifetimeMs } = this.#dependencies;
		return this.#writtenAt !== null && monotonicNow() - this.#writtenAt < lifetimeMs * usablePart;
	}

	get fence(): number {
		return this.#fence;
	}

	subscribe(onHeld: () => void): void {
		this.#subscribers.add(onHeld);
		if (this.isHeld) onHeld();
	}

	/** Takes or renews the lease, if that is possible. Throws CandorError `busy`. */
	async renew(): Promise<void> {
		const { privateStore, server, monotonicNow, lifetimeMs } = this.#dependencies;
		const startedAt = monotonicNow();
		const record = await privateStore.get(leaseKind, this.job);
		const version = record?.version ?? 0;
		if (version !== this.#seen.version) this.#seen = { version, at: monotonicNow() };
		// A damaged record has a holder that is not known.
		const { data: lease } = storedLease.safeParse(record?.value);
		const isOwn = lease?.holder === server && this.#writtenAt !== null;
		const isFree = record === null || lease?.holder === null;
		const isAbandoned = monotonicNow() - this.#seen.at >= lifetimeMs;
		if (!isOwn && !isFree && !isAbandoned) {
			this.#writtenAt = null;
			return;
		}
		const fence = isOwn ? this.#fence : Math.max(lease?.fence ?? 0, this.#fence) + 1;
		const written = await privateStore.put(leaseKind, this.job, { holder: server, fence }, version);
		const wasHeld = this.isHeld;
		this.#writtenAt = written.done ? startedAt : null;
		if (!written.done) return;
		this.#fence = fence;
		this.#seen = { version: written.version, at: monotonicNow() };
		if (!wasHeld && this.isHeld) for (const onHeld of this.#subscribers) onHeld();
	}

	/** Gives the lease back, so that another server need not wait. */
	async release(): Promise<void> {
		if (this.#writtenAt === null) return;
		this.#writtenAt = null;
		const { privateStore } = this.#dependencies;
		const value = { holder: null, fence: this.#fence };
		await privateStore.put(leaseKind, this.job, value, this.#seen.version);
	}
}
