/**
 * Listeners that cannot harm each other: an error of one is reported, and the next ones are still
 * called.
 */
export interface Listeners {
	/** Returns the function that ends the subscription. */
	readonly subscribe: (listener: () => void) => () => void;
	readonly notify: () => void;
	readonly count: () => number;
}

export function createListeners(): Listeners {
	const entries = new Set<() => void>();
	return {
		subscribe: (listener) => {
			// A function of its own for each subscription, so that a listener that subscribed twice can
			// end one of them.
			const entry = () => listener();
			entries.add(entry);
			return () => void entries.delete(entry);
		},
		notify: () => {
			// A copy: a listener that is added during the loop is called the next time.
			for (const listener of [...entries]) {
				try {
					listener();
				} catch (error) {
					reportError(error);
				}
			}
		},
		count: () => entries.size,
	};
}
