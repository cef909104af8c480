/** A page whose requests, network and clock are controlled by the test, with a feed to match. */
import type { TestContext } from 'node:test';
import type { FeedSnapshot } from '../../src/client/store/feed-snapshot.ts';
import { type Finding, findingId, findingKind } from '../../src/model/finding.ts';
import { emptyState, merge } from '../../src/model/state/state.ts';
import type { Environment } from '../../src/reachability/environment.ts';
import { type WatchOptions, watch } from '../../src/reachability/watch.ts';
import { fakeEnvironment } from '../client/fake-environment.ts';

export const api = 'https://api.example.com';
export const status = 'https://status.example.com';

interface Entry {
	readonly name: string;
	readonly initiatorType: string;
	readonly responseStatus?: number;
	readonly responseEnd: number;
}

/** Resolves once all pending callbacks have run. */
export const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function aPage(context: TestContext, options: Partial<WatchOptions> = {}) {
	const time = fakeEnvironment();
	/** The origins that do not answer. */
	const down = new Set<string>();
	const requests: { readonly address: string; readonly init: RequestInit | undefined }[] = [];
	let emitEntries: (entries: readonly Entry[]) => void = () => undefined;
	class Observer {
		constructor(emit: (list: { getEntries(): readonly Entry[] }) => void) {
			emitEntries = (entries) => emit({ getEntries: () => entries });
		}
		observe(): void {}
		disconnect(): void {
			emitEntries = () => undefined;
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
	const shown: (Finding | null)[] = [];
	const feed: WatchOptions['feed'] = {
		source: status,
		snapshot: () => snapshot,
		subscribe: (listener) => {
			listeners.add(listener);
			return () => void listeners.delete(listener);
		},
		clock: { now: time.now, subscribe: () => () => undefined },
		setFinding: (value) => {
			shown.push(value);
			// As a feed does: beside the server's records, and then it notifies its listeners.
			const local = { kind: findingKind, id: findingId, seq: shown.length, value };
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
		/** The kinds of the findings that were shown, in order; `null` where one was removed. */
		kinds: () => shown.map((finding) => finding?.kind ?? null),
		finding: () => shown.at(-1) ?? null,
		/** Requests of the page end, one second after another, as the browser reports them. */
		async endRequests(...statuses: readonly (number | undefined)[]): Promise<void> {
			for (const responseStatus of statuses) {
				time.advance(1_000);
				const responseEnd = time.performance.now();
				const kind = { name: `${api}/cart`, initiatorType: 'fetch', responseEnd };
				emitEntries([{ ...kind, ...(responseStatus !== undefined && { responseStatus }) }]);
				await settled();
				await settled();
				// A refused probe waits for the event of a policy violation.
				time.advance(100);
				await settled();
			}
		},
		/** The browser reports failed requests this long after they ended. */
		async reportLate(agoMs: number, count: number): Promise<void> {
			const responseEnd = time.performance.now() - agoMs;
			const entry = { name: `${api}/cart`, initiatorType: 'fetch', responseStatus: 503, responseEnd };
			emitEntries(Array.from({ length: count }, () => entry));
			await settled();
		},
		/** The feed receives a message, or changes as given. */
		async updateFeed(fields: Partial<FeedSnapshot> = {}): Promise<void> {
			snapshot = { ...snapshot, heardAt: time.now(), ...fields };
			for (const listener of [...listeners]) listener();
			await settled();
		},
		async setOnline(onLine: boolean): Promise<void> {
			navigator.onLine = onLine;
			time.fire(onLine ? 'online' : 'offline');
			await settled();
			await settled();
			time.advance(100);
			await settled();
		},
		async wait(ms: number): Promise<void> {
			time.advance(ms);
			await settled();
			await settled();
			time.advance(100);
			await settled();
		},
	};
}
