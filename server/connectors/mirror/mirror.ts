/** Keeps a mirror up to date for as long as it is wanted: at once after each change, and every minute in any case. */
import type { Copier, Position } from './copier.ts';

/** What comes of following the server's stream. */
export type News =
	| { readonly name: 'snapshot' | 'change'; readonly data: Position }
	| { readonly name: 'lost'; readonly reason: string };

/** What a mirror tells its operator. */
export type Told =
	| { readonly type: 'written'; readonly files: readonly string[]; readonly seq: number }
	| { readonly type: 'failed'; readonly reason: string }
	| { readonly type: 'lost'; readonly reason: string }
	| { readonly type: 'back' };

export interface MirrorOptions {
	readonly copier: Copier;
	readonly news: AsyncIterable<News>;
	readonly signal: AbortSignal;
	/** Ends after so many milliseconds, or at once when the signal aborts; never rejects. */
	readonly sleep: (milliseconds: number, signal: AbortSignal) => Promise<void>;
	/** From 0 up to 1. */
	readonly random: () => number;
	readonly tell: (told: Told) => void;
}

/** A server makes its snapshot anew each minute: the copy's age is by how long ago the server was heard. Scripts that have not changed cost one `304`. */
const refreshMs = 60_000;
const longestPauseMs = 10_000;

export class Mirror {
	readonly #options: MirrorOptions;
	#heard: Position | null = null;
	#due: 'nothing' | 'snapshot' | 'all' = 'nothing';
	#working: Promise<void> | null = null;
	/** Ends the pause after a failure: news is tried at once. */
	#pause = new AbortController();
	#lost = false;
	/** The last failure that was told; it is not told again until something else happens. */
	#trouble: string | null = null;

	constructor(options: MirrorOptions) {
		this.#options = options;
	}

	/** Ends when the signal aborts. A server or a storage that is away leaves the last copy as it is. */
	async run(): Promise<void> {
		const refreshing = this.#refresh();
		for await (const each of this.#options.news) this.#hear(each);
		await refreshing;
		await this.#working;
	}

	#hear(news: News): void {
		const { tell } = this.#options;
		if (news.name === 'lost') {
			if (!this.#lost) tell({ type: 'lost', reason: news.reason });
			this.#lost = true;
			return;
		}
		// Another version of the server may have come back.
		this.#want(this.#lost || !this.#heard ? 'all' : 'snapshot');
		if (this.#lost) tell({ type: 'back' });
		this.#lost = false;
		const { site, seq } = news.data;
		this.#heard = { site, seq };
	}

	async #refresh(): Promise<void> {
		const { sleep, signal } = this.#options;
		while (!signal.aborted) {
			await sleep(refreshMs, signal);
			if (!signal.aborted) this.#want('all');
		}
	}

	/** Changes that come while a copy is under way lead to one more. */
	#want(what: 'snapshot' | 'all'): void {
		this.#owe(what);
		this.#pause.abort();
		this.#working ??= this.#work();
	}

	#owe(what: 'snapshot' | 'all'): void {
		if (this.#due !== 'all') this.#due = what;
	}

	async #work(): Promise<void> {
		const { sleep, signal, random } = this.#options;
		// What else was heard in this moment belongs to the same copy.
		await Promise.resolve();
		for (let failures = 0; this.#due !== 'nothing' && !signal.aborted; ) {
			const due = this.#due;
			this.#due = 'nothing';
			if (await this.#copy(due)) failures = 0;
			else {
				this.#owe(due);
				this.#pause = new AbortController();
				const pauseMs = Math.min(1000 * 2 ** failures++, longestPauseMs) * (0.5 + random() / 2);
				await sleep(pauseMs, AbortSignal.any([signal, this.#pause.signal]));
			}
		}
		this.#working = null;
	}

	/** `false`: it must be tried again. */
	async #copy(due: 'snapshot' | 'all'): Promise<boolean> {
		const { copier, tell } = this.#options;
		const files: string[] = [];
		let reason: string | null = null;
		try {
			files.push(...(await copier.snapshot(this.#heard)));
			if (due === 'all') files.push(...(await copier.rest()));
		} catch (error) {
			reason = error instanceof Error ? error.message : String(error);
		}
		// A snapshot that was written is good news even where a script could not be.
		if (files.length > 0) tell({ type: 'written', files, seq: copier.position?.seq ?? 0 });
		if (reason !== null && reason !== this.#trouble) tell({ type: 'failed', reason });
		this.#trouble = reason;
		return reason === null;
	}
}
