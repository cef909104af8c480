import { load, save } from './cache.ts';
import { type Clock, createClock, type ServerClock } from './clock.ts';
import { createConnection } from './connection.ts';
import { createDismissals, type Dismissals } from './dismissals.ts';
import type { Environment } from './environment.ts';
import { createStore, type FeedSnapshot } from './store.ts';

/** One status server, as this page knows it. It is connected while somebody listens. */
export interface Feed {
	/** The server's address, without a slash at its end. */
	readonly source: string;
	snapshot(): FeedSnapshot;
	/** `listener` is told whenever `snapshot()` has become another one. Returns the function that ends it. */
	subscribe(listener: () => void): () => void;
	readonly clock: Clock;
	readonly dismissals: Dismissals;
	/** Ends the connection for good, for everybody in the page. */
	close(): void;
}

/** A framework that moves an element takes it out and puts it back: the connection outlives that. */
const graceMs = 5_000;
/** What was known so recently is shown at once: the reader has just come from another page of the same site. */
const freshMs = 60_000;
/** What was known longer ago waits for the server, but not for long. */
const patienceMs = 3_000;

export function createFeed(source: string, environment: Environment, onClose: () => void): Feed {
	const life = new AbortController();
	const { signal } = life;
	const clock: ServerClock = createClock(environment, () => store.snapshot(), signal);
	const store = createStore(clock);
	const connection = createConnection(environment, source, store, signal);
	let leaving: number | undefined;

	const remembered = load(environment, source);
	if (remembered) {
		store.restore(remembered);
		if (Math.abs(environment.Date.now() - Date.parse(remembered.at)) < freshMs) store.show();
		else environment.setTimeout(() => store.show(), patienceMs);
	}
	const keep = (): void => {
		const frame = store.keep();
		if (frame) save(environment, source, frame);
	};
	// Also in the last moment before a page is gone, as the connection is then shown as lost.
	store.subscribe(keep);

	return {
		source,
		snapshot: store.snapshot,
		subscribe: (listener) => {
			const leave = store.subscribe(listener);
			environment.clearTimeout(leaving);
			connection.start();
			return () => {
				leave();
				environment.clearTimeout(leaving);
				// The one who is left keeps what is heard.
				if (store.count() === 1) leaving = environment.setTimeout(connection.stop, graceMs);
			};
		},
		clock,
		dismissals: createDismissals(environment, source, signal),
		close: () => {
			environment.clearTimeout(leaving);
			connection.stop();
			life.abort();
			onClose();
		},
	};
}
