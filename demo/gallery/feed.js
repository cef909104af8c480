/** Feeds whose content a script controls. Dismissals last as long as the page. */

/** A separate status: its server's answers are samples, and its stored data is separate from the demo's. */
const source = new URL('.', import.meta.url).href.slice(0, -1);

function listeners() {
	const all = new Set();
	return {
		tell: () => {
			for (const listener of all) listener();
		},
		subscribe: (listener) => {
			all.add(listener);
			return () => all.delete(listener);
		},
	};
}

const clock = {
	now: Date.now,
	subscribe: (listener) => {
		const timer = setInterval(listener, 1000);
		return () => clearInterval(timer);
	},
};

/** A connection that was lost three minutes ago. */
export const lost = () => ({ connection: 'reconnecting', heardAt: Date.now() - 180_000 });
/** Before the first message of any server. */
export const unheard = () => ({ connection: 'connecting', heardAt: null });

/**
 * @param {Readonly<Record<string, object>>} records by `kind/id`
 * @param {{ connection?: string, heardAt?: number | null }} heard
 * @param {() => number} time the server's, epoch milliseconds
 */
export function feed(records, heard = {}, time = clock.now) {
	const changes = listeners();
	const dismissed = listeners();
	const away = new Map();
	let seq = 0;
	let snapshot;
	const say = (records) => {
		const entries = Object.entries(records).map(([key, value]) => {
			const [kind, id] = key.split('/');
			seq += 1;
			return [key, { kind, id, seq, value }];
		});
		const state = { seq, records: new Map(entries) };
		snapshot = Object.freeze({ state, connection: 'live', heardAt: time(), ...heard });
		changes.tell();
	};
	say(records);
	return {
		source,
		snapshot: () => snapshot,
		subscribe: changes.subscribe,
		clock: { ...clock, now: time },
		dismissals: {
			isDismissed: ({ id, value }) => (away.get(id) ?? 0) >= value.latestUpdate,
			dismiss: ({ id, value }) => {
				away.set(id, value.latestUpdate);
				dismissed.tell();
			},
			subscribe: dismissed.subscribe,
		},
		close: () => undefined,
		/** Replaces the records. */
		say,
	};
}
