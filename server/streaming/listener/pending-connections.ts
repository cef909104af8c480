/**
 * Connections that have not sent a whole request head yet. There is no timer per connection: one
 * sweep closes those that have waited too long.
 */
import type { Socket } from 'node:net';
import { type Clock, repeat } from '../../core/clock.ts';

const sweepMs = 1_000;

export interface PendingLimits {
	/** The longest time until the request of a new connection is complete, in milliseconds. */
	readonly requestTimeoutMs: number;
	/**
	 * The maximum number of pending connections. Beyond it the oldest is closed. It never carries an
	 * open stream.
	 */
	readonly maxPending: number;
}

export class PendingConnections {
	/** In order of arrival, each with the number of the sweep that closes it. */
	readonly #sockets = new Map<Socket, number>();
	readonly #limits: PendingLimits;
	readonly #stop: () => void;
	#sweeps = 0;

	constructor(clock: Clock, limits: PendingLimits) {
		this.#limits = limits;
		this.#stop = repeat(clock, sweepMs, () => this.#sweep());
	}

	get size(): number {
		return this.#sockets.size;
	}

	add(socket: Socket): void {
		if (this.#sockets.size >= this.#limits.maxPending) {
			const [oldest] = this.#sockets.keys();
			if (oldest) this.#close(oldest);
		}
		this.#sockets.set(socket, this.#sweeps + Math.ceil(this.#limits.requestTimeoutMs / sweepMs));
	}

	has(socket: Socket): boolean {
		return this.#sockets.has(socket);
	}

	remove(socket: Socket): void {
		this.#sockets.delete(socket);
	}

	/** Closes all of them and stops the sweep. */
	close(): void {
		this.#stop();
		for (const socket of this.#sockets.keys()) this.#close(socket);
	}

	#sweep(): void {
		this.#sweeps += 1;
		for (const [socket, lastSweep] of this.#sockets) {
			if (lastSweep > this.#sweeps) return;
			this.#close(socket);
		}
	}

	#close(socket: Socket): void {
		this.#sockets.delete(socket);
		socket.destroy();
	}
}
