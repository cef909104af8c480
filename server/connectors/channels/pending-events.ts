/** The events of the log after a cursor, read page by page as it is needed. */
import type { Log } from '../../core/log/log.ts';
import { type ChannelEvent, channelEventsOf } from './channel-events.ts';
import type { Cursor } from './stored-cursors.ts';

type Position = Pick<Cursor, 'seq' | 'part'>;

const isBefore = (a: Position, b: Position): boolean => a.seq < b.seq || (a.seq === b.seq && a.part < b.part);

export class PendingEvents {
	readonly #log: Log;
	#queue: ChannelEvent[] = [];
	/** The cursor that the queue continues, and the last commit that was read. */
	#from: Position | null = null;
	#readTo = 0;

	constructor(log: Log) {
		this.#log = log;
	}

	/** The first event at the position or after it; `null`: the log has none yet. */
	async next(position: Position): Promise<ChannelEvent | null> {
		if (this.#from === null || this.#from.seq !== position.seq || this.#from.part !== position.part)
			this.#startAt(position);
		for (;;) {
			const [first] = this.#queue;
			if (first) return first;
			const page = await this.#log.read(this.#readTo);
			const last = page.at(-1);
			if (!last) return null;
			this.#queue = page.flatMap(channelEventsOf).filter((event) => !isBefore(event, position));
			this.#readTo = last.seq;
		}
	}

	/** The next position, once the first event is done. */
	drop(): Position {
		const [done, ...others] = this.#queue;
		this.#queue = others;
		const from = done ? { seq: done.seq, part: done.part + 1 } : { seq: this.#readTo + 1, part: 0 };
		this.#from = from;
		return from;
	}

	/** Where a reader could begin that has done everything so far. */
	get readTo(): number {
		return this.#readTo;
	}

	#startAt(position: Position): void {
		this.#from = position;
		this.#queue = [];
		this.#readTo = position.seq - 1;
	}
}
