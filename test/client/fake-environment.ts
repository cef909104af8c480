/** A browser whose time a test turns by hand: nothing happens until it is told to. */
import type { Environment } from '../../src/client/environment.ts';

export const start = Date.parse('2026-11-24T14:00:00.000Z');
export const at = (ms: number): string => new Date(start + ms).toISOString();

export interface FakeEnvironment extends Environment {
	/** Lets time pass, and runs every timer that falls due, in order. */
	advance(ms: number): void;
	/** The visitor sets their own clock, or it is set for them. */
	jump(ms: number): void;
	show(visible: boolean): void;
	tell(event: string, fields?: object): void;
	/** The same as `Date.now()`, to be handed on. */
	now(): number;
	/** How long each waiting timer still has, the soonest first. */
	timers(): number[];
	readonly stored: Map<string, string>;
}

interface Timer {
	readonly due: number;
	readonly callback: () => void;
}

/** `given` replaces parts. */
export function fakeEnvironment(
	given: {
		readonly fetch?: Environment['fetch'];
		/** The visitor's own clock. */
		readonly now?: () => number;
		readonly random?: () => number;
		/** Throws where storage is forbidden. */
		readonly storage?: () => Environment['localStorage'];
		/** `{}`: a page that is no secure context. */
		readonly crypto?: object;
		/** What the pages of one browser share: without it there is neither a lock nor a channel, as on a plain http page. */
		readonly browser?: Pick<Environment, 'navigator' | 'BroadcastChannel'>;
		/** While no request is under way, shorter timers do not wait for `advance`: the clock is turned for them. */
		readonly hurryMs?: number;
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
	const tell = (name: string, fields: object = {}): void => {
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
			// The client ends each of its requests by its signal, also those that went well.
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
			// A browser takes the fraction of a millisecond away.
			timers.set(timer, { due: elapsed + Math.trunc(ms), callback });
			if (ms < (given.hurryMs ?? 0))
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
		advance,
		jump: (ms) => {
			wall += ms;
		},
		show: (shown) => {
			visible = shown;
			tell('visibilitychange');
		},
		tell,
		timers: () => sorted().map(([, { due }]) => due - elapsed),
		stored,
	};
}
