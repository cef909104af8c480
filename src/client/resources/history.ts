/**
 * The history of a feed's components, for the richer elements: not in the embed. It is asked of the status servers in their order and then
 * of the static copies, and believed as the state itself is: where the page pins keys, it must be signed with one of them.
 */
import { type History, readHistory } from '../../model/history/history.ts';
import { addressOf } from '../connection/address.ts';
import { attempt } from '../connection/attempt.ts';
import { request } from '../connection/request.ts';
import type { FeedSettings } from '../connection/source.ts';
import type { Environment } from '../environment.ts';
import { createListeners } from '../store/listeners.ts';
import { settingsFor } from '../store/settings.ts';
import { signatureMember } from '../trust/signature-member.ts';
import { createVerify } from '../trust/verify.ts';

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

export function createHistoryReader(
	environment: Environment,
	{ source, mirrors = '', keys, site }: FeedSettings,
): HistoryReader {
	const listeners = createListeners();
	const verify = keys === undefined ? null : createVerify(environment, keys);
	const addresses = [
		...source.split(' ').map((server) => `${server}/v1/history`),
		// `candor mirror` puts it beside the snapshot.
		...mirrors.split(/\s+/).flatMap((mirror) => addressOf(mirror)?.replace(/[^/]*$/, 'history.json') ?? []),
	];
	let history: History | null = null;
	let failed = false;
	let notBefore = Number.NEGATIVE_INFINITY;
	let reading: Promise<void> | null = null;

	const ask = (address: string): Promise<History | null> =>
		attempt(environment, new AbortController().signal, timeoutMs, async ({ signal }) => {
			const text = await readBounded(await request(environment, address, 'default', signal, /json/i));
			await (await verify)?.('history', text.replace(signatureMember, ''), signatureMember.exec(text)?.[1]);
			// Inside a string the quotes would be escaped: it is a member.
			return site && !text.includes(`"site":${JSON.stringify(site)}`) ? null : readHistory(text);
		}).catch(() => null);

	const read = async (): Promise<void> => {
		let found: History | null = null;
		for (const address of addresses) found ??= await ask(address);
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

/** The reader of a status, by its addresses: one per status, keys and page. `page`: what the page says itself, its `Candor`. */
export function historyFor(source: string, page: Partial<FeedSettings>): HistoryReader {
	const settings = settingsFor(source, page);
	const key = Object.values(settings).join('\n');
	const reader = readers.get(key) ?? createHistoryReader(window, settings);
	readers.set(key, reader);
	return reader;
}
