import type { Finding } from '../../model/finding.ts';
import { type Clock, createClock } from '../clock.ts';
import { maintainConnection } from '../connection/connection.ts';
import { createSources, type FeedSettings, type Source } from '../connection/source.ts';
import { joinElection } from '../connection/tab-leadership.ts';
import type { Environment } from '../environment.ts';
import { createListeners } from '../listeners.ts';
import { createDismissals, type Dismissals } from '../storage/dismissals.ts';
import { loadState, saveState } from '../storage/saved-state.ts';
import { type FeedSnapshot, hasAgeingContent } from '../store/feed-snapshot.ts';
import { createStore, type Store } from '../store/store.ts';
import { type RefusalReason, RefusedEvent } from '../trust/refused.ts';
import { createVerify } from '../trust/verify.ts';

/** One status in this page. It is connected while it has listeners. */
export interface Feed {
	/** The addresses of its servers, without trailing slashes, separated by spaces. */
	readonly source: string;
	/** What its connections ask, in order of preference. Servers that the status names are added. */
	readonly sources: Source[];
	snapshot(): FeedSnapshot;
	/**
	 * `listener` is called when `snapshot()` has changed. Returns the function that ends the
	 * subscription.
	 */
	subscribe(listener: () => void): () => void;
	readonly clock: Clock;
	readonly dismissals: Dismissals;
	/** Shows what the page found out itself about its failing requests; `null` removes it. */
	setFinding(finding: Finding | null): void;
	/** Ends the connection for good, for all listeners in the page. */
	close(): void;
}

/**
 * Frameworks that move an element remove it and insert it again: the connection stays open for so
 * long without listeners.
 */
const idleMs = 5_000;
/** In a page that is never idle. */
const maxSaveDelayMs = 1_000;
/** Visitors' clocks are rarely exact. */
const clockToleranceMs = 300_000;

export function createFeed(settings: FeedSettings, environment: Environment, onClose: () => void): Feed {
	const { source, keys, site } = settings;
	/** Pages with other pins share neither a connection nor stored state. */
	const name = [source, keys, site].join(' ').trim();
	const life = new AbortController();
	const { signal } = life;
	const clock = createClock(environment, () => hasAgeingContent(store.snapshot()), signal);
	const store: Store = createStore(clock, settings);
	const sources = createSources(settings);
	const listeners = createListeners();
	const verify = keys === undefined ? null : createVerify(environment, keys);
	const onRefused = createRefusalReporter(environment, settings);
	let connection: AbortController | null = null;
	let idleTimer: number | undefined;
	let isSaveDue = false;

	const connect = async (run: AbortSignal, isShared: boolean): Promise<void> =>
		maintainConnection({ environment, store, verify: await verify, onRefused }, sources, isShared, run);
	const resume = (): void => {
		if (connection || !listeners.count() || signal.aborted) return;
		connection = new AbortController();
		joinElection(environment, `candor:${name}`, store, connect, connection.signal);
	};
	const saveIfDue = (): void => {
		if (!isSaveDue) return;
		isSaveDue = false;
		const frame = store.exportFrame();
		if (frame) saveState(environment, name, frame);
	};
	const suspend = (): void => {
		connection?.abort();
		connection = null;
		if (store.snapshot().connection !== 'connecting') store.publish('reconnecting');
		// A page that is being left has no idle time.
		saveIfDue();
	};
	// A page in the back/forward cache must not hold a connection that it does not read from.
	for (const event of ['pagehide', 'freeze'])
		environment.addEventListener(event, suspend, { signal, capture: true });
	for (const event of ['pageshow', 'resume'])
		environment.addEventListener(event, resume, { signal, capture: true });

	const saved = loadState(environment, name);
	if (saved) {
		// With a clock that is behind, the age of an old state would seem to be zero.
		const isAgeKnown = environment.Date.now() > Date.parse(saved.at) - clockToleranceMs;
		store.restore(saved, isAgeKnown);
		store.publish();
	}
	store.subscribe(() => {
		clock.reschedule();
		listeners.notify();
		if (isSaveDue) return;
		isSaveDue = true;
		// Elements draw first.
		if (environment.requestIdleCallback)
			environment.requestIdleCallback(saveIfDue, { timeout: maxSaveDelayMs });
		else saveIfDue();
	});

	return {
		source,
		sources,
		snapshot: store.snapshot,
		subscribe: (listener) => {
			const unsubscribe = listeners.subscribe(listener);
			environment.clearTimeout(idleTimer);
			resume();
			return () => {
				unsubscribe();
				if (listeners.count()) return;
				environment.clearTimeout(idleTimer);
				idleTimer = environment.setTimeout(suspend, idleMs);
			};
		},
		clock,
		dismissals: createDismissals(environment, source, signal),
		setFinding: store.setFinding,
		close: () => {
			environment.clearTimeout(idleTimer);
			suspend();
			life.abort();
			onClose();
		},
	};
}

/**
 * Fires a {@link RefusedEvent} for each reason once. Without pins, an old copy is an ordinary
 * failure and no event is fired.
 */
function createRefusalReporter(environment: Environment, { keys, site }: FeedSettings) {
	const reported = new Set<RefusalReason>();
	return (reason: RefusalReason, address: string): void => {
		if ((keys === undefined && !site) || reported.has(reason)) return;
		reported.add(reason);
		environment.dispatchEvent(new RefusedEvent(reason, address));
	};
}
