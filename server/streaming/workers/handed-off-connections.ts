/**
 * Connections that a worker accepted and handed off to the primary process, which treats them like
 * its own.
 */
import type { Server } from 'node:http';
import type { Socket } from 'node:net';
import { CandorError } from '../../../src/model/errors.ts';
import { rawProblem } from '../../core/problem.ts';
import type { StreamRequest } from '../listener/handshake.ts';
import type { PrimaryStreams } from './workers.ts';

export class HandedOffConnections {
	readonly #sockets = new Set<Socket>();
	/** Those that were not stream requests on arrival. */
	readonly #others = new Set<Socket>();
	#connectionLimit = 0;
	#server: Server | undefined;
	#streams: PrimaryStreams | undefined;

	/**
	 * The server that gets them. Node does not count them, so its `maxConnections` is lowered by
	 * their number.
	 */
	useServer(server: Server): void {
		this.#server = server;
		this.#connectionLimit = server.maxConnections;
	}

	/** Where their streams are opened. */
	useStreams(streams: PrimaryStreams): void {
		this.#streams = streams;
	}

	/** Accepts a stream request. Only the limit of streams applies to it. */
	acceptStream(socket: Socket, request: StreamRequest): void {
		if (!this.#streams) return void socket.destroy();
		this.#add(socket);
		this.#streams.open(socket, request);
	}

	/** Accepts any other connection, with the bytes that the worker has read. */
	acceptConnection(socket: Socket, bytes: Uint8Array): void {
		if (!this.#server) return void socket.destroy();
		if (!this.#hasRoom()) {
			// The client may disconnect while the refusal is sent.
			socket.on('error', ignore);
			socket.end(
				rawProblem(new CandorError('full', 'This server has too many connections. Try again later.')),
			);
			return void socket.destroySoon();
		}
		this.#add(socket);
		this.#others.add(socket);
		socket.unshift(bytes);
		this.#server.emit('connection', socket);
	}

	/**
	 * Resolves when all are closed. `Server.close` waits only for connections that the server
	 * accepted itself.
	 */
	async closed(): Promise<void> {
		await Promise.all(
			[...this.#sockets].map((socket) => new Promise((resolve) => void socket.once('close', resolve))),
		);
	}

	#add(socket: Socket): void {
		this.#sockets.add(socket);
		this.#updateLimit();
		socket.once('close', () => {
			this.#sockets.delete(socket);
			this.#others.delete(socket);
			this.#updateLimit();
		});
	}

	#updateLimit(): void {
		if (this.#server) this.#server.maxConnections = this.#connectionLimit - this.#sockets.size;
	}

	/**
	 * They may take half of all connections, and no more than the streams leave. The other half is
	 * for connections that the primary process accepts itself.
	 */
	#hasRoom(): boolean {
		const free = this.#connectionLimit - (this.#streams?.size ?? 0);
		const max = Math.min(this.#connectionLimit / 2, free);
		if (this.#others.size < max) return true;
		// Some may have become streams since: after another request, or by an unusual request.
		for (const socket of this.#others) if (this.#streams?.has(socket)) this.#others.delete(socket);
		return this.#others.size < max;
	}
}

const ignore = (): void => undefined;
