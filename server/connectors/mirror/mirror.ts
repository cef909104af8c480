/**
 * Keeps a mirror up to date while it runs: it copies after each change, and once a minute in any
 * case.
 */
import { type BackoffLimits, backoffMs, RequestBudget } from '../../../src/model/backoff.ts';
import type { Position } from './content.ts';
import type { Copier, Scope } from './copier.ts';

/** An event of the server's stream. */
export type SourceEvent =
	| { readonly name: 'snapshot' | 'change'; readonly data: Position }
	| { readonly name: 'lost'; readonly reason: string };

/** What a mirror reports to its operator. */
export type MirrorEvent =
	| { readonly type: 'written'; readonly files: readonly string[]; readonly seq: number }
	| { readonly type: 'failed'; readonly reason: string }
	| { readonly type: 'lost'; readonly reason: string }
	| { readonly type: 'back' };

export interface MirrorOptions {
	readonly copier: Copier;
	readonly events: AsyncIterable<SourceEvent>;
	readonly signal: AbortSignal;
	/** Resolves after `ms`, or at once when the signal aborts; never rejects. */
	readonly sleep: (ms: number, signal: AbortSignal) => Promise<void>;
	/** Milliseconds that no change of the system's clock affects. */
	readonly monotonicNow: () => number;
	/** From 0 (inclusive) to 1 (exclusive). */
	readonly random: () => number;
	readonly onEvent: (event: MirrorEvent) => void;
}

/**
 * A copy states when its server was last reached, so it is renewed although nothing changed.
 * Unchanged scripts cost one `304` each.
 */
const refreshMs = 60_000;
const backoff: BackoffLimits = { minMs: 1_000, firstMs: 3_000, maxMs: 60_000 };
/** Limits failed copies when some succeed in between, which resets the back-off. */
const newBudget = (): RequestBudget => new RequestBudget(30, 300_000);

export class Mirror {
	readonly #options: MirrorOptions;
	readonly #failedCopies = newBudget();
	/** The newest state that the stream has announced. */
	#announced: Position | null = null;
	#pending: Scope | null = null;
	#working: Promise<void> | null = null;
	/** Aborts the second part of a wait: a change is a reason to try again earlier. */
	#wakeUp = new AbortController();
	#isLost = false;
	/** The reason of the last failure, which is reported once. */
	#reportedReason: string | null = null;

	constructor(options: MirrorOptions) {
		this.#options = options;
	}

	/**
	 * Ends when the signal aborts. While the server or the storage is unreachable, the last copy
	 * stays.
	 */
	async run(): Promise<void> {
		const refreshing = this.#refresh();
		for await (const event of this.#options.events) this.#handle(event);
		await refreshing;
		await this.#working;
	}

	#handle(event: SourceEvent): void {
		const { onEvent } = this.#options;
		if (event.name === 'lost') {
			if (!this.#isLost) onEvent({ type: 'lost', reason: event.reason });
			this.#isLost = true;
			return;
		}
		// After an outage the server may have another version, with other scripts.
		this.#request(this.#isLost || !this.#announced ? 'all' : 'snapshot');
		if (this.#isLost) onEvent({ type: 'back' });
		this.#isLost = false;
		const { site, seq } = event.data;
		this.#announced = { site, seq };
	}

	async #refresh(): Promise<void> {
		const { sleep, signal } = this.#options;
		while (!signal.aborted) {
			await sleep(refreshMs, signal);
			if (!signal.aborted) this.#request('all');
		}
	}

	/** Changes during a copy lead to one further copy. */
	#request(scope: Scope): void {
		this.#addPending(scope);
		this.#wakeUp.abort();
		this.#working ??= this.#work();
	}

	#addPending(scope: Scope): void {
		if (this.#pending !== 'all') this.#pending = scope;
	}

	async #work(): Promise<void> {
		const { signal } = this.#options;
		// Events of the same moment lead to one copy.
		await Promise.resolve();
		for (let failures = 0; this.#pending && !signal.aborted; ) {
			const scope = this.#pending;
			this.#pending = null;
			if (await this.#copy(scope)) failures = 0;
			else {
				this.#addPending(scope);
				await this.#waitAfterFailure(++failures);
			}
		}
		this.#working = null;
	}

	/**
	 * A change shortens the wait, but not below the shortest wait of the back-off: changes may come
	 * many times a second.
	 */
	async #waitAfterFailure(failures: number): Promise<void> {
		const { sleep, signal, random, monotonicNow } = this.#options;
		this.#failedCopies.spend(monotonicNow());
		const shortestMs = Math.max(
			backoffMs(failures, () => 0, { limits: backoff }),
			this.#failedCopies.availableInMs(1, monotonicNow()),
		);
		const wholeMs = backoffMs(failures, random, { limits: backoff });
		this.#wakeUp = new AbortController();
		await sleep(shortestMs, signal);
		if (wholeMs > shortestMs)
			await sleep(wholeMs - shortestMs, AbortSignal.any([signal, this.#wakeUp.signal]));
	}

	/** `false`: it failed and must be tried again. */
	async #copy(scope: Scope): Promise<boolean> {
		const { copier, onEvent } = this.#options;
		const files: string[] = [];
		let reason: string | null = null;
		try {
			await copier.copy(scope, this.#announced, files);
		} catch (error) {
			reason = error instanceof Error ? error.message : String(error);
		}
		// What was written is reported even if another file could not be copied.
		if (files.length > 0) onEvent({ type: 'written', files, seq: copier.position?.seq ?? 0 });
		if (reason !== null && reason !== this.#reportedReason) onEvent({ type: 'failed', reason });
		this.#reportedReason = reason;
		return reason === null;
	}
}
