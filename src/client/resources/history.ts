/**
 * The past status of a feed's components, for the elements that show it. It is requested from the
 * status servers and then from the mirrors, and is trusted as the state is: with pinned keys
 * it must be signed with one of them.
 */
import type { BackoffLimits } from '../../model/backoff.ts';
import { type History, readHistory } from '../../model/history/history.ts';
import type { FeedSettings } from '../connection/source.ts';
import type { Environment } from '../environment.ts';
import { settingsFor } from '../feed/settings.ts';
import { parseAddresses } from '../http/address.ts';
import { requestFailure } from '../http/failure.ts';
import { availableInMs, requestResource } from '../http/resource.ts';
import { createListeners } from '../listeners.ts';
import { splitSignature } from '../trust/signature-member.ts';
import { createVerify } from '../trust/verify.ts';

export interface HistoryLoader {
	/** The newest history that was received; `null` before the first. */
	readonly history: History | null;
	/** Whether the last attempt failed. An older history is still there. */
	readonly hasFailed: boolean;
	/**
	 * Requests the history, unless it is less than five minutes old or all addresses back off. Never
	 * throws.
	 */
	refresh(): Promise<void>;
	/** `listener` is called after each attempt. Returns the function that ends the subscription. */
	subscribe(listener: () => void): () => void;
}

const maxAgeMs = 5 * 60_000;
const timeoutMs = 10_000;
/** The history of hundreds of components is smaller. */
const maxBytes = 2_000_000;
const backoff: BackoffLimits = { minMs: 5_000, firstMs: 20_000, maxMs: maxAgeMs };

export function createHistoryLoader(
	environment: Environment,
	{ source, mirrors, keys, site }: FeedSettings,
): HistoryLoader {
	const listeners = createListeners();
	const verify = keys === undefined ? null : createVerify(environment, keys);
	const addresses = [
		...source.split(' ').map((server) => `${server}/v1/history`),
		// `candor mirror` writes it beside the snapshot.
		...parseAddresses(mirrors).map((snapshot) => snapshot.replace(/[^/]*$/, 'history.json')),
	];
	let history: History | null = null;
	let hasFailed = false;
	let freshUntil = Number.NEGATIVE_INFINITY;
	let refreshing: Promise<void> | null = null;

	const parse = async (text: string): Promise<History> => {
		const { json, signature } = splitSignature(text);
		await (await verify)?.('history', json, signature);
		// Inside a string the quotes would be escaped, so this text can only be the member itself.
		if (site && !text.includes(`"site":${JSON.stringify(site)}`))
			throw requestFailure({ reason: 'other-site' });
		const received = readHistory(text);
		if (!received) throw requestFailure({ code: 'bad-frame' });
		return received;
	};
	const request = async (): Promise<void> => {
		const received = await requestResource(environment, {
			addresses,
			cache: 'default',
			contentType: /json/i,
			timeoutMs,
			maxBytes,
			backoff,
			parse,
		});
		history = received ?? history;
		hasFailed = !received;
		if (received) freshUntil = environment.performance.now() + maxAgeMs;
		refreshing = null;
		listeners.notify();
	};

	return {
		get history() {
			return history;
		},
		get hasFailed() {
			return hasFailed;
		},
		refresh: async () => {
			const isDue = environment.performance.now() >= freshUntil && availableInMs(environment, addresses) <= 0;
			if (isDue) refreshing ??= request();
			await refreshing;
		},
		subscribe: listeners.subscribe,
	};
}

const histories = new Map<string, HistoryLoader>();

/**
 * The history of a status: one for each combination of servers, mirrors, keys and site.
 *
 * @param source - The addresses of its servers.
 * @param page - The settings of the page, its global `Candor`.
 */
export function historyFor(source: string, page: Partial<FeedSettings>): HistoryLoader {
	const settings = settingsFor(source, page);
	const key = Object.values(settings).join('\n');
	const history = histories.get(key) ?? createHistoryLoader(window, settings);
	histories.set(key, history);
	return history;
}
