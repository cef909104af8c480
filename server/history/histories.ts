/** The history's bytes: folded from the log once, kept up with it from then on, and made anew for each seq and minute. */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { StatusHistory } from '../../src/model/history/status-history.ts';
import type { Commit } from '../../src/model/index.ts';
import type { Clock } from '../clock.ts';
import type { Follower } from '../follower.ts';
import { EncodedBody } from '../http/encoded.ts';
import type { Log } from '../log/log.ts';

interface Made {
	/** Weak, because the same history is sent in several encodings. */
	readonly tag: `W/"${string}"`;
	readonly body: EncodedBody;
}

const minuteMs = 60_000;

export class Histories {
	readonly #log: Log;
	readonly #follower: Follower;
	readonly #clock: Clock;
	readonly #history = new StatusHistory();
	/** The commit that the history has come to. */
	#seq = 0;
	#stopped = false;
	#unsubscribe = (): void => undefined;
	#made: (Made & { readonly key: string }) | undefined;
	readonly #ready: Promise<void>;

	/**
	 * Begins to read the log; readers and operators have their turn in between. `report` hears why it could not be read: then
	 * whoever asks for the history is told so, and everything else goes on.
	 */
	constructor(log: Log, follower: Follower, clock: Clock, report: (error: unknown) => void) {
		this.#log = log;
		this.#follower = follower;
		this.#clock = clock;
		this.#ready = this.#catchUp();
		this.#ready.catch(report);
	}

	/** Waits until the log is read. Throws CandorError `damaged` when it cannot be. */
	async current(): Promise<Made> {
		await this.#ready;
		const { state } = this.#follower;
		const minute = Math.floor(this.#clock.now() / minuteMs);
		const key = `${state.seq} ${minute}`;
		if (this.#made?.key !== key) {
			// As of the full minute, on which all servers of one log agree.
			const history = this.#history.read(state, minute * minuteMs);
			const bytes = Buffer.from(JSON.stringify(history));
			const tag = `W/"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"` as const;
			// Most minutes bring nothing new: what is compressed stays so, and a cache keeps what it has.
			const body = this.#made?.tag === tag ? this.#made.body : new EncodedBody(bytes);
			this.#made = { key, tag, body };
		}
		return this.#made;
	}

	/** Resolves once the log is not read any more. */
	async stop(): Promise<void> {
		this.#stopped = true;
		this.#unsubscribe();
		await Promise.allSettled([this.#ready]);
	}

	async #catchUp(): Promise<void> {
		while (this.#seq < this.#follower.state.seq) {
			// A turn of its own for each page, the first one too: whoever starts a server waits for its port.
			await setImmediate();
			if (this.#stopped) return;
			for (const commit of await this.#log.read(this.#seq)) this.#take(commit);
		}
		// In the same turn as the comparison: no commit comes in between.
		this.#unsubscribe = this.#follower.subscribe((commit) => this.#take(commit));
	}

	#take(commit: Commit): void {
		// What the log holds beyond the state will be heard of.
		if (commit.seq !== this.#seq + 1 || commit.seq > this.#follower.state.seq) return;
		this.#history.take(commit);
		this.#seq = commit.seq;
	}
}
