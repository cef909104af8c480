/** Listeners that cannot harm each other: what one throws is reported, and the next is told all the same. */
export interface Listeners {
	/** Returns the function that ends the subscription. */
	readonly subscribe: (listener: () => void) => () => void;
	readonly tell: () => void;
	readonly count: () => number;
}

export function createListeners(): Listeners {
	const all = new Set<() => void>();
	return {
		subscribe: (listener) => {
			// A function of its own, so that one which subscribed twice can leave once.
			const entry = () => listener();
			all.add(entry);
			return () => void all.delete(entry);
		},
		tell: () => {
			// A copy: who joins while the others are told is told the next time.
			for (const listener of [...all]) {
				try {
					listener();
				} catch (error) {
					reportError(error);
				}
			}
		},
		count: () => all.size,
	};
}
