/**
 * The history of a feed's components, for the richer elements: not in the embed. Nobody signs it, so that pages which believe
 * signatures alone (`data-keys`) have none.
 */
import { type History, readHistory } from '../model/history.ts';
import { attempt } from './attempt.ts';
import type { Environment } from './environment.ts';
import { createListeners } from './listeners.ts';
import { shared } from './registry.ts';
import { request } from './request.ts';

export interface HistoryReader {
	/** What was read last; `null` before anything was. */
	readonly history: History | null;
	/** Whether the last attempt came to nothing. What was read before it stays. */
	readonly failed: boolean;
	/** Reads it anew, unless that is under way or was less than five minutes ago. Never throws. */
	refresh(): Promise<void>;
	/** `listener` is told when something was read, or could not be. */
	subscribe(listener: () => void): () => void;
}

const keptMs = 5 * 60_000;
/** What failed may be asked for again sooner. */
const againMs = 15_000;
const timeoutMs = 10_000;
/** Bytes: hundreds of components take less. */
const longest = 2_000_000;

/** A body as text; nothing where it is longer than anybody's history. */
async function readBounded({ body }: Response): Promise<string> {
	const reader = body?.getReader();
	const decoder = new TextDecoder();
	let text = '';
	let length = 0;
	for (;;) {
		const { value } = (await reader?.read()) ?? {};
		if (!value) return text;
		length += value.length;
		// Whoever asked ends the download as it leaves.
		if (length > longest) return '';
		text += decoder.decode(value, { stream: true });
	}
}

/** @param source - The addresses of a feed's servers, with spaces between; they are asked in this order until one answers. */
export function createHistoryReader(environment: Environment, source: string): HistoryReader {
	const listeners = createListeners();
	let history: History | null = null;
	let failed = false;
	let notBefore = Number.NEGATIVE_INFINITY;
	let reading: Promise<void> | null = null;

	const ask = (address: string): Promise<History | null> =>
		attempt(environment, new AbortController().signal, timeoutMs, async ({ signal }) => {
			const answer = await request(environment, `${address}/v1/history`, 'default', signal, /json/i);
			return readHistory(await readBounded(answer));
		}).catch(() => null);

	const read = async (): Promise<void> => {
		let found: History | null = null;
		for (const address of source.split(' ')) found ??= await ask(address);
		history = found ?? history;
		failed = !found;
		notBefore = environment.performance.now() + (found ? keptMs : againMs);
		reading = null;
		listeners.tell();
	};

	return {
		get history() {
			return history;
		},
		get failed() {
			return failed;
		},
		refresh: async () => {
			if (environment.performance.now() >= notBefore) reading ??= read();
			await reading;
		},
		subscribe: listeners.subscribe,
	};
}

const readers = new Map<string, HistoryReader>();

/** The reader of a status: one per status and page; `null` where the page believes signatures alone. */
export function historyFor(source: string): HistoryReader | null {
	if (shared().keys !== undefined) return null;
	const reader = readers.get(source) ?? createHistoryReader(window, source);
	readers.set(source, reader);
	return reader;
}
