/** "Is it you or us?": watches the page's own requests, and shows what this page can know about why they fail. */
import type { Feed } from '../client/index.ts';
import type { Finding } from '../model/finding.ts';
import { isAnnounced } from '../model/views/drafts.ts';
import type { Environment } from './environment.ts';
import { createFailureCounter, type FailureCount } from './failure-counts.ts';
import { addOutcome, countRecent, expire, expiryMs, healthy, type OriginRecord } from './failure-detector.ts';
import { createProbe, isProbe, probeAddress, probeAny } from './probe.ts';
import type { RequestSignal } from './request-signal.ts';
import { createStatusServerCheck, recheckMs } from './status-server.ts';
import { watchFetch } from './watch-fetch.ts';
import { watchTiming } from './watch-timing.ts';

/** What the watch uses of a feed. */
export type WatchedFeed = Pick<Feed, 'source' | 'snapshot' | 'subscribe' | 'clock' | 'setFinding'>;

/** Requests that fail within this time cause one probe. */
const probeReuseMs = 5_000;

export interface WatchedOrigin {
	/** For example `https://api.example.com`. */
	readonly origin: string;
	/** The component that it serves, for the counts and for comparison with operators' notices; `null`: none. */
	readonly component: string | null;
}

export interface WatchOptions {
	readonly feed: WatchedFeed;
	readonly origins: readonly WatchedOrigin[];
	/** Watches calls of `fetch` too, for browsers whose timings reveal little, and for requests that hang. Default: false. */
	readonly wrapFetch?: boolean;
	/** Sends anonymous counts to the status server while requests fail. Default: false. */
	readonly sendCounts?: boolean;
	/** Default: the page's `window`. */
	readonly environment?: Environment;
}

const isSame = (one: Omit<Finding, 'foundAt'> | null, other: Finding | null): boolean =>
	one?.kind === other?.kind && one?.components.join() === other?.components.join();

/** Watches until the returned function is called, which also removes what is shown. Stores nothing. */
export function watch(options: WatchOptions): () => void {
	const { feed, origins, wrapFetch = false, sendCounts = false } = options;
	const page: Environment = options.environment ?? window;
	const { fetch } = page;
	const originalFetch: Environment['fetch'] = (...given) => Reflect.apply(fetch, page, given);
	const life = new AbortController();
	const { signal: lifeSignal } = life;
	const now = (): number => page.performance.now();
	const records = new Map<string, OriginRecord>();
	/** Outcomes from before this time do not count, however late they arrive. */
	let countedFrom = Number.NEGATIVE_INFINITY;
	const probe = createProbe(page, originalFetch, lifeSignal, probeReuseMs);
	const probeStatus = createProbe(page, originalFetch, lifeSignal, 0);
	const sources = feed.source.split(' ');
	const statusServer = createStatusServerCheck(feed, now, () =>
		probeAny(
			probeStatus,
			sources.map((source) => `${source}/healthz`),
		),
	);
	/** The finding that is shown; its time is when the page found it. */
	let shown: Finding | null = null;
	let timer: number | undefined;

	const recordOf = ({ origin }: WatchedOrigin): OriginRecord => expire(records.get(origin) ?? healthy, now());
	/** The failing origins that no notice of an operator covers. */
	const uncovered = (): WatchedOrigin[] =>
		origins.filter(
			(each) =>
				recordOf(each).failingSince !== null &&
				!isAnnounced(feed.snapshot().state, each.component, feed.clock.now()),
		);
	const componentsOf = (some: readonly WatchedOrigin[]): string[] => [
		...new Set(some.flatMap(({ component }) => component ?? [])),
	];
	const countOf = (component: string): FailureCount => {
		const counts = origins
			.filter((each) => each.component === component)
			.map((each) => countRecent(recordOf(each), now()));
		const sum = (name: 'failures' | 'requests') => counts.reduce((all, count) => all + count[name], 0);
		return { component, failures: sum('failures'), requests: sum('requests') };
	};
	const counter = createFailureCounter(page, originalFetch, sources, () =>
		componentsOf(uncovered()).map(countOf),
	);

	function find(): Omit<Finding, 'foundAt'> | null {
		const since = origins.flatMap((each) => recordOf(each).failingSince ?? []);
		const isOffline = !page.navigator.onLine;
		if (since.length === 0 && !isOffline) {
			statusServer.reset();
			return null;
		}
		const isReachable = statusServer.check(Math.min(...since, now()), update);
		if (isReachable === false) return { kind: 'offline', components: [] };
		const failing = isReachable ? uncovered() : [];
		return failing.length > 0 ? { kind: 'servers-failing', components: componentsOf(failing) } : null;
	}

	/** Failures from a time when nothing was reachable reveal nothing about the servers. */
	function dropOutcomes(): void {
		records.clear();
		countedFrom = now();
	}

	function update(): void {
		if (lifeSignal.aborted) return;
		if (statusServer.takeRecovery()) dropOutcomes();
		const finding = find();
		page.clearTimeout(timer);
		if (finding) timer = page.setTimeout(update, recheckMs);
		if (sendCounts && finding?.kind === 'servers-failing') counter.schedule();
		if (isSame(finding, shown)) return;
		shown = finding && { ...finding, foundAt: new Date(feed.clock.now()).toISOString() };
		feed.setFinding(shown);
	}

	function record(origin: string, hasFailed: boolean, at: number): void {
		if (at < countedFrom) return;
		records.set(origin, addOutcome(expire(records.get(origin) ?? healthy, now()), { at, hasFailed }));
		update();
	}

	/** The watched origin of an address; `null` for another origin and for requests of our own. */
	const watchedOrigin = (address: string): string | null => {
		// The status server may share an origin with what is watched.
		if (isProbe(address) || sources.some((source) => address.startsWith(`${source}/v1/`))) return null;
		const { origin } = new URL(address);
		return origins.some((each) => each.origin === origin) ? origin : null;
	};
	async function onSignal(address: string, signal: RequestSignal, at: number): Promise<void> {
		const origin = watchedOrigin(address);
		// Timings from before the watch may be old; a probe can no longer clarify an old failure.
		if (origin === null || (signal === 'unclear' && now() - at > expiryMs)) return;
		if (signal !== 'unclear') return record(origin, signal === 'failed', at);
		if ((await probe(probeAddress(origin))) === false) record(origin, true, at);
	}

	const unwrap = wrapFetch
		? watchFetch(page, (address) => watchedOrigin(address) !== null, onSignal)
		: () => undefined;
	const kinds = wrapFetch ? ['xmlhttprequest'] : ['fetch', 'xmlhttprequest'];
	const unobserve = watchTiming(page, kinds, onSignal);
	const unsubscribe = feed.subscribe(update);
	const onNetworkChange = ({ type }: Event): void => {
		if (type === 'online') dropOutcomes();
		statusServer.invalidate();
		update();
	};
	for (const name of ['online', 'offline'])
		page.addEventListener(name, onNetworkChange, { signal: lifeSignal });
	update();

	return () => {
		life.abort();
		unwrap();
		unobserve();
		unsubscribe();
		counter.stop();
		page.clearTimeout(timer);
		if (shown) feed.setFinding(null);
	};
}
