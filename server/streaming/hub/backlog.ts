/** Writes to readers, and cuts those who do not take in what they are sent: they come back with their cursor. */
import type { Reader } from './connection.ts';

export interface BacklogLimits {
	/** How far behind a reader may be, in bytes, beyond the one write that is under way. */
	readonly backlogLimit: number;
	/** How long a reader may take in nothing of what it is sent, in milliseconds. */
	readonly stuckMs: number;
}

/** The slowest line that is waited for, in bytes per millisecond: a large frame has that much longer to go. */
const slowest = 8;
/** How many readers are written to together: what is needed of each fits into the processor's fastest memory. */
const together = 32;

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

	/** The first write. It has none before it to wait for, so that a storm is spared a system call for each reader. */
	greet(reader: Reader, bytes: Buffer, tick: number): void {
		this.#write(reader, bytes, tick);
	}

	/** Writes to all of them; whoever is too far behind is cut. From the end, because the last one takes the place of one who is cut. */
	writeAll(readers: readonly Reader[], bytes: Buffer, tick: number): void {
		for (let end = readers.length; end > 0; end -= together) {
			const from = Math.max(0, end - together);
			// What is known of each reader lies somewhere in memory. A loop that does nothing but look has it fetched side by side,
			// where otherwise each write would wait for its own.
			let behind = 0;
			for (let place = from; place < end; place++) behind += readers[place]?.socket.writableLength ?? 0;
			for (let place = end - 1; place >= from; place--) {
				const reader = readers[place];
				// Nearly always nobody is behind.
				if (reader && (behind === 0 || this.#keepsUp(reader))) this.#writeAtOnce(reader, bytes, tick);
			}
		}
	}

	/** A heartbeat tells nothing to a reader who has not heard what came before it. */
	beat(reader: Reader, bytes: Buffer, tick: number): void {
		if (reader.socket.writableLength === 0) this.#writeAtOnce(reader, bytes, tick);
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

	/** Whether more may be written; a reader who is too far behind is cut. */
	#keepsUp(reader: Reader): boolean {
		const behind = reader.socket.writableLength;
		if (behind === 0) return true;
		if (behind < reader.allowance) reader.allowance = 0;
		if (behind <= this.#limits.backlogLimit + reader.allowance) return true;
		this.#cut(reader);
		return false;
	}

	/** Waits for no acknowledgement of what was written before. */
	#writeAtOnce(reader: Reader, bytes: Buffer, tick: number): void {
		if (!reader.prompt) {
			reader.prompt = true;
			reader.socket.setNoDelay(true);
		}
		this.#write(reader, bytes, tick);
	}

	#write(reader: Reader, bytes: Buffer, tick: number): void {
		const { socket } = reader;
		const behind = socket.writableLength;
		socket.write(bytes);
		// Nearly always the system takes everything at once.
		if (behind === 0 && socket.writableLength > 0) this.#watch(reader, tick);
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
