import type { Environment } from '../environment.ts';
import { createListeners } from '../store/listeners.ts';
import { recall, remember } from './storage.ts';

/**
 * What this reader has done, each by a name: claimed an offer, ticked off a step. Kept in this browser alone, for one status,
 * and nothing in it tells who the reader is. Not part of the embed.
 */
export interface Kept {
	has(name: string): boolean;
	/** Keeps the name, or forgets it. */
	set(name: string, done: boolean): void;
	/** `listener` is told of what this page or another one has changed. Returns the function that ends it. */
	subscribe(listener: () => void): () => void;
}

/** So many are kept; the oldest are forgotten first. */
const most = 200;

/** Somebody else's or damaged is as good as empty: the next name writes it anew. */
function readNames(text: string | null): string[] {
	try {
		const names: unknown = JSON.parse(text ?? '[]');
		return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
	} catch {
		return [];
	}
}

export function createKept(environment: Environment, source: string): Kept {
	const key = `candor:kept:${source}`;
	const listeners = createListeners();
	/** What could not be written lasts as long as the page. */
	let unwritten: string | null = null;
	const names = (): string[] => readNames(unwritten ?? recall(environment, key));
	return {
		has: (name) => names().includes(name),
		set: (name, done) => {
			const others = names().filter((each) => each !== name);
			const text = JSON.stringify(done ? [...others, name].slice(-most) : others);
			remember(environment, key, text);
			unwritten = recall(environment, key) === text ? null : text;
			listeners.tell();
		},
		subscribe: (listener) => {
			const life = new AbortController();
			const leave = listeners.subscribe(listener);
			environment.addEventListener(
				'storage',
				(event) => {
					if ((event as StorageEvent).key === key) listener();
				},
				{ signal: life.signal },
			);
			return () => {
				leave();
				life.abort();
			};
		},
	};
}

const all = new Map<string, Kept>();

/** What is kept for a status, the same for all elements of a page. `source`: the addresses of its servers, as its feed has them. */
export function keptFor(source: string): Kept {
	const kept = all.get(source) ?? createKept(window, source);
	all.set(source, kept);
	return kept;
}
