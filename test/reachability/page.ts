/** A page whose requests, network and time a test decides, with a feed that says what it is told to. */
import type { TestContext } from 'node:test';
import type { FeedSnapshot } from '../../src/client/store/store.ts';
import type { NoticeValue } from '../../src/model/records/records.ts';
import { emptyState, merge } from '../../src/model/state/commit.ts';
import type { Environment } from '../../src/reachability/environment.ts';
import { type Watching, watch } from '../../src/reachability/watch.ts';
import { fakeEnvironment } from '../client/fake-environment.ts';

export const api = 'https://api.example.com';
export const status = 'https://status.example.com';

interface Entry {
	readonly name: string;
	readonly initiatorType: string;
	readonly responseStatus?: number;
	readonly responseEnd: number;
}

/** Everything that is under way has been told once this resolves. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function aPage(context: TestContext, options: Partial<Watching> = {}) {
	const time = fakeEnvironment();
	/** The hosts that answer nothing. */
	const down = new Set<string>();
	const requests: { readonly address: string; readonly init: RequestInit | undefined }[] = [];
	let tellEntries: (entries: readonly Entry[]) => void = () => undefined;
	class Observer {
		constructor(tell: (list: { getEntries(): readonly Entry[] }) => void) {
			tellEntries = (entries) => tell({ getEntries: () => entries });
		}
		observe(): void {}
		disconnect(): void {
			tellEntries = () => undefined;
		}
	}
	const navigator = { onLine: true };
	const environment: Environment = {
		fetch: async (input, init) => {
			const address = String(input);
			requests.push({ address, init });
			await settled();
			if (down.has(new URL(address).origin)) throw new TypeError('Failed to fetch');
			return new Response();
		},
		setTimeout: time.setTimeout,
		clearTimeout: time.clearTimeout,
		addEventListener: time.addEventListener,
		performance: time.performance,
		Math: time.Math,
		navigator,
		document: { baseURI: 'https://shop.example.com/' },
		PerformanceObserver: Observer as unknown as typeof PerformanceObserver,
	};

	let snapshot: FeedSnapshot = { state: emptyState, connection: 'live', heardAt: time.now() };
	const listeners = new Set<() => void>();
	const shown: (NoticeValue | null)[] = [];
	const feed: Watching['feed'] = {
		source: status,
		snapshot: () => snapshot,
		subscribe: (listener) => {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
		clock: { now: time.now, subscribe: () => () => undefined },
		announce: (value) => {
			shown.push(value);
			// As a feed does: beside what the server says, and everybody who listens is told.
			const local = { kind: 'notice', id: 'candor-local', seq: shown.length, value };
			snapshot = { ...snapshot, state: merge(snapshot.state, 0, [local]) };
			for (const listener of [...listeners]) listener();
		},
	};
	const stop = watch({ feed, origins: [{ origin: api, component: 'checkout' }], environment, ...options });
	context.after(stop);

	return {
		time,
		down,
		requests,
		environment,
		listeners,
		stop,
		/** What the page has announced, as titles. */
		told: () => shown.map((notice) => notice?.title ?? null),
		notice: () => shown.at(-1) ?? null,
		/** Requests of the page itself end one second after another, as the browser reports it. */
		async ends(...statuses: readonly (number | undefined)[]): Promise<void> {
			for (const responseStatus of statuses) {
				time.advance(1_000);
				const responseEnd = time.performance.now();
				const kind = { name: `${api}/cart`, initiatorType: 'fetch', responseEnd };
				tellEntries([{ ...kind, ...(responseStatus !== undefined && { responseStatus }) }]);
				await settled();
				await settled();
				// A refused probe waits whether a policy has kept it back.
				time.advance(100);
				await settled();
			}
		},
		/** The page hears late of requests that ended in failure so long ago. */
		async hearsLate(agoMs: number, count: number): Promise<void> {
			const responseEnd = time.performance.now() - agoMs;
			const entry = { name: `${api}/cart`, initiatorType: 'fetch', responseStatus: 503, responseEnd };
			tellEntries(Array.from({ length: count }, () => entry));
			await settled();
		},
		/** The feed has heard something, or lost its server. */
		async hears(fields: Partial<FeedSnapshot> = {}): Promise<void> {
			snapshot = { ...snapshot, heardAt: time.now(), ...fields };
			for (const listener of [...listeners]) listener();
			await settled();
		},
		async turns(onLine: boolean): Promise<void> {
			navigator.onLine = onLine;
			time.tell(onLine ? 'online' : 'offline');
			await settled();
			await settled();
			time.advance(100);
			await settled();
		},
		async waits(ms: number): Promise<void> {
			time.advance(ms);
			await settled();
			await settled();
			time.advance(100);
			await settled();
		},
	};
}
