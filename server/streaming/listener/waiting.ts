/** Sockets that have said nothing yet, or half a head. No timer for each: one sweep closes those that have been here too long. */
import type { Socket } from 'node:net';
import type { Clock } from '../../core/clock.ts';
import { every } from '../../core/every.ts';

const sweepMs = 1_000;

export interface WaitingLimits {
	/** How long a connection may take to say what it wants, in milliseconds. */
	readonly silentMs: number;
	/** How many may take their time at once; then the one that came first makes room. It never was a reader. */
	readonly mostSilent: number;
}

export class Waiting {
	/** In the order of their coming, with the sweep at which each has to go. */
	readonly #sockets = new Map<Socket, number>();
	readonly #limits: WaitingLimits;
	readonly #stop: () => void;
	#sweeps = 0;

	constructor(clock: Clock, limits: WaitingLimits) {
		this.#limits = limits;
		this.#stop = every(clock, sweepMs, () => this.#sweep());
	}

	get size(): number {
		return this.#sockets.size;
	}

	add(socket: Socket): void {
		if (this.#sockets.size >= this.#limits.mostSilent) {
			const [eldest] = this.#sockets.keys();
			if (eldest) this.#close(eldest);
		}
		this.#sockets.set(socket, this.#sweeps + Math.ceil(this.#limits.silentMs / sweepMs));
	}

	has(socket: Socket): boolean {
		return this.#sockets.has(socket);
	}

	remove(socket: Socket): void {
		this.#sockets.delete(socket);
	}

	close(): void {
		this.#stop();
		for (const socket of this.#sockets.keys()) this.#close(socket);
	}

	#sweep(): void {
		this.#sweeps += 1;
		for (const [socket, until] of this.#sockets) {
			if (until > this.#sweeps) return;
			this.#close(socket);
		}
	}

	#close(socket: Socket): void {
		this.#sockets.delete(socket);
		socket.destroy();
	}
}
