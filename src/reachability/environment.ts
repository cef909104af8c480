/** The parts of `window` that the watch uses, so that tests can provide their own with a manual clock. */
export interface Environment {
	/** The page's own `fetch`. It is replaced while its calls are watched, and restored afterwards. */
	fetch: typeof fetch;
	setTimeout(callback: () => void, ms: number): number;
	clearTimeout(timer: number | undefined): void;
	/** For `online`, `offline` and `securitypolicyviolation`. */
	addEventListener(type: string, listener: (event: Event) => void, options: { signal: AbortSignal }): void;
	/** Monotonic milliseconds, on the same scale as resource timings. */
	readonly performance: { now(): number };
	readonly Math: { random(): number };
	readonly navigator: { readonly onLine: boolean };
	readonly document: { readonly baseURI: string };
	readonly PerformanceObserver?: typeof PerformanceObserver;
}
