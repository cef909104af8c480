/** Fan-out: one buffer per commit, written to the sockets of all readers. */
import type { Socket } from 'node:net';
import { heartbeat } from '../../src/model/index.ts';
import type { Clock } from '../clock.ts';

export interface HubOptions {
	readonly heartbeatMs: number;
	/** A reader who is further behind than this, in bytes, is cut; it comes back with its cursor. */
	readonly backlogLimit: number;
}

const beat = Buffer.from(heartbeat);

export class Hub {
	readonly #clock: Clock;
	readonly #options: HubOptions;
	/** Dense, so that a publication is one pass; a reader who leaves is replaced by the last. */
	readonly #readers: Socket[] = [];
	readonly #places = new Map<Socket, number>();
	/** Readers whose first frame is on its way, with its length. */
	readonly #arriving = new Map<Socket, number>();
	readonly #onClose: (this: Socket) => void;
	readonly #stopHeart: () => void;
	#draining = false;

	constructor(clock: Clock, options: HubOptions) {
		this.#clock = clock;
		this.#options = options;
		const hub = this;
		// One function for all readers: it knows whose it is by `this`.
		this.#onClose = function onClose() {
			hub.#remove(this);
		};
		this.#stopHeart = every(clock, options.heartbeatMs, () => this.#write(beat));
	}

	get size(): number {
		return this.#readers.length;
	}

	/** Whether this socket is a reader's. */
	has(socket: Socket): boolean {
		return this.#places.has(socket);
	}

	get draining(): boolean {
		return this.#draining;
	}

	/** Takes a socket on whose stream `first` is the next to be written. */
	attach(socket: Socket, first: Buffer): void {
		socket.setNoDelay(true);
		socket.setTimeout(0);
		// A reader who goes away in the middle of a write is no fault: `close` follows.
		socket.on('error', ignore);
		socket.once('close', this.#onClose);
		this.#places.set(socket, this.#readers.push(socket) - 1);
		// Whoever is new on a slow line is not behind for as long as it still takes in what it came for.
		this.#arriving.set(socket, first.length);
		socket.write(first, () => this.#arriving.delete(socket));
	}

	/** Writes a frame to every reader. */
	publish(frame: Buffer): void {
		this.#write(frame);
	}

	/**
	 * Writes a last frame to every reader and ends their streams. Resolves once all have taken it in; those who read no
	 * more are cut after `patienceMs`.
	 */
	async drain(retire: Buffer, patienceMs: number): Promise<void> {
		this.#draining = true;
		this.#stopHeart();
		const cancel = this.#clock.after(patienceMs, () => {
			for (const socket of [...this.#readers]) socket.destroy();
		});
		await Promise.all([...this.#readers].map((socket) => ended(socket, retire)));
		cancel();
	}

	#write(bytes: Buffer): void {
		// From the end, because a reader who is cut leaves its place to the last one.
		for (let place = this.#readers.length - 1; place >= 0; place--) {
			const socket = this.#readers[place];
			if (!socket) continue;
			if (socket.writableLength > this.#options.backlogLimit + (this.#arriving.get(socket) ?? 0)) {
				this.#remove(socket);
				socket.destroy();
			} else socket.write(bytes);
		}
	}

	#remove(socket: Socket): void {
		const place = this.#places.get(socket);
		if (place === undefined) return;
		this.#places.delete(socket);
		this.#arriving.delete(socket);
		const last = this.#readers.pop();
		if (!last || last === socket) return;
		this.#readers[place] = last;
		this.#places.set(last, place);
	}
}

function every(clock: Clock, intervalMs: number, act: () => void): () => void {
	let cancel = (): void => undefined;
	const next = (): void => {
		cancel = clock.after(intervalMs, () => {
			act();
			next();
		});
	};
	next();
	return () => cancel();
}

/** Resolves when the socket is closed, by us once it has taken everything or by the reader. */
const ended = (socket: Socket, last: Buffer): Promise<void> =>
	new Promise((resolve) => {
		socket.once('close', () => resolve());
		socket.end(last, () => socket.destroy());
	});

const ignore = (): void => undefined;
