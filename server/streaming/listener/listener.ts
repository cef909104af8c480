/**
 * Reads the first bytes of every connection. A reader's handshake is answered here, and nothing but its socket is kept: no
 * parser, no request, no response. Every other connection goes on with its bytes, as if nobody had looked at it.
 */
import type { Socket } from 'node:net';
import type { Clock } from '../../core/clock.ts';
import { Handshakes, type StreamRequest } from './handshake.ts';
import { Waiting, type WaitingLimits } from './waiting.ts';

/** Where connections are counted. */
export interface Gate {
	/** A connection arrives; `null`: there are too many. Whoever is let in is let out again. */
	enter(address: string | undefined): { exit(): void } | null;
	/** What a connection is told that was not let in, as bytes. */
	refusal(): string;
}

export interface ListenerOptions extends WaitingLimits {
	/** The path of the stream. */
	readonly path: string;
	readonly gate: Gate;
	/** `true`: it has taken the socket. */
	readonly onStream: (socket: Socket, request: StreamRequest) => boolean;
	/**
	 * Everything else, with the bytes that were read. The socket is paused, and nobody listens to it any more. Until it is closed it
	 * counts as let in; `leave` is for whoever gives it away.
	 */
	readonly onOther: (socket: Socket, bytes: Buffer, leave: () => void) => void;
}

const pass = Symbol('pass');
type Passing = Socket & { [pass]?: { exit(): void } | undefined };
const begun = Symbol('begun');
type Beginning = Socket & { [begun]?: Buffer | undefined };

export class Listener {
	readonly #options: ListenerOptions;
	readonly #handshakes: Handshakes;
	readonly #waiting: Waiting;
	readonly #onData: (this: Socket, bytes: Buffer) => void;
	readonly #onClose: (this: Socket) => void;

	constructor(clock: Clock, options: ListenerOptions) {
		this.#options = options;
		this.#handshakes = new Handshakes(options.path);
		this.#waiting = new Waiting(clock, options);
		const listener = this;
		// One function for all sockets: it knows whose it is by `this`.
		this.#onData = function onData(bytes) {
			listener.#read(this, bytes);
		};
		this.#onClose = function onClose() {
			listener.#waiting.remove(this);
			leave(this);
		};
	}

	/** How many connections have not yet said what they want. */
	get silent(): number {
		return this.#waiting.size;
	}

	accept(socket: Socket): void {
		const admitted = this.#options.gate.enter(socket.remoteAddress);
		socket.on('error', ignore);
		if (!admitted) {
			refuse(socket, this.#options.gate.refusal());
			return;
		}
		// Whoever says that it is done without having said anything, is; so is a reader.
		socket.allowHalfOpen = false;
		(socket as Passing)[pass] = admitted;
		socket.on('close', this.#onClose);
		this.#waiting.add(socket);
		socket.on('data', this.#onData);
	}

	/** Closes the connections that have not said what they want. */
	close(): void {
		this.#waiting.close();
	}

	#read(socket: Beginning, chunk: Buffer): void {
		// What comes behind a stream's request can never be answered.
		if (!this.#waiting.has(socket)) {
			socket.destroy();
			return;
		}
		const { onStream, onOther } = this.#options;
		const before = socket[begun];
		const bytes = before ? Buffer.concat([before, chunk]) : chunk;
		const request = this.#handshakes.read(bytes);
		// Half a head costs no parser: it waits, as those do who say nothing, and no longer than they may.
		if (!request && this.#handshakes.begins(bytes)) {
			socket[begun] = bytes;
			return;
		}
		this.#waiting.remove(socket);
		if (before) socket[begun] = undefined;
		if (request && onStream(socket, request)) {
			// From now on it is counted by whoever has taken it.
			leave(socket);
			return;
		}
		socket.allowHalfOpen = true;
		socket.pause();
		socket.off('data', this.#onData);
		socket.off('error', ignore);
		onOther(socket, bytes, () => leave(socket));
	}
}

/** It is told why, as far as it listens. */
function refuse(socket: Socket, answer: string): void {
	socket.end(answer);
	socket.destroySoon();
}

/** Counts a connection out before it is closed, for whoever counts it from now on; one that no listener has let in stays as it is. */
export function leave(socket: Passing): void {
	socket[pass]?.exit();
	socket[pass] = undefined;
}

const ignore = (): void => undefined;
