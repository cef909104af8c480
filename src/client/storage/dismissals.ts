import type { Notice } from '../../model/views/notices.ts';
import { impacts } from '../../model/vocabulary.ts';
import type { Environment } from '../environment.ts';
import { createListeners } from '../store/listeners.ts';
import { recall, remember } from './storage.ts';

/** Which notices this reader has put away. Kept in this browser alone, and nothing in it tells who the reader is. */
export interface Dismissals {
	/** False again after a newer update, or once the impact is worse than when it was put away. */
	isDismissed(notice: Notice): boolean;
	dismiss(notice: Notice): void;
	subscribe(listener: () => void): () => void;
}

/** The newest update and the impact that the reader saw. */
type Seen = readonly [update: number, impact: number];

/** So many are kept; the oldest are forgotten first. */
const most = 200;

export function createDismissals(environment: Environment, source: string, life: AbortSignal): Dismissals {
	const key = `candor:dismissed:${source}`;
	const listeners = createListeners();
	let seen = new Map<string, Seen>();
	/** Takes what this or another tab wrote. */
	const absorb = (text: string | null): void => {
		try {
			seen = new Map([...seen, ...JSON.parse(text ?? '[]')]);
		} catch {
			// Somebody else's or damaged: the next dismissal writes it anew.
		}
	};
	absorb(recall(environment, key));
	environment.addEventListener(
		'storage',
		(event) => {
			const stored = event as StorageEvent;
			if (stored.key !== key) return;
			absorb(stored.newValue);
			listeners.tell();
		},
		{ signal: life },
	);
	return {
		isDismissed: ({ id, value }) => {
			const known = seen.get(id + value.openedAt);
			// What is no number, as nobody but somebody else would write it, is never as great as one.
			return !!known && known[0] >= value.latestUpdate && known[1] >= impacts.indexOf(value.impact);
		},
		dismiss: ({ id, value }) => {
			// An id that an operator chose may come again in another log: it is another notice then.
			const name = id + value.openedAt;
			absorb(recall(environment, key));
			// The latest is the last.
			seen.delete(name);
			seen.set(name, [value.latestUpdate, impacts.indexOf(value.impact)]);
			remember(environment, key, JSON.stringify([...seen].slice(-most)));
			listeners.tell();
		},
		subscribe: listeners.subscribe,
	};
}
