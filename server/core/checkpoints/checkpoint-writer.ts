/**
 * Writes a checkpoint now and then, and when the server stops, so that the next start reads few
 * commits. One of the servers that share a log does it. Other work goes on between its steps, and it
 * rests as long between them.
 */
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Lease } from '../leases/lease.ts';
import type { LiveState } from '../live-state.ts';
import type { Log } from '../log/log.ts';
import type { Projections } from '../projections/projections.ts';
import type { CheckpointStore } from './checkpoint-store.ts';
import { readBehind } from './read-behind.ts';
import { writeCheckpoint } from './write-checkpoint.ts';

/** A start reads about this many commits without a checkpoint in a quarter of a second. */
const commitsBetween = 2_000;
/** When the server stops, fewer commits than this are left to the next start. */
const fewCommits = 200;
/** How long a stop may take for a checkpoint, milliseconds. The last one stays if that is too little. */
const stopLimitMs = 3_000;

interface Dependencies {
	readonly log: Log;
	readonly store: CheckpointStore;
	readonly liveState: LiveState;
	/** The last commit of the checkpoint that the server started from; 0: there was none. */
	readonly startedFrom: number;
	readonly newProjections: () => Projections;
	readonly lease: Lease;
	readonly logger: Logger;
	/** Gets the error of a checkpoint that could not be written, and of a damaged log. */
	readonly onError: (error: unknown) => void;
	/** Default: 2,000. */
	readonly commitsBetween?: number;
}

/** The time for a stop is over. */
class Stopped extends Error {}

export class CheckpointWriter {
	readonly #dependencies: Dependencies;
	readonly #unsubscribe: () => void;
	/** The last commit when a checkpoint was last begun, whether or not it could be written. */
	#begunAt: number;
	#isFirst = true;
	/** Whether the commits behind the checkpoint of the start may be relied on. */
	#isVerified: boolean;
	#stopsAt: number | null = null;
	#stepBeganAt = 0;
	#working: Promise<void> | null = null;

	constructor(dependencies: Dependencies) {
		this.#dependencies = dependencies;
		const { liveState, lease, startedFrom } = dependencies;
		this.#begunAt = startedFrom;
		this.#isVerified = startedFrom === 0;
		this.#unsubscribe = liveState.subscribe(({ cause }) => {
			// The rewritten commits have removed the checkpoint.
			if (cause.command.startsWith('redact-')) this.#begunAt = 0;
			this.#wake();
		});
		lease.subscribe(() => this.#wake());
	}

	/** Finishes or writes a last checkpoint, unless that takes too long. */
	async close(): Promise<void> {
		this.#unsubscribe();
		this.#stopsAt = performance.now() + stopLimitMs;
		await this.#working;
		const { lease } = this.#dependencies;
		if (this.#isVerified && lease.isHeld && this.#commitsSince() >= fewCommits) await this.#write();
	}

	#commitsSince(): number {
		return this.#dependencies.liveState.state.seq - this.#begunAt;
	}

	#isDue(): boolean {
		const { lease, commitsBetween: between = commitsBetween } = this.#dependencies;
		if (this.#stopsAt !== null || !lease.isHeld) return false;
		return !this.#isVerified || this.#commitsSince() >= between;
	}

	#wake(): void {
		if (this.#working || !this.#isDue()) return;
		this.#working = this.#work().finally(() => {
			this.#working = null;
		});
	}

	async #work(): Promise<void> {
		while (this.#isDue()) {
			if (!this.#isVerified && !(await this.#verify())) return;
			if (this.#isDue()) await this.#write();
		}
	}

	/**
	 * Reads the commits that the start has not read, as a start without a checkpoint does. If they are
	 * damaged, the next start has no checkpoint, and says so.
	 */
	async #verify(): Promise<boolean> {
		const { log, store, startedFrom, onError } = this.#dependencies;
		try {
			this.#stepBeganAt = performance.now();
			await readBehind(log, store, startedFrom, () => this.#pause());
			this.#isVerified = true;
			return true;
		} catch (error) {
			if (!(error instanceof Stopped)) onError(error);
			return false;
		}
	}

	async #write(): Promise<void> {
		const { log, store, newProjections, startedFrom, liveState, logger, onError } = this.#dependencies;
		this.#begunAt = liveState.state.seq;
		const ignoresLast = this.#isFirst && startedFrom === 0;
		this.#stepBeganAt = performance.now();
		const pause = (): Promise<void> => this.#pause();
		try {
			const seq = await writeCheckpoint({ log, store, newProjections, ignoresLast, pause });
			if (seq === null) return;
			this.#isFirst = false;
			logger.info({ seq }, 'a checkpoint of the state is written');
		} catch (error) {
			if (!(error instanceof Stopped)) onError(error);
		}
	}

	async #pause(): Promise<void> {
		const now = performance.now();
		if (this.#stopsAt === null) await setTimeout(now - this.#stepBeganAt);
		else if (now > this.#stopsAt) throw new Stopped();
		else await setImmediate();
		this.#stepBeganAt = performance.now();
	}
}
