import type { Notice } from '../model/view.ts';
import { impacts } from '../model/vocabulary.ts';
import type { Environment } from './environment.ts';
import { createListeners } from './listeners.ts';
import { createMemory } from './memory.ts';

/** Which notices this reader has put away. Kept in this browser alone, and nothing in it tells who the reader is. */
export interface Dismissals {
	/** False again after a newer update, or once the impact is worse than when it was put away. */
	isDismissed(notice: Notice): boolean;
	dismiss(notice: Notice): void;
	subscribe(listener: () => void): () => void;
}

/** The newest update and the impact that the reader saw, and when, epoch milliseconds. */
type Entry = readonly [update: number, impact: number, at: number];

/** Notices that are gone and were put away longer ago than this are forgotten; of the others, so many are kept. */
const keptMs = 90 * 24 * 60 * 60_000;
const most = 200;

const isEntry = (value: unknown): value is Entry =>
	Array.isArray(value) && value.length === 3 && value.every(Number.isSafeInteger);

function parse(text: string | null): [string, Entry][] {
	try {
		return Object.entries<unknown>(JSON.parse(text ?? '{}') ?? {}).filter((pair): pair is [string, Entry] =>
			isEntry(pair[1]),
		);
	} catch {
		// Somebody else's or damaged: the next dismissal writes it anew.
		return [];
	}
}

/** `isKnown` says whether a notice is still there; `now` is the feed's own time. */
export function createDismissals(
	environment: Environment,
	source: string,
	now: () => number,
	isKnown: (id: string) => boolean,
): Dismissals & { close(): void } {
	const memory = createMemory(environment, `candor:dismissed:${source}`);
	const listeners = createListeners();
	const entries = new Map<string, Entry>();
	const absorb = (text: string | null): void => {
		for (const [id, entry] of parse(text)) {
			const known = entries.get(id);
			if (!known || known[0] < entry[0] || (known[0] === entry[0] && known[1] < entry[1]))
				entries.set(id, entry);
		}
	};
	const save = (): void => {
		const kept = [...entries]
			.filter(([id, [, , at]]) => isKnown(id) || now() - at < keptMs)
			.sort(([, a], [, b]) => b[2] - a[2])
			.slice(0, most);
		memory.write(JSON.stringify(Object.fromEntries(kept)));
	};
	/** Another tab put something away. */
	const onStorage = (event: Event): void => {
		const { key, newValue } = event as StorageEvent;
		if (key !== memory.key) return;
		absorb(newValue);
		listeners.tell();
	};
	absorb(memory.read());
	environment.page.addEventListener('storage', onStorage);
	return {
		isDismissed: ({ id, value }) => {
			const entry = entries.get(id);
			return !!entry && entry[0] >= value.latestUpdate && entry[1] >= impacts.indexOf(value.impact);
		},
		dismiss: ({ id, value }) => {
			absorb(memory.read());
			entries.set(id, [value.latestUpdate, impacts.indexOf(value.impact), Math.floor(now())]);
			save();
			listeners.tell();
		},
		subscribe: listeners.subscribe,
		close: () => environment.page.removeEventListener('storage', onStorage),
	};
}
