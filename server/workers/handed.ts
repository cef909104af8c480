/** Connections that a worker has accepted and handed to the first process, where they are as good as its own. */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { CandorError } from '../../src/model/index.ts';
import { rawProblem } from '../http/problem.ts';

export class Handed {
	readonly #sockets = new Set<Socket>();
	#most = 0;
	#all = 0;
	#server: Server | undefined;

	/** Where they go; its `maxConnections` counts them from now on, although Node does not. */
	goTo(server: Server): void {
		this.#server = server;
		this.#all = server.maxConnections;
		// The other half is for those who come to this process themselves.
		this.#most = Math.floor(this.#all / 2);
	}

	take(socket: Socket, bytes: Uint8Array): void {
		const server = this.#server;
		if (!server) return void socket.destroy();
		if (this.#sockets.size >= this.#most) {
			socket.on('error', ignore);
			socket.end(
				rawProblem(new CandorError('full', 'This server has too many connections. Come back later.')),
			);
			return void socket.destroySoon();
		}
		this.#sockets.add(socket);
		this.#count(server);
		socket.once('close', () => {
			this.#sockets.delete(socket);
			this.#count(server);
		});
		socket.unshift(bytes);
		server.emit('connection', socket);
	}

	/** Resolves once all are closed: `Server.close` waits only for those that the server accepted itself. */
	async closed(): Promise<void> {
		await Promise.all(
			[...this.#sockets].map((socket) => new Promise((resolve) => void socket.once('close', resolve))),
		);
	}

	#count(server: Server): void {
		server.maxConnections = this.#all - this.#sockets.size;
	}
}

/** One who goes away while being told so is no fault. */
const ignore = (): void => undefined;
