/** Connections that a worker has accepted and handed to the first process, where they are as good as its own. */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';

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
		if (!server || this.#sockets.size >= this.#most) return void socket.destroy();
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
