/** The parts of `window` that the watch uses, so that a test can hand in others and turn the clock by hand. */
export interface Environment {
	/** The page's own. It is replaced while its calls are watched, and put back afterwards. */
	fetch: typeof fetch;
	setTimeout(callback: () => void, ms: number): number;
	clearTimeout(timer: number | undefined): void;
	/** Hears `online`, `offline` and `securitypolicyviolation`. */
	addEventListener(type: string, listener: (event: Event) => void, options: { signal: AbortSignal }): void;
	/** Milliseconds that only ever grow; resource timings count on the same scale. */
	readonly performance: { now(): number };
	readonly Math: { random(): number };
	readonly navigator: { readonly onLine: boolean };
	readonly document: { readonly baseURI: string };
	readonly PerformanceObserver?: typeof PerformanceObserver;
}
