/** What only operators read, asked for again while its screen is open. */
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { type BackoffLimits, backoffMs } from '../../model/backoff.ts';
import { sentenceOf } from '../api/problem.ts';
import { liveFeed } from './live.ts';

/** Between two requests without a change of the public state, milliseconds. */
const intervalMs = 15_000;
/** The same for what changes by itself while the operator watches. */
export const watchingMs = 2_000;
/**
 * After failures: a screen shows up to seven lists, and a failing server gets few requests. A browser
 * repeats a request by itself when a connection that it kept is reset, which comes on top.
 */
const limits: BackoffLimits = { minMs: 10_000, firstMs: 20_000, maxMs: 60_000 };
/** After a change: several come together. */
const settleMs = 150;

/**
 * Renders its host when the value has changed. It asks at once, after each change of the public
 * state, and every fifteen seconds, or more often, while the page is visible; after a failure with
 * the shared back-off.
 */
export class Watched<Value> implements ReactiveController {
	/** `undefined`: not known yet. */
	value: Value | undefined;
	/** The sentence about the last request that failed; empty after a success. */
	problem = '';

	readonly #host: ReactiveControllerHost;
	readonly #load: () => Promise<Value>;
	readonly #intervalOf: (value: Value) => number;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#unsubscribe: () => void = () => undefined;
	#failures = 0;
	#seq = -1;
	#isLoading = false;
	/** Whether it was asked for while a request was under way, whose answer may be too old. */
	#isDue = false;

	/** @param intervalOf - From one request to the next, milliseconds. Default: fifteen seconds. */
	constructor(
		host: ReactiveControllerHost,
		load: () => Promise<Value>,
		intervalOf: (value: Value) => number = () => intervalMs,
	) {
		this.#host = host;
		this.#load = load;
		this.#intervalOf = intervalOf;
		host.addController(this);
	}

	hostConnected(): void {
		this.#unsubscribe = liveFeed().subscribe(() => {
			const { seq } = liveFeed().snapshot().state;
			if (seq === this.#seq) return;
			this.#seq = seq;
			// A failing server is not asked sooner because of what it sends.
			if (this.#failures === 0) this.#after(settleMs);
		});
		document.addEventListener('visibilitychange', this.#onVisible);
		void this.refresh();
	}

	hostDisconnected(): void {
		this.#unsubscribe();
		document.removeEventListener('visibilitychange', this.#onVisible);
		clearTimeout(this.#timer);
	}

	readonly #onVisible = (): void => {
		if (document.visibilityState === 'visible' && this.#failures === 0) void this.refresh();
	};

	#after(ms: number): void {
		clearTimeout(this.#timer);
		this.#timer = setTimeout(() => {
			if (document.visibilityState === 'visible') void this.refresh();
		}, ms);
	}

	/**
	 * Asks now, or again after the request that is under way. Never rejects: a failure is in
	 * {@link problem}.
	 */
	async refresh(): Promise<void> {
		if (this.#isLoading) {
			this.#isDue = true;
			return;
		}
		this.#isLoading = true;
		this.#isDue = false;
		try {
			this.value = await this.#load();
			this.problem = '';
			this.#failures = 0;
		} catch (error) {
			this.problem = sentenceOf(error);
			this.#failures += 1;
		} finally {
			this.#isLoading = false;
		}
		this.#after(this.#nextMs());
		this.#host.requestUpdate();
	}

	#nextMs(): number {
		if (this.#failures > 0) return backoffMs(this.#failures, Math.random, { limits });
		if (this.#isDue) return settleMs;
		return this.value === undefined ? intervalMs : this.#intervalOf(this.value);
	}
}
