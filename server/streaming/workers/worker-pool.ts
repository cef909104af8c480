/** The workers of a server: keeps their number, tells them the log, and takes what they do not serve. */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { availableParallelism } from 'node:os';
import type { Logger } from 'pino';
import { publicState } from '../../../src/model/state/commit.ts';
import type { Clock } from '../../core/clock.ts';
import { every } from '../../core/every.ts';
import type { LiveState } from '../../core/live-state.ts';
import type { StreamRequest } from '../listener/handshake.ts';
import { Handed } from './handed.ts';
import { publicPart, settingsFrom, tellMs, type WorkerSettings } from './messages.ts';
import { pauseBefore, wellMs } from './restarts.ts';
import { aboveShare } from './share.ts';
import { WorkerProcess } from './worker-process.ts';
import type { OwnReaders, Workers } from './workers.ts';

/** How long a worker may take to end, beyond the window and what its readers are given after it, in milliseconds. */
const patienceMs = 4_000;
/** Its readers hear nothing from a worker that says nothing for so long, in milliseconds: it is ended, and another one takes its place. */
const hangingMs = 10_000;

export class WorkerPool implements Workers {
	readonly #settings: WorkerSettings;
	readonly #clock: Clock;
	readonly #logger: Logger;
	readonly #workers = new Set<WorkerProcess>();
	readonly #handed = new Handed();
	#liveState: LiveState | undefined;
	#server: Server | undefined;
	#own: OwnReaders | undefined;
	#stopTelling = (): void => undefined;
	#exceeded = false;
	/** How many readers this process had when the workers last told how many they have. */
	#ownThen = 0;
	/** How many workers in a row have ended soon after their start. */
	#failures = 0;
	#draining = false;

	constructor(settings: WorkerSettings, clock: Clock, logger: Logger) {
		this.#settings = settings;
		this.#clock = clock;
		this.#logger = logger;
	}

	get readers(): number {
		return [...this.#workers].reduce((sum, { readers }) => sum + readers, 0);
	}

	follow(liveState: LiveState, own: OwnReaders): void {
		this.#liveState = liveState;
		this.#own = own;
		this.#handed.beside(own);
		liveState.subscribe((commit) => {
			const message = { type: 'commit', commit: publicPart(commit) } as const;
			for (const worker of this.#workers) worker.tell(message);
		});
	}

	/** Starts the workers on a server that listens. Resolves once they accept connections. */
	async start(server: Server): Promise<void> {
		this.#server = server;
		// A stream that came on a connection which `node:http` had before would have to stay here, and proxies send most of theirs so.
		server.maxRequestsPerSocket = 1;
		this.#handed.goTo(server);
		this.#stopTelling = every(this.#clock, tellMs, () => this.#compare());
		const { workers } = this.#settings;
		const cores = availableParallelism();
		if (workers >= cores)
			this.#logger.warn(
				`${workers + 1} processes share ${cores} cores here: more than one for each core costs memory and gains nothing. Set CANDOR_WORKERS to ${cores - 1}.`,
			);
		await Promise.all(Array.from({ length: workers }, () => this.#add()));
	}

	place(socket: Socket, request: StreamRequest): boolean {
		const { size, limit } = this.#own as OwnReaders;
		if (this.#draining || (!this.#exceeded && size < limit)) return false;
		const [emptiest] = [...this.#workers].sort((one, other) => one.readers - other.readers);
		if (!emptiest || emptiest.readers >= size) return false;
		emptiest.give({ type: 'reader', request }, socket);
		return true;
	}

	async drain(windowMs: number): Promise<void> {
		this.#draining = true;
		this.#stopTelling();
		const counts = [...this.#workers].map(({ pid, readers }) => ({ pid, readers }));
		this.#logger.info({ workers: counts }, 'the workers are stopping');
		for (const worker of this.#workers) worker.tell({ type: 'drain', windowMs });
		const cancel = this.#clock.after(windowMs + patienceMs, () => {
			for (const worker of this.#workers) worker.kill();
		});
		await Promise.all([...this.#workers].map(({ ended }) => ended));
		cancel();
	}

	/** Resolves once every connection that came through a worker is closed. */
	closed(): Promise<void> {
		return this.#handed.closed();
	}

	#add(): Promise<unknown> {
		const startedAt = this.#clock.now();
		const worker = new WorkerProcess({
			onReader: (socket, request) => {
				if (!this.place(socket, request)) this.#handed.takeReader(socket, request);
			},
			onConnection: (socket, bytes) => this.#handed.takeConnection(socket, bytes),
		});
		this.#workers.add(worker);
		const { state, site } = this.#liveState as LiveState;
		const { seq, records } = publicState(state);
		worker.tell(
			{ type: 'start', settings: settingsFrom(this.#settings), site, seq, records: [...records.values()] },
			this.#server,
		);
		void worker.ready.then((isReady) => {
			if (isReady) this.#logger.info({ worker: worker.pid }, 'a worker takes readers');
		});
		void worker.ended.then((how) => {
			this.#workers.delete(worker);
			if (this.#draining) return;
			this.#failures = this.#clock.now() - startedAt < wellMs ? this.#failures + 1 : 0;
			const pauseMs = pauseBefore(this.#failures);
			this.#logger.error(
				{ worker: worker.pid, how, pauseMs },
				'a worker has ended: another one takes its place',
			);
			this.#clock.after(pauseMs, () => {
				if (!this.#draining) void this.#add();
			});
		});
		return worker.ready;
	}

	/** All numbers are from about the same moment: in a storm the newest of this process would be far ahead of what workers have told. */
	#compare(): void {
		const { size, limit } = this.#own as OwnReaders;
		const workers = [...this.#workers];
		const counts = [this.#ownThen, ...workers.map(({ readers }) => readers)];
		const [own = false, ...others] = aboveShare(counts, limit);
		this.#exceeded = own;
		for (const [index, worker] of workers.entries()) {
			worker.tellShare(others[index] ?? false);
			if (!worker.hangs(hangingMs / tellMs)) continue;
			this.#logger.error({ worker: worker.pid }, 'a worker hangs');
			worker.kill();
		}
		this.#ownThen = size;
	}
}
