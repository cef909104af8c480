import type { Notice } from '../../model/views/notices.ts';
import { impacts } from '../../model/vocabulary.ts';
import type { Environment } from '../environment.ts';
import { createListeners } from '../listeners.ts';
import { readStorage, writeStorage } from './storage.ts';

/**
 * The notices that this visitor has dismissed. They are stored in this browser only and say nothing
 * about the visitor.
 */
export interface Dismissals {
	/** False again after a newer update, or when the impact is worse than at the dismissal. */
	isDismissed(notice: Notice): boolean;
	dismiss(notice: Notice): void;
	/**
	 * `listener` is called when this tab or another one dismissed a notice. Returns the function
	 * that ends the subscription.
	 */
	subscribe(listener: () => void): () => void;
}

/** The newest update and the impact at the dismissal. */
type Dismissed = readonly [update: number, impact: number];

/** How many dismissals are stored: the newest ones. */
const maxStored = 200;

/**
 * An operator may choose the same id again in a new log; the opening time tells the two notices
 * apart.
 */
const nameOf = ({ id, value }: Notice): string => id + value.openedAt;

export function createDismissals(environment: Environment, source: string, signal: AbortSignal): Dismissals {
	const key = `candor:dismissed:${source}`;
	const listeners = createListeners();
	let dismissed = new Map<string, Dismissed>();
	/** Adds what this or another tab has stored. */
	const mergeStored = (text: string | null): void => {
		try {
			dismissed = new Map([...dismissed, ...JSON.parse(text ?? '[]')]);
		} catch {
			// Damaged, or written by another script: the next dismissal overwrites it.
		}
	};
	mergeStored(readStorage(environment, key));
	environment.addEventListener(
		'storage',
		(event) => {
			const stored = event as StorageEvent;
			if (stored.key !== key) return;
			mergeStored(stored.newValue);
			listeners.notify();
		},
		{ signal },
	);
	return {
		isDismissed: (notice) => {
			const stored = dismissed.get(nameOf(notice));
			const { latestUpdate, impact } = notice.value;
			// Stored values are unchecked: a comparison with anything but a number is false.
			return !!stored && stored[0] >= latestUpdate && stored[1] >= impacts.indexOf(impact);
		},
		dismiss: (notice) => {
			const name = nameOf(notice);
			mergeStored(readStorage(environment, key));
			// Deleted first, so that the newest entry is the last one of the map.
			dismissed.delete(name);
			dismissed.set(name, [notice.value.latestUpdate, impacts.indexOf(notice.value.impact)]);
			writeStorage(environment, key, JSON.stringify([...dismissed].slice(-maxStored)));
			listeners.notify();
		},
		subscribe: listeners.subscribe,
	};
}
