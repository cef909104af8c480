/** Connections that a worker has accepted and handed to the first process, where they are as good as its own. */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { CandorError } from '../../../src/model/errors.ts';
import { rawProblem } from '../../core/problem.ts';
import type { StreamRequest } from '../listener/handshake.ts';
import type { OwnReaders } from './workers.ts';

export class Handed {
	readonly #sockets = new Set<Socket>();
	/** Those that were no readers when they came. */
	readonly #others = new Set<Socket>();
	#all = 0;
	#server: Server | undefined;
	#own: OwnReaders | undefined;

	/** Where they go; its `maxConnections` counts them from now on, although Node does not. */
	goTo(server: Server): void {
		this.#server = server;
		this.#all = server.maxConnections;
	}

	/** Whose readers they become. */
	beside(own: OwnReaders): void {
		this.#own = own;
	}

	/** A reader: the limit for readers is the one it meets. */
	takeReader(socket: Socket, request: StreamRequest): void {
		if (!this.#own) return void socket.destroy();
		this.#add(socket);
		this.#own.welcome(socket, request);
	}

	/** Any other connection, with what was read of it. */
	takeConnection(socket: Socket, bytes: Uint8Array): void {
		if (!this.#server) return void socket.destroy();
		if (!this.#hasRoom()) {
			socket.on('error', ignore);
			socket.end(
				rawProblem(new CandorError('full', 'This server has too many connections. Come back later.')),
			);
			return void socket.destroySoon();
		}
		this.#add(socket);
		this.#others.add(socket);
		socket.unshift(bytes);
		this.#server.emit('connection', socket);
	}

	/** Resolves once all are closed: `Server.close` waits only for those that the server accepted itself. */
	async closed(): Promise<void> {
		await Promise.all(
			[...this.#sockets].map((socket) => new Promise((resolve) => void socket.once('close', resolve))),
		);
	}

	#add(socket: Socket): void {
		this.#sockets.add(socket);
		this.#count();
		socket.once('close', () => {
			this.#sockets.delete(socket);
			this.#others.delete(socket);
			this.#count();
		});
	}

	#count(): void {
		if (this.#server) this.#server.maxConnections = this.#all - this.#sockets.size;
	}

	/** Half of all connections, and no more than readers leave: the other half is for those who come to this process themselves. */
	#hasRoom(): boolean {
		const most = Math.min(this.#all / 2, this.#all - (this.#own?.size ?? 0));
		if (this.#others.size < most) return true;
		// A connection may have become a reader since: one that asked for something else before, or in an unusual way.
		for (const socket of this.#others) if (this.#own?.has(socket)) this.#others.delete(socket);
		return this.#others.size < most;
	}
}

/** One who goes away while being told so is no fault. */
const ignore = (): void => undefined;
