import type { Environment } from '../environment.ts';
import { readStorage, writeStorage } from './storage.ts';

/**
 * Which outages this browser showed while they were open, and what followed them that it announced.
 * It is stored in this browser only, for one status, and no request carries any of it.
 */
export interface OutageMemory {
	hasSeen(outage: string): boolean;
	recordSeen(outage: string): void;
	isAnnounced(name: string): boolean;
	/**
	 * Records the names as announced, for all tabs. `now`: server time, epoch milliseconds. Resolves
	 * to whether they are to be announced: not if another tab has announced one of them, if something
	 * was announced less than a day ago, or if this browser stores nothing.
	 */
	claim(names: readonly string[], now: number): Promise<boolean>;
}

/** How many outages and names are stored: the newest ones. */
const maxStored = 100;
const dayMs = 24 * 60 * 60_000;

interface Stored {
	readonly seen: readonly string[];
	readonly announced: readonly string[];
	/** The last announcement, in server time. */
	readonly at: number;
}

const texts = (list: unknown): string[] =>
	Array.isArray(list) ? list.filter((each) => typeof each === 'string') : [];

/** An entry that is damaged or was written by another script counts as empty. */
function parse(text: string | null): Stored {
	try {
		const { seen, announced, at } = JSON.parse(text ?? '{}');
		return { seen: texts(seen), announced: texts(announced), at: Number.isFinite(at) ? at : 0 };
	} catch {
		return { seen: [], announced: [], at: 0 };
	}
}

const add = (list: readonly string[], names: readonly string[]): string[] =>
	[...list.filter((each) => !names.includes(each)), ...names].slice(-maxStored);

export function createOutageMemory(environment: Environment, source: string): OutageMemory {
	const key = `candor:outages:${source}`;
	const read = (): Stored => parse(readStorage(environment, key));
	/** Returns whether this browser has stored it. */
	const write = (stored: Stored): boolean => {
		const text = JSON.stringify(stored);
		writeStorage(environment, key, text);
		return readStorage(environment, key) === text;
	};
	const claimNow = (names: readonly string[], now: number): boolean => {
		const stored = read();
		// A time far ahead was stored by another script: it must not forbid announcements for ever.
		if (Math.abs(now - stored.at) < dayMs || names.some((name) => stored.announced.includes(name)))
			return false;
		return write({ ...stored, announced: add(stored.announced, names), at: now });
	};
	return {
		hasSeen: (outage) => read().seen.includes(outage),
		recordSeen(outage) {
			const stored = read();
			if (!stored.seen.includes(outage)) write({ ...stored, seen: add(stored.seen, [outage]) });
		},
		isAnnounced: (name) => read().announced.includes(name),
		async claim(names, now) {
			const { locks } = environment.navigator;
			try {
				// Two tabs may receive the same frame at the same moment.
				if (locks) return await locks.request(key, () => claimNow(names, now));
			} catch {
				// This page may not use locks, such as in a sandboxed frame.
			}
			return claimNow(names, now);
		},
	};
}

const memoryBySource = new Map<string, OutageMemory>();

/**
 * The memory of a status, shared by all banners of a page. `source`: the addresses of its servers,
 * as in {@link Feed.source}.
 */
export function outageMemoryFor(source: string): OutageMemory {
	const memory = memoryBySource.get(source) ?? createOutageMemory(window, source);
	memoryBySource.set(source, memory);
	return memory;
}
