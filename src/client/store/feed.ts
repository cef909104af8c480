import type { NoticeValue } from '../../model/records/records.ts';
import { type Clock, createClock, type ServerClock } from '../clock.ts';
import { keepUp } from '../connection/connection.ts';
import { type FeedSettings, sourcesOf } from '../connection/source.ts';
import { shareConnection } from '../connection/tab-leadership.ts';
import type { Environment } from '../environment.ts';
import { createDismissals, type Dismissals } from '../storage/dismissals.ts';
import { load, save } from '../storage/saved-state.ts';
import { type RefusalReason, RefusedEvent } from '../trust/refused.ts';
import { createVerify } from '../trust/verify.ts';
import { createStore, type FeedSnapshot } from './store.ts';

/** One status, as this page knows it. It is connected while somebody listens. */
export interface Feed {
	/** The addresses of its servers, without slashes at their ends, with spaces between. */
	readonly source: string;
	snapshot(): FeedSnapshot;
	/** `listener` is told whenever `snapshot()` has become another one. Returns the function that ends it. */
	subscribe(listener: () => void): () => void;
	readonly clock: Clock;
	readonly dismissals: Dismissals;
	/** Shows a notice that this page made itself, beside those of the server; `null` takes it away. */
	announce(notice: NoticeValue | null): void;
	/** Ends the connection for good, for everybody in the page. */
	close(): void;
}

/** A framework that moves an element takes it out and puts it back: the connection outlives that. */
const graceMs = 5_000;
/** Visitors' clocks are seldom exact, milliseconds. */
const toleranceMs = 300_000;

export function createFeed(settings: FeedSettings, environment: Environment, onClose: () => void): Feed {
	const { source, keys, site } = settings;
	/** Pages that believe other keys share neither a connection nor what they remember. */
	const name = [source, keys, site].join(' ').trim();
	const life = new AbortController();
	const { signal } = life;
	const clock: ServerClock = createClock(environment, () => store.snapshot(), signal);
	const store = createStore(clock, settings);
	const verify = keys === undefined ? null : createVerify(environment, keys);
	const refused = new Set<RefusalReason>();
	let wanted = false;
	let run: AbortController | null = null;
	let leaving: number | undefined;

	const refuse = (reason: RefusalReason, from: string): void => {
		// Where nothing is pinned, an older copy is no more than that.
		if ((!verify && !site) || refused.has(reason)) return;
		refused.add(reason);
		environment.dispatchEvent(new RefusedEvent(reason, from));
	};
	const lead = async (run: AbortSignal, alone: boolean): Promise<void> =>
		keepUp(environment, sourcesOf(settings), store, await verify, refuse, alone, run);
	const resume = (): void => {
		if (run || !wanted || signal.aborted) return;
		run = new AbortController();
		shareConnection(environment, `candor:${name}`, store, lead, run.signal);
	};
	const suspend = (): void => {
		run?.abort();
		run = null;
		if (store.snapshot().connection !== 'connecting') store.show('reconnecting');
	};
	const rest = (): void => {
		wanted = false;
		suspend();
	};
	// A page in the back/forward cache would keep its socket, and the server a reader who reads nothing.
	for (const event of ['pagehide', 'freeze'])
		environment.addEventListener(event, suspend, { signal, capture: true });
	for (const event of ['pageshow', 'resume'])
		environment.addEventListener(event, resume, { signal, capture: true });

	const remembered = load(environment, name);
	if (remembered) {
		// By a clock that is behind, what is old would look new.
		store.restore(remembered, environment.Date.now() > Date.parse(remembered.at) - toleranceMs);
		store.show();
	}
	const keep = (): void => {
		const frame = store.keep();
		if (frame) save(environment, name, frame);
	};
	// Also in the last moment before a page is gone, as the connection is then shown as lost.
	store.subscribe(keep);

	return {
		source,
		snapshot: store.snapshot,
		subscribe: (listener) => {
			const leave = store.subscribe(listener);
			environment.clearTimeout(leaving);
			wanted = true;
			resume();
			return () => {
				leave();
				// The feed itself listens, to remember.
				if (store.listeners() > 1) return;
				environment.clearTimeout(leaving);
				leaving = environment.setTimeout(rest, graceMs);
			};
		},
		clock,
		dismissals: createDismissals(environment, source, signal),
		announce: store.announce,
		close: () => {
			rest();
			life.abort();
			onClose();
		},
	};
}
