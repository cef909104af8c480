/** One worker as the first process sees it. */
import { type ChildProcess, fork } from 'node:child_process';
import type { Server, Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import type { StreamRequest } from '../listener/handshake.ts';
import type { FromWorker, ToWorker } from './messages.ts';

/** Beside this file: `.ts` when it runs from source, `.js` when it is built. */
const programme = fileURLToPath(new URL(`worker${import.meta.url.slice(-3)}`, import.meta.url));

/**
 * What a worker keeps it keeps for long, and what it throws away is little: a larger space for young objects would only be filled with
 * readers, copied twice, and never given back. In MB; Node's own choice is up to 16.
 */
const memoryOptions = ['--max-semi-space-size=1'];

interface FromWorkers {
	/** Gets the readers of whom a worker has enough. */
	onReader(socket: Socket, request: StreamRequest): void;
	/** Gets the connections that are no streams, with what was read of them. */
	onConnection(socket: Socket, bytes: Uint8Array): void;
}

export class WorkerProcess {
	/** Resolves once it accepts connections, or to `false` when it has ended without. */
	readonly ready: Promise<boolean>;
	/** Resolves when it has ended, to how it came. */
	readonly ended: Promise<string>;
	/** How many streams it has: what it told last, and those that it was given since. */
	readers = 0;
	/** How often the first process has asked since it last said anything; nothing is expected of one that starts. */
	#silence = Number.NEGATIVE_INFINITY;
	#exceeded = false;
	readonly #child: ChildProcess;
	/** Sockets that it has not taken yet: they are nobody's if it ends. */
	readonly #going = new Set<Socket>();

	constructor({ onReader, onConnection }: FromWorkers) {
		this.#child = fork(programme, [], {
			serialization: 'advanced',
			execArgv: [...process.execArgv, ...memoryOptions],
		});
		this.ended = new Promise((resolve) => {
			this.#child.once('error', ({ message }) => resolve(message));
			this.#child.once('exit', (code, signal) => {
				for (const socket of this.#going) socket.destroy();
				resolve(signal ?? `exit code ${code}`);
			});
		});
		this.ready = new Promise((resolve) => {
			void this.ended.then(() => resolve(false));
			this.#child.on('message', (message: FromWorker, socket) => {
				this.#silence = 0;
				if (message.type === 'ready') resolve(true);
				else if (message.type === 'readers') this.readers = message.count;
				// Without a socket it was closed on the way.
				else if (!socket) return;
				else if (message.type === 'reader') onReader(socket as Socket, message.request);
				else onConnection(socket as Socket, message.bytes);
			});
		});
	}

	get pid(): number | undefined {
		return this.#child.pid;
	}

	/** In order, and without waiting for the worker. */
	tell(message: ToWorker, server?: Server): void {
		// One that has ended hears nothing, and `ended` tells it.
		this.#child.send(message, server, ignore);
	}

	/**
	 * Whether it has just been found to hang, by the last of so many questions. They are counted, as a clock goes on while the whole
	 * machine sleeps.
	 */
	hangs(questions: number): boolean {
		this.#silence += 1;
		return this.#silence === questions;
	}

	/** Tells whether it has more than its share, once that changes. */
	tellShare(exceeded: boolean): void {
		if (exceeded === this.#exceeded) return;
		this.#exceeded = exceeded;
		this.tell({ type: 'share', exceeded });
	}

	/** Gives it a reader's socket. */
	give(message: ToWorker, socket: Socket): void {
		this.readers += 1;
		this.#going.add(socket);
		this.#child.send(message, socket, (error) => {
			this.#going.delete(socket);
			if (error) socket.destroy();
		});
	}

	kill(): void {
		this.#child.kill('SIGKILL');
	}
}

const ignore = (): void => undefined;
