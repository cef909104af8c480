/** Something that is done at the times of a cron expression, and again after a failure. */
import { Cron } from 'croner';
import { type BackoffLimits, backoffMs } from '../../../src/model/backoff.ts';
import type { Clock } from '../clock.ts';
import type { Lease } from '../leases/lease.ts';

/** The system clock can be set, so the next time is computed again after at most this time. */
const maxWaitMs = 60_000;
const retries: BackoffLimits = { minMs: 30_000, firstMs: 60_000, maxMs: 1_800_000 };

/** Five fields, in UTC. Throws a TypeError or a RangeError for another text. */
export const cronOf = (expression: string): Cron =>
	new Cron(expression, { timezone: 'UTC', paused: true, mode: '5-part' });

interface JobOptions {
	readonly schedule: string;
	readonly clock: Clock;
	/** From 0 (inclusive) to 1 (exclusive). */
	readonly random: () => number;
	/** Of servers that share a store, one does the job. */
	readonly lease: Lease;
	/** Reads when another server has done it. */
	readonly refresh: () => Promise<void>;
	/** When it was done last, epoch milliseconds; `null`: never, and then it is done at once. */
	readonly lastAt: () => number | null;
	/** Rejects if it failed. */
	readonly act: () => Promise<void>;
	/** A failure with another reason than the one before. */
	readonly onFailure: (error: unknown) => void;
	/** It was done again, after a failure. */
	readonly onRecovery: () => void;
}

export class ScheduledJob {
	readonly #options: JobOptions;
	readonly #cron: Cron;
	#cancel = (): void => undefined;
	#isStopped = false;
	#failures = 0;
	#notBefore = Number.NEGATIVE_INFINITY;
	#failure: string | null = null;
	#running: Promise<void> = Promise.resolve();

	constructor(options: JobOptions) {
		this.#options = options;
		this.#cron = cronOf(options.schedule);
		this.#wait();
	}

	/** Why it failed the last time; `null`: it did not. */
	get failure(): string | null {
		return this.#failure;
	}

	/** Waits for what is being done. */
	async stop(): Promise<void> {
		this.#isStopped = true;
		this.#cancel();
		await this.#running;
	}

	/** When it is due: a time that passed while no server was running is made up for. */
	#dueAt(): number {
		const { lastAt, clock } = this.#options;
		const last = lastAt();
		if (last === null) return this.#notBefore;
		const next = this.#cron.nextRun(new Date(Math.min(last, clock.now())));
		return Math.max(next?.getTime() ?? Number.POSITIVE_INFINITY, this.#notBefore);
	}

	#wait(): void {
		if (this.#isStopped) return;
		const { clock, lease, refresh, onFailure } = this.#options;
		const waitMs = Math.min(Math.max(this.#dueAt() - clock.now(), 0), maxWaitMs);
		this.#cancel = clock.after(waitMs, () => {
			if (this.#dueAt() > clock.now()) return this.#wait();
			if (!lease.isHeld) {
				this.#notBefore = clock.now() + maxWaitMs;
				this.#running = refresh()
					.catch(onFailure)
					.then(() => this.#wait());
				return;
			}
			this.#running = this.#run().then(() => this.#wait());
		});
	}

	async #run(): Promise<void> {
		const { act, onFailure, onRecovery, clock, random } = this.#options;
		try {
			await act();
			if (this.#failures > 0) onRecovery();
			[this.#failures, this.#failure, this.#notBefore] = [0, null, clock.now() + 1_000];
		} catch (error) {
			this.#failures += 1;
			this.#notBefore = clock.now() + backoffMs(this.#failures, random, { limits: retries });
			const reason = error instanceof Error ? error.message : String(error);
			if (reason !== this.#failure && !this.#isStopped) onFailure(error);
			this.#failure = reason;
		}
	}
}
