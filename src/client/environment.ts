/** All that the client needs of the browser, in one place, so that a test can turn the clock by hand. */
export interface Environment {
	readonly fetch: (address: string, options: RequestInit) => Promise<Response>;
	/** The visitor's own clock, epoch milliseconds. It may be wrong, and it may jump. */
	readonly now: () => number;
	/** Milliseconds that only ever grow, from an unknown start. */
	readonly monotonic: () => number;
	/** From 0 up to, but not including, 1. */
	readonly random: () => number;
	readonly setTimeout: (callback: () => void, ms: number) => number;
	readonly clearTimeout: (timer: number | undefined) => void;
	/** Throws where the browser or the visitor does not allow it. */
	readonly storage: () => Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
	/** Where `pagehide`, `pageshow`, `online`, `storage` and `visibilitychange` arrive. */
	readonly page: EventTarget;
	readonly isVisible: () => boolean;
}

/** Looks everything up when it is used: a host page may well replace `fetch` after this script has run. */
export const browser = (): Environment => ({
	fetch: (address, options) => fetch(address, options),
	now: () => Date.now(),
	monotonic: () => performance.now(),
	random: () => Math.random(),
	setTimeout: (callback, ms) => setTimeout(callback, ms),
	clearTimeout: (timer) => clearTimeout(timer),
	storage: () => localStorage,
	page: window,
	isVisible: () => document.visibilityState !== 'hidden',
});
