/** The history's bytes: folded from the log once, kept up with it from then on, and made anew when it tells something new. */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { History } from '../../../src/model/history/history.ts';
import { lastDays } from '../../../src/model/history/last-days.ts';
import { StatusHistory } from '../../../src/model/history/status-history.ts';
import type { Commit } from '../../../src/model/state/commit.ts';
import type { Clock } from '../../core/clock.ts';
import type { LiveState } from '../../core/live-state.ts';
import type { Log } from '../../core/log/log.ts';
import { withSignature } from '../../core/signing/jws.ts';
import type { Signer } from '../../streaming/hub/frames.ts';
import { EncodedBody } from './encoded.ts';

interface Made {
	/** Weak, because the same history is sent in several encodings. */
	readonly tag: `W/"${string}"`;
	readonly body: EncodedBody;
}

interface Surroundings {
	readonly log: Log;
	readonly liveState: LiveState;
	readonly clock: Clock;
	readonly signer: Signer;
	/** Hears why the log could not be read: then whoever asks for the history is told so, and everything else goes on. */
	readonly report: (error: unknown) => void;
}

const minuteMs = 60_000;
/** A signature must not expire while caches hear that they have the newest. */
const signedAnewMs = 3_600_000;

export class Histories {
	readonly #around: Surroundings;
	readonly #folded = new StatusHistory();
	/** The commit that the history has come to. */
	#seq = 0;
	#stopped = false;
	#unsubscribe = (): void => undefined;
	/** All days, as of a seq and a minute. */
	#all: { readonly key: string; readonly history: History } | undefined;
	/** What was made last, by how many days it has. */
	readonly #made = new Map<number, Made & { readonly key: string }>();
	readonly #ready: Promise<void>;

	/** Begins to read the log; readers and operators have their turn in between. */
	constructor(around: Surroundings) {
		this.#around = around;
		this.#ready = this.#catchUp();
		this.#ready.catch(around.report);
	}

	/** The last `days`, 90 at the most. Waits until the log is read; throws CandorError `damaged` when it cannot be. */
	async current(days: number): Promise<Made> {
		await this.#ready;
		const { liveState, clock, signer } = this.#around;
		const now = clock.now();
		const key = `${liveState.state.seq} ${Math.floor(now / minuteMs)} ${signer.kid}`;
		const made = this.#made.get(days);
		if (made?.key === key) return made;
		const json = JSON.stringify({ site: liveState.site, ...lastDays(this.#at(now), days) });
		const words = [json, signer.kid, Math.floor(now / signedAnewMs)].join('\n');
		const tag = `W/"${createHash('sha256').update(words).digest('base64url').slice(0, 22)}"` as const;
		// Most minutes bring nothing new: what is compressed stays so, and a cache keeps what it has.
		const body =
			made?.tag === tag
				? made.body
				: new EncodedBody(Buffer.from(withSignature(json, signer.sign('history', json))));
		const next = { key, tag, body };
		this.#made.set(days, next);
		return next;
	}

	/** Resolves once the log is not read any more. */
	async stop(): Promise<void> {
		this.#stopped = true;
		this.#unsubscribe();
		await Promise.allSettled([this.#ready]);
	}

	/** As of the full minute, on which all servers of one log agree. */
	#at(now: number): History {
		const { state } = this.#around.liveState;
		const minute = Math.floor(now / minuteMs);
		const key = `${state.seq} ${minute}`;
		if (this.#all?.key !== key) this.#all = { key, history: this.#folded.read(state, minute * minuteMs) };
		return this.#all.history;
	}

	async #catchUp(): Promise<void> {
		while (this.#seq < this.#around.liveState.state.seq) {
			// A turn of its own for each page, the first one too: whoever starts a server waits for its port.
			await setImmediate();
			if (this.#stopped) return;
			for (const commit of await this.#around.log.read(this.#seq)) this.#take(commit);
		}
		// In the same turn as the comparison: no commit comes in between.
		this.#unsubscribe = this.#around.liveState.subscribe((commit) => this.#take(commit));
	}

	#take(commit: Commit): void {
		// What the log holds beyond the state will be heard of.
		if (commit.seq !== this.#seq + 1 || commit.seq > this.#around.liveState.state.seq) return;
		this.#folded.take(commit);
		this.#seq = commit.seq;
	}
}
