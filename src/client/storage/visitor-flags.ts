import type { Notice } from '../../model/views/notices.ts';
import type { Remedy } from '../../model/views/remedies.ts';
import type { Environment } from '../environment.ts';
import { createListeners } from '../listeners.ts';
import type { ReportKind } from '../resources/visitor-report.ts';
import { readStorage, writeStorage } from './storage.ts';

/**
 * What this visitor has done, as a set of names: a remedy claimed, a step ticked off. It is stored
 * in this browser only, for one status, and says nothing about the visitor.
 */
export interface VisitorFlags {
	has(name: string): boolean;
	/** Adds the name, or removes it. */
	set(name: string, isSet: boolean): void;
	/**
	 * `listener` is called after a change in this tab or another one. Returns the function that ends
	 * the subscription.
	 */
	subscribe(listener: () => void): () => void;
}

/** How many names are stored: the newest ones. */
const maxStored = 200;

/**
 * An entry that is damaged or was written by another script counts as empty; the next change
 * overwrites it.
 */
function parseNames(text: string | null): string[] {
	try {
		const names: unknown = JSON.parse(text ?? '[]');
		return Array.isArray(names) ? names.filter((name) => typeof name === 'string') : [];
	} catch {
		return [];
	}
}

export function createVisitorFlags(environment: Environment, source: string): VisitorFlags {
	const key = `candor:kept:${source}`;
	const listeners = createListeners();
	/** The newest value, where it could not be stored: it lasts as long as the page. */
	let unstored: string | null = null;
	const names = (): string[] => parseNames(unstored ?? readStorage(environment, key));
	return {
		has: (name) => names().includes(name),
		set: (name, isSet) => {
			const others = names().filter((each) => each !== name);
			const text = JSON.stringify(isSet ? [...others, name].slice(-maxStored) : others);
			writeStorage(environment, key, text);
			unstored = readStorage(environment, key) === text ? null : text;
			listeners.notify();
		},
		subscribe: (listener) => {
			const life = new AbortController();
			const unsubscribe = listeners.subscribe(listener);
			environment.addEventListener(
				'storage',
				(event) => {
					if ((event as StorageEvent).key === key) listener();
				},
				{ signal: life.signal },
			);
			return () => {
				unsubscribe();
				life.abort();
			};
		},
	};
}

const flagsBySource = new Map<string, VisitorFlags>();

/**
 * The flags of a status, shared by all elements of a page. `source`: the addresses of its servers,
 * as in {@link Feed.source}.
 */
export function visitorFlagsFor(source: string): VisitorFlags {
	const flags = flagsBySource.get(source) ?? createVisitorFlags(window, source);
	flagsBySource.set(source, flags);
	return flags;
}

// The times distinguish records of two logs with the same id, which an operator may choose.

/** The flag of a visitor who has answered the question of a notice. */
export const answerFlag = ({ id, value }: Notice, answer: ReportKind): string =>
	`report ${id} ${value.openedAt} ${answer}`;

/** The flag of a visitor who has claimed a remedy. */
export const claimFlag = ({ id, value }: Remedy): string => `claim ${id} ${value.publishedAt}`;
