/** Writes to readers, and cuts those who do not take in what they are sent: they come back with their cursor. */
import type { Reader } from './reader.ts';

export interface BacklogLimits {
	/** How far behind a reader may be, in bytes, beyond the one write that is under way. */
	readonly backlogLimit: number;
	/** How long a reader may take in nothing of what it is sent, in milliseconds. */
	readonly stuckMs: number;
}

/** The slowest line that is waited for, in bytes per millisecond: a large frame has that much longer to go. */
const slowest = 8;

export class Backlog {
	readonly #limits: BacklogLimits;
	readonly #tickMs: number;
	readonly #cut: (reader: Reader) => void;
	/** Readers with something that the system has not taken in: few, and the only ones that are looked at every tick. */
	readonly #behind = new Set<Reader>();

	constructor(limits: BacklogLimits, tickMs: number, cut: (reader: Reader) => void) {
		this.#limits = limits;
		this.#tickMs = tickMs;
		this.#cut = cut;
	}

	/** Writes, unless the reader is too far behind: then it is cut. */
	write(reader: Reader, bytes: Buffer, tick: number): void {
		const { socket } = reader;
		const behind = socket.writableLength;
		if (behind > 0) {
			if (behind < reader.allowance) reader.allowance = 0;
			if (behind > this.#limits.backlogLimit + reader.allowance) {
				this.#cut(reader);
				return;
			}
		}
		socket.write(bytes);
		// Nearly always the system takes everything at once.
		if (behind === 0 && socket.writableLength > 0) this.#watch(reader, tick);
	}

	/** A heartbeat tells nothing to a reader who has not heard what came before it. */
	beat(reader: Reader, bytes: Buffer, tick: number): void {
		if (reader.socket.writableLength === 0) this.write(reader, bytes, tick);
	}

	/** Writes a last frame, and closes once it is out. */
	end(reader: Reader, bytes: Buffer, tick: number): void {
		const behind = reader.socket.writableLength;
		reader.socket.end(bytes);
		reader.socket.destroySoon();
		if (behind === 0 && reader.socket.writableLength > 0) this.#watch(reader, tick);
	}

	/** Cuts whoever has taken in nothing for too long. */
	sweep(tick: number): void {
		for (const reader of this.#behind) {
			const { socket } = reader;
			const behind = socket.writableLength;
			const taken = socket.bytesWritten - behind;
			if (behind < reader.allowance) reader.allowance = 0;
			if (behind === 0) this.#behind.delete(reader);
			else if (taken !== reader.taken) {
				reader.taken = taken;
				reader.movedAt = tick;
			} else if ((tick - reader.movedAt) * this.#tickMs > this.#limits.stuckMs + reader.allowance / slowest) {
				this.#behind.delete(reader);
				this.#cut(reader);
			}
		}
	}

	forget(reader: Reader): void {
		this.#behind.delete(reader);
	}

	/** The system has not taken all of a write in: from now on it is looked whether it does. */
	#watch(reader: Reader, tick: number): void {
		const { socket } = reader;
		reader.allowance = socket.writableLength;
		reader.taken = socket.bytesWritten - reader.allowance;
		reader.movedAt = tick;
		this.#behind.add(reader);
	}
}
