/** "Is it you or us?": watches the page's own requests, and says what this page can know about why they fail. */

import type { Feed } from '../client/index.ts';
import { localId } from '../model/state/commit.ts';
import { isTold } from '../model/views/drafts.ts';
import type { Environment } from './environment.ts';
import { createReporter } from './failure-counts.ts';
import { calm, countLately, type Judgement, judge, lapsed, silenceMs } from './failure-detector.ts';
import { type Finding, noticeOf } from './notice.ts';
import { askAgainMs, createStanding } from './origin-health.ts';
import { createProbe, isProbe, probeAddress, probeAny } from './probe.ts';
import type { Sign } from './request-signal.ts';
import { watchFetch } from './watch-fetch.ts';
import { watchTiming } from './watch-timing.ts';

/** What the watch needs of a feed. */
export type WatchedFeed = Pick<Feed, 'source' | 'snapshot' | 'subscribe' | 'clock' | 'announce'>;

/** Requests that fail within so long are asked about once. */
const holdMs = 5_000;

export interface WatchedOrigin {
	/** Such as `https://api.example.com`. */
	readonly origin: string;
	/** The component that it serves, for the counts and for what operators say of it; `null` for none in particular. */
	readonly component: string | null;
}

export interface Watching {
	readonly feed: WatchedFeed;
	readonly origins: readonly WatchedOrigin[];
	/** Looks at calls of `fetch` themselves, for browsers whose timings tell little, and requests that hang. Default: false. */
	readonly wrapFetch?: boolean;
	/** Sends anonymous counts to the status server while there is trouble. Default: false. */
	readonly report?: boolean;
	/** Default: the page's `window`. */
	readonly environment?: Environment;
}

/** Watches until the function that it returns is called; that takes the notice away as well. Keeps nothing. */
export function watch({
	feed,
	origins,
	wrapFetch = false,
	report = false,
	environment,
}: Watching): () => void {
	const page: Environment = environment ?? window;
	const { fetch } = page;
	const unwatched: Environment['fetch'] = (...given) => Reflect.apply(fetch, page, given);
	const life = new AbortController();
	const { signal } = life;
	const now = (): number => page.performance.now();
	const judgements = new Map<string, Judgement>();
	/** What ended before then is not judged, however late we hear of it. */
	let judgedFrom = Number.NEGATIVE_INFINITY;
	const probe = createProbe(page, unwatched, signal, holdMs);
	const probeStatus = createProbe(page, unwatched, signal, 0);
	const sources = feed.source.split(' ');
	const standing = createStanding(feed, now, () =>
		probeAny(
			probeStatus,
			sources.map((source) => `${source}/healthz`),
		),
	);
	let shown = '';
	let timer: number | undefined;

	const judgementOf = ({ origin }: WatchedOrigin): Judgement => lapsed(judgements.get(origin) ?? calm, now());
	/** The origins in trouble of which no operator has spoken yet. */
	const untold = (): WatchedOrigin[] =>
		origins.filter(
			(each) =>
				judgementOf(each).since !== null &&
				!isTold(feed.snapshot().state, each.component, feed.clock.now(), localId),
		);
	const componentsOf = (some: readonly WatchedOrigin[]): string[] => [
		...new Set(some.flatMap(({ component }) => component ?? [])),
	];
	const reporter = createReporter(page, unwatched, sources, () =>
		componentsOf(untold()).map((component) => {
			const counts = origins
				.filter((each) => each.component === component)
				.map((each) => countLately(judgementOf(each), now()));
			const sum = (name: 'failures' | 'requests') => counts.reduce((all, count) => all + count[name], 0);
			return { component, failures: sum('failures'), requests: sum('requests') };
		}),
	);

	function find(): Finding | null {
		const since = origins.flatMap((each) => judgementOf(each).since ?? []);
		const isOffline = !page.navigator.onLine;
		if (since.length === 0 && !isOffline) {
			standing.forget();
			return null;
		}
		const reached = standing.ask(Math.min(...since, now()), settle);
		if (reached === false) return { kind: 'offline' };
		const troubled = reached ? untold() : [];
		return troubled.length > 0 ? { kind: 'trouble', components: componentsOf(troubled) } : null;
	}

	/** What failed while nothing could be reached says nothing about the servers. */
	function startAnew(): void {
		judgements.clear();
		judgedFrom = now();
	}

	function settle(): void {
		if (signal.aborted) return;
		if (standing.cameBack()) startAnew();
		const finding = find();
		page.clearTimeout(timer);
		if (finding) timer = page.setTimeout(settle, askAgainMs);
		if (report && finding?.kind === 'trouble') reporter.due();
		const key = finding ? JSON.stringify(finding) : '';
		if (key === shown) return;
		shown = key;
		feed.announce(finding && noticeOf(finding, feed.clock.now()));
	}

	function note(origin: string, failed: boolean, at: number): void {
		if (at < judgedFrom) return;
		judgements.set(origin, judge(lapsed(judgements.get(origin) ?? calm, now()), { at, failed }));
		settle();
	}

	const originOf = (address: string): string | null => {
		// The status server may share an origin with what is watched.
		if (isProbe(address) || sources.some((source) => address.startsWith(`${source}/v1/`))) return null;
		const { origin } = new URL(address);
		return origins.some((each) => each.origin === origin) ? origin : null;
	};
	async function take(address: string, sign: Sign, at: number): Promise<void> {
		const origin = originOf(address);
		// Timings from before we came may be old; of those that are unclear, nothing can be found out any more.
		if (origin === null || (sign === 'unclear' && now() - at > silenceMs)) return;
		if (sign !== 'unclear') return note(origin, sign === 'failed', at);
		if ((await probe(probeAddress(origin))) === false) note(origin, true, at);
	}

	const unwrap = wrapFetch
		? watchFetch(page, (address) => originOf(address) !== null, take)
		: () => undefined;
	const kinds = wrapFetch ? ['xmlhttprequest'] : ['fetch', 'xmlhttprequest'];
	const unobserve = watchTiming(page, kinds, take);
	const leave = feed.subscribe(settle);
	const onNetwork = ({ type }: Event): void => {
		if (type === 'online') startAnew();
		standing.doubt();
		settle();
	};
	for (const name of ['online', 'offline']) page.addEventListener(name, onNetwork, { signal });
	settle();

	return () => {
		life.abort();
		unwrap();
		unobserve();
		leave();
		reporter.stop();
		page.clearTimeout(timer);
		if (shown) feed.announce(null);
	};
}
