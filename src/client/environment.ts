/**
 * The parts of `window` that the client uses, so that a test can hand in others and turn the clock by hand. They are
 * looked up when they are used: a host page may well replace `fetch` after this script has run.
 */
export interface Environment {
	fetch(address: string, options: RequestInit): Promise<Response>;
	setTimeout(callback: () => void, ms: number): number;
	clearTimeout(timer: number | undefined): void;
	/** Safari has none. */
	requestIdleCallback?(callback: () => void): number;
	/** Hears `pagehide`, `pageshow`, `freeze`, `resume`, `online`, `storage` and `visibilitychange`. */
	addEventListener(
		type: string,
		listener: (event: Event) => void,
		options: { signal: AbortSignal; capture?: boolean },
	): void;
	dispatchEvent(event: Event): boolean;
	/** The visitor's own clock, epoch milliseconds. It may be wrong, and it may jump. */
	readonly Date: { now(): number };
	/** Milliseconds that only ever grow, from an unknown start. */
	readonly performance: { now(): number };
	readonly Math: { random(): number };
	/** Looking at it throws where the browser or the visitor does not allow it. */
	readonly localStorage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
	readonly document: { readonly visibilityState: string };
	/** `subtle` is there in secure contexts alone. */
	readonly crypto: { readonly subtle: SubtleCrypto };
	/** `locks` is there in secure contexts alone. */
	readonly navigator: { readonly locks?: Pick<LockManager, 'request'> };
	readonly BroadcastChannel?: typeof BroadcastChannel;
}

export const isVisible = ({ document }: Environment): boolean => document.visibilityState !== 'hidden';
