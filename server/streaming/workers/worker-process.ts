/** One worker process, seen from the primary process. */
import { type ChildProcess, fork } from 'node:child_process';
import type { Server, Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { embeddedPackage } from '../../core/embedded-package.ts';
import type { StreamRequest } from '../listener/handshake.ts';
import type { Figures } from '../stream-figures.ts';
import type { FromWorker, ToWorker } from './messages.ts';

/** In this folder: `.ts` when running from source, `.js` when built. */
const program = fileURLToPath(new URL(`worker${import.meta.url.slice(-3)}`, import.meta.url));

/**
 * In MB; Node's default is up to 16. A worker allocates little besides long-lived connections. A
 * larger space for young objects would fill up with them, copy each of them twice, and never
 * shrink.
 */
const memoryOptions = ['--max-semi-space-size=1'];

interface WorkerCallbacks {
	/** Gets stream requests that the worker does not serve. */
	onStream(socket: Socket, request: StreamRequest): void;
	/** Gets what happened to the worker's streams since it last said so. */
	onFigures(figures: Figures): void;
	/** Gets all other connections, with the bytes that were read. */
	onConnection(socket: Socket, bytes: Uint8Array): void;
}

export class WorkerProcess {
	/**
	 * Resolves to `true` when the worker accepts connections, to `false` when it has ended before
	 * that.
	 */
	readonly ready: Promise<boolean>;
	/** Resolves to the reason when the process has ended. */
	readonly ended: Promise<string>;
	/**
	 * The number of open streams: the last count that it sent, plus the streams handed off to it
	 * since.
	 */
	streamCount = 0;
	/**
	 * Checks since its last message. A worker that is starting sends nothing, so counting starts with
	 * the first message.
	 */
	#silentChecks = Number.NEGATIVE_INFINITY;
	#isAboveFairShare = false;
	#unreadableSince: number | null = null;
	readonly #child: ChildProcess;
	/**
	 * Sockets on their way to the worker. They are closed here if it ends before it has received
	 * them.
	 */
	readonly #inTransit = new Set<Socket>();

	constructor({ onStream, onConnection, onFigures }: WorkerCallbacks) {
		const embedded = embeddedPackage();
		this.#child = fork(embedded?.program ?? program, embedded ? [embedded.workerArgument] : [], {
			serialization: 'advanced',
			execArgv: [...process.execArgv, ...memoryOptions],
		});
		this.ended = new Promise((resolve) => {
			this.#child.once('error', ({ message }) => resolve(message));
			this.#child.once('exit', (code, signal) => {
				for (const socket of this.#inTransit) socket.destroy();
				resolve(signal ?? `exit code ${code}`);
			});
		});
		this.ready = new Promise((resolve) => {
			void this.ended.then(() => resolve(false));
			this.#child.on('message', (message: FromWorker, socket) => {
				this.#silentChecks = 0;
				if (message.type === 'ready') resolve(true);
				else if (message.type === 'stream-count') this.streamCount = message.count;
				else if (message.type === 'figures') onFigures(message);
				// There is no socket when it was closed in transit.
				else if (!socket) return;
				else if (message.type === 'hand-off-stream') onStream(socket as Socket, message.request);
				else onConnection(socket as Socket, message.bytes);
			});
		});
	}

	get pid(): number | undefined {
		return this.#child.pid;
	}

	/** Messages arrive in order. Does not wait for the worker. */
	send(message: ToWorker, server?: Server): void {
		// Sending to an ended process fails; `ended` handles that.
		this.#child.send(message, server, ignore);
	}

	/**
	 * Counts a check; `true` once, when the worker has sent nothing for `limit` checks. Checks are
	 * counted instead of time, because the clock goes on while the whole machine sleeps.
	 */
	hasStoppedResponding(limit: number): boolean {
		this.#silentChecks += 1;
		return this.#silentChecks === limit;
	}

	/** Tells the worker whether it has more than its fair share, when that has changed. */
	updateFairShare(isAbove: boolean): void {
		if (isAbove === this.#isAboveFairShare) return;
		this.#isAboveFairShare = isAbove;
		this.send({ type: 'fair-share', isAbove });
	}

	/** Tells the worker since when the log cannot be read, when that has changed. */
	updateUnreadable(since: number | null): void {
		if (since === this.#unreadableSince) return;
		this.#unreadableSince = since;
		this.send({ type: 'unreadable', since });
	}

	/** Hands a stream request off to the worker, with its socket. */
	handOff(socket: Socket, request: StreamRequest): void {
		this.streamCount += 1;
		this.#inTransit.add(socket);
		this.#child.send({ type: 'open-stream', request } satisfies ToWorker, socket, (error) => {
			this.#inTransit.delete(socket);
			if (error) socket.destroy();
		});
	}

	kill(): void {
		this.#child.kill('SIGKILL');
	}
}

const ignore = (): void => undefined;
