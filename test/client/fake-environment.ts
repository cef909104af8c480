/** A browser whose clock a test advances. Nothing happens by itself. */
import type { Environment } from '../../src/client/environment.ts';

export const start = Date.parse('2026-11-24T14:00:00.000Z');
export const at = (ms: number): string => new Date(start + ms).toISOString();

export interface FakeEnvironment extends Environment {
	/** Advances the clock and runs all timers that fall due, in order. */
	advance(ms: number): void;
	/** Changes the visitor's clock, but not the monotonic one. */
	jumpClock(ms: number): void;
	setVisible(isVisible: boolean): void;
	/** Fires an event on the window. `fields`: properties of the event. */
	fire(event: string, fields?: object): void;
	/** The time of a server, whatever the visitor's clock says, epoch milliseconds. */
	serverNow(): number;
	/** The same as `Date.now()`, as a function of its own. */
	now(): number;
	/** The remaining times of all timers, shortest first. */
	timers(): number[];
	/** The entries of `localStorage`. */
	readonly stored: Map<string, string>;
}

interface Timer {
	readonly due: number;
	readonly callback: () => void;
}

/** `given` replaces parts of the environment. */
export function fakeEnvironment(
	given: {
		readonly fetch?: Environment['fetch'];
		/** The visitor's own clock. */
		readonly now?: () => number;
		readonly random?: () => number;
		/** Throws where storage is forbidden. */
		readonly storage?: () => Environment['localStorage'];
		/** `{}`: the page is not a secure context. */
		readonly crypto?: object;
		/**
		 * What the pages of one browser share. Without it there are no locks and channels, as on a page
		 * without https.
		 */
		readonly browser?: Pick<Environment, 'navigator' | 'BroadcastChannel'>;
		/** Without it the page has no idle time, as in Safari. */
		readonly requestIdleCallback?: NonNullable<Environment['requestIdleCallback']>;
		/** While no request is open, shorter timers run at once: the clock advances by itself. */
		readonly skipWaitsBelowMs?: number;
	} = {},
): FakeEnvironment {
	const timers = new Map<number, Timer>();
	const stored = new Map<string, string>();
	const page = new EventTarget();
	let elapsed = 1_000;
	let wall = start - elapsed;
	let visible = true;
	let last = 0;
	let requests = 0;
	const sorted = () => [...timers].sort(([, a], [, b]) => a.due - b.due);
	const fire = (name: string, fields: object = {}): void => {
		page.dispatchEvent(Object.assign(new Event(name), fields));
	};
	const storage = {
		getItem: (key: string) => stored.get(key) ?? null,
		setItem: (key: string, text: string) => void stored.set(key, text),
		removeItem: (key: string) => void stored.delete(key),
	};
	const now = given.now ?? (() => wall + elapsed);
	const advance = (ms: number): void => {
		const end = elapsed + ms;
		for (let [next] = sorted(); next && next[1].due <= end; [next] = sorted()) {
			timers.delete(next[0]);
			elapsed = Math.max(elapsed, next[1].due);
			next[1].callback();
		}
		elapsed = end;
	};
	return {
		fetch: (address, options) => {
			requests += 1;
			// The client aborts the signal of every request at its end, also after a success.
			options.signal?.addEventListener('abort', () => {
				requests -= 1;
			});
			return given.fetch?.(address, options) ?? Promise.reject(new TypeError('There is no network here.'));
		},
		Date: { now },
		performance: { now: () => elapsed },
		Math: { random: given.random ?? (() => 0.5) },
		crypto: (given.crypto ?? crypto) as Environment['crypto'],
		navigator: given.browser?.navigator ?? {},
		...(given.browser?.BroadcastChannel && { BroadcastChannel: given.browser.BroadcastChannel }),
		...(given.requestIdleCallback && { requestIdleCallback: given.requestIdleCallback }),
		addEventListener: page.addEventListener.bind(page),
		dispatchEvent: page.dispatchEvent.bind(page),
		get localStorage() {
			return given.storage ? given.storage() : storage;
		},
		get document() {
			return { visibilityState: visible ? 'visible' : 'hidden' };
		},
		setTimeout: (callback, ms) => {
			const timer = ++last;
			// Browsers cut fractions of a millisecond off.
			timers.set(timer, { due: elapsed + Math.trunc(ms), callback });
			if (ms < (given.skipWaitsBelowMs ?? 0))
				setImmediate(() => {
					const waiting = timers.get(timer);
					if (waiting && !requests) advance(Math.max(0, waiting.due - elapsed));
				});
			return timer;
		},
		clearTimeout: (timer) => {
			if (timer !== undefined) timers.delete(timer);
		},
		now,
		serverNow: () => start - 1_000 + elapsed,
		advance,
		jumpClock: (ms) => {
			wall += ms;
		},
		setVisible: (isVisible) => {
			visible = isVisible;
			fire('visibilitychange');
		},
		fire,
		timers: () => sorted().map(([, { due }]) => due - elapsed),
		stored,
	};
}
