/**
 * The parts of `window` that the client uses, so that tests can pass others and advance the clock
 * by hand. They are looked up when they are used, because a host page may replace `fetch` after
 * this script has run.
 */
export interface Environment {
	fetch(address: string, options: RequestInit): Promise<Response>;
	setTimeout(callback: () => void, ms: number): number;
	clearTimeout(timer: number | undefined): void;
	/** Missing in Safari. */
	requestIdleCallback?(callback: () => void, options?: { timeout: number }): number;
	/** For `pagehide`, `pageshow`, `freeze`, `resume`, `online`, `storage` and `visibilitychange`. */
	addEventListener(
		type: string,
		listener: (event: Event) => void,
		options: { signal: AbortSignal; capture?: boolean },
	): void;
	dispatchEvent(event: Event): boolean;
	/** The visitor's clock, epoch milliseconds. It may be wrong, and it may jump. */
	readonly Date: { now(): number };
	/** A monotonic clock, milliseconds from an arbitrary start. */
	readonly performance: { now(): number };
	readonly Math: { random(): number };
	/** Reading this property throws where the browser or the visitor forbids storage. */
	readonly localStorage: Pick<Storage, 'getItem' | 'setItem'>;
	readonly document: { readonly visibilityState: string };
	/** `subtle` exists in secure contexts only. */
	readonly crypto: { readonly subtle: SubtleCrypto };
	/** `locks` exists in secure contexts only. */
	readonly navigator: { readonly locks?: Pick<LockManager, 'request'> };
	readonly BroadcastChannel?: typeof BroadcastChannel;
	/** For requests that go around a replaced `fetch`. */
	readonly XMLHttpRequest?: typeof XMLHttpRequest;
}

export const isVisible = ({ document }: Environment): boolean => document.visibilityState !== 'hidden';
