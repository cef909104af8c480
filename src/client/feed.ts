import { notice } from '../model/view.ts';
import { createCache } from './cache.ts';
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
	const clock: ServerClock = createClock(environment, () => store.snapshot().state);
	const store = createStore(clock);
	const connection = createConnection(environment, source, store);
	const cache = createCache(environment, source);
	const dismissals = createDismissals(environment, source, clock.now, (id) =>
		Boolean(notice(store.snapshot().state, id)),
	);
	let listening = 0;
	let closed = false;
	let leaving: number | undefined;
	let revealing: number | undefined;
	let { state } = store.snapshot();

	const keep = (): void => {
		const frame = store.keep();
		if (frame) cache.save(frame);
	};
	store.subscribe(() => {
		if (store.snapshot().state === state) return;
		({ state } = store.snapshot());
		if (store.snapshot().connection !== 'connecting') keep();
	});
	// The last moment before a page is gone: how long ago the server was heard should be right.
	environment.page.addEventListener('pagehide', keep);

	const remembered = cache.load();
	if (remembered) {
		store.restore(remembered);
		const age = Math.abs(environment.now() - Date.parse(remembered.at));
		if (age < freshMs) store.show('connecting');
		else {
			revealing = environment.setTimeout(() => {
				const { connection: word, heardAt } = store.snapshot();
				if (heardAt === null) store.show(word);
			}, patienceMs);
		}
	}

	return {
		source,
		snapshot: store.snapshot,
		subscribe: (listener) => {
			const leave = store.subscribe(listener);
			listening += 1;
			environment.clearTimeout(leaving);
			if (!closed) connection.start();
			let left = false;
			return () => {
				leave();
				if (left) return;
				left = true;
				listening -= 1;
				if (listening === 0) leaving = environment.setTimeout(connection.stop, graceMs);
			};
		},
		clock,
		dismissals,
		close: () => {
			closed = true;
			environment.clearTimeout(leaving);
			environment.clearTimeout(revealing);
			environment.page.removeEventListener('pagehide', keep);
			connection.stop();
			dismissals.close();
			onClose();
		},
	};
}
