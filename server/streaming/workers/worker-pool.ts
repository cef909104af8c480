/**
 * The worker processes of a server: starts and replaces them, sends them the commits, and serves
 * what they hand off.
 */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { availableParallelism } from 'node:os';
import type { Logger } from 'pino';
import { publicState } from '../../../src/model/state/public.ts';
import { type Clock, repeat } from '../../core/clock.ts';
import type { LiveState } from '../../core/live-state.ts';
import type { StreamRequest } from '../listener/handshake.ts';
import { aboveFairShare } from './fair-share.ts';
import { HandedOffConnections } from './handed-off-connections.ts';
import { countIntervalMs, publicPart, settingsPerWorker, type WorkerSettings } from './messages.ts';
import { restartDelayMs, stableAfterMs } from './restart-delay.ts';
import { WorkerProcess } from './worker-process.ts';
import type { PrimaryStreams, Workers } from './workers.ts';

/**
 * How long a worker may run on after the drain window before it is killed, in milliseconds: more
 * than its own grace period.
 */
const drainGraceMs = 4_000;
/**
 * A worker that sends nothing for this long is killed and replaced, because its streams get nothing
 * either. Milliseconds.
 */
const responseTimeoutMs = 10_000;

export class WorkerPool implements Workers {
	readonly #settings: WorkerSettings;
	readonly #clock: Clock;
	readonly #logger: Logger;
	readonly #random: () => number;
	readonly #workers = new Set<WorkerProcess>();
	readonly #handedOff = new HandedOffConnections();
	#liveState: LiveState | undefined;
	#server: Server | undefined;
	#primary: PrimaryStreams | undefined;
	#stopComparing = (): void => undefined;
	#isPrimaryAboveFairShare = false;
	/** The stream count of this process when the counts were last compared. */
	#lastPrimaryCount = 0;
	/** How many workers in a row have ended soon after their start. */
	#failures = 0;
	#draining = false;

	/** `random`: a number from 0 to 1, which spreads the restarts. */
	constructor(settings: WorkerSettings, clock: Clock, logger: Logger, random = Math.random) {
		this.#settings = settings;
		this.#clock = clock;
		this.#logger = logger;
		this.#random = random;
	}

	get streamCount(): number {
		return [...this.#workers].reduce((sum, worker) => sum + worker.streamCount, 0);
	}

	follow(liveState: LiveState, primary: PrimaryStreams): void {
		this.#liveState = liveState;
		this.#primary = primary;
		this.#handedOff.useStreams(primary);
		liveState.subscribe((commit) => {
			const message = { type: 'commit', commit: publicPart(commit) } as const;
			for (const worker of this.#workers) worker.send(message);
		});
	}

	/** Starts the workers of a server that listens already. Resolves when they accept connections. */
	async start(server: Server): Promise<void> {
		this.#server = server;
		// A stream on a reused connection of `node:http` could not be handed off, and proxies reuse
		// most connections.
		server.maxRequestsPerSocket = 1;
		this.#handedOff.useServer(server);
		this.#stopComparing = repeat(this.#clock, countIntervalMs, () => this.#compareCounts());
		const { workers } = this.#settings;
		const cores = availableParallelism();
		if (workers >= cores)
			this.#logger.warn(
				`${workers + 1} processes share ${cores} cores. More than one process per core costs memory and gains nothing. Set CANDOR_WORKERS to ${cores - 1}.`,
			);
		await Promise.all(Array.from({ length: workers }, () => this.#startWorker()));
	}

	tryHandOff(socket: Socket, request: StreamRequest): boolean {
		const { size, limit } = this.#primary as PrimaryStreams;
		if (this.#draining || (!this.#isPrimaryAboveFairShare && size < limit)) return false;
		const [emptiest] = [...this.#workers].sort((one, other) => one.streamCount - other.streamCount);
		if (!emptiest || emptiest.streamCount >= size) return false;
		emptiest.handOff(socket, request);
		return true;
	}

	async drain(windowMs: number): Promise<void> {
		this.#draining = true;
		this.#stopComparing();
		const counts = [...this.#workers].map(({ pid, streamCount }) => ({ pid, streams: streamCount }));
		this.#logger.info({ workers: counts }, 'stopping the workers');
		for (const worker of this.#workers) worker.send({ type: 'drain', windowMs });
		const cancel = this.#clock.after(windowMs + drainGraceMs, () => {
			for (const worker of this.#workers) worker.kill();
		});
		await Promise.all([...this.#workers].map(({ ended }) => ended));
		cancel();
	}

	/** Resolves when every connection that the workers handed off is closed. */
	closed(): Promise<void> {
		return this.#handedOff.closed();
	}

	#startWorker(): Promise<unknown> {
		const startedAt = this.#clock.now();
		const worker = new WorkerProcess({
			onStream: (socket, request) => {
				if (!this.tryHandOff(socket, request)) this.#handedOff.acceptStream(socket, request);
			},
			onFigures: ({ fanOuts, slowCloses, deliveries }) => {
				const { figures } = this.#primary as PrimaryStreams;
				for (const seconds of fanOuts) figures.recordFanOut(seconds);
				for (let count = 0; count < slowCloses; count++) figures.recordSlowClose();
				for (const delivery of deliveries) figures.recordDelivery(delivery);
			},
			onConnection: (socket, bytes) => this.#handedOff.acceptConnection(socket, bytes),
		});
		this.#workers.add(worker);
		const { state, site } = this.#liveState as LiveState;
		const { seq, records } = publicState(state);
		const settings = settingsPerWorker(this.#settings);
		worker.send({ type: 'start', settings, site, seq, records: [...records.values()] }, this.#server);
		void worker.ready.then((isReady) => {
			if (isReady) this.#logger.info({ worker: worker.pid }, 'worker started');
		});
		void worker.ended.then((reason) => this.#replace(worker, reason, startedAt));
		return worker.ready;
	}

	#replace(worker: WorkerProcess, reason: string, startedAt: number): void {
		this.#workers.delete(worker);
		if (this.#draining) return;
		this.#failures = this.#clock.now() - startedAt < stableAfterMs ? this.#failures + 1 : 0;
		const delayMs = Math.round(restartDelayMs(this.#failures, this.#random));
		this.#logger.error({ worker: worker.pid, reason, delayMs }, 'worker ended, starting another one');
		this.#clock.after(delayMs, () => {
			if (!this.#draining) void this.#startWorker();
		});
	}

	/**
	 * Compares counts from about the same time. In a storm, this process's current count would be far
	 * ahead of the counts that the workers have sent.
	 */
	#compareCounts(): void {
		const { size, limit } = this.#primary as PrimaryStreams;
		const workers = [...this.#workers];
		const counts = [this.#lastPrimaryCount, ...workers.map(({ streamCount }) => streamCount)];
		const [isPrimaryAbove = false, ...areAbove] = aboveFairShare(counts, limit);
		this.#isPrimaryAboveFairShare = isPrimaryAbove;
		for (const [index, worker] of workers.entries()) {
			worker.updateFairShare(areAbove[index] ?? false);
			worker.updateUnreadable(this.#liveState?.unreadableSince ?? null);
			if (!worker.hasStoppedResponding(responseTimeoutMs / countIntervalMs)) continue;
			this.#logger.error({ worker: worker.pid }, 'worker does not respond, killing it');
			worker.kill();
		}
		this.#lastPrimaryCount = size;
	}
}
