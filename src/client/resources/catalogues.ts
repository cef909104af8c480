/**
 * The elements' words in other languages, from a status server or a mirror. They are fetched
 * while the page is idle, and stored for the time when nothing can be fetched.
 */
import type { BackoffLimits } from '../../model/backoff.ts';
import type { Environment } from '../environment.ts';
import { availableInMs, requestResource } from '../http/resource.ts';
import { sleep } from '../http/sleep.ts';
import { readStorage, writeStorage } from '../storage/storage.ts';

const minute = 60_000;
const maxBytes = 65_536;
/** Stored words are used for so long without a request. */
const maxAgeMs = 24 * 60 * minute;
const timeoutMs = 30_000;
/** The page shows English until the words come, so there is no hurry. */
const backoff: BackoffLimits = { minMs: minute, firstMs: 10 * minute, maxMs: 60 * minute };

interface StoredWords {
	/** When the words were requested, epoch milliseconds by the visitor's clock. */
	readonly at: number;
	readonly words: unknown;
}

function parseStored(text: string | null): StoredWords | null {
	try {
		const stored = JSON.parse(text ?? 'null');
		return typeof stored?.at === 'number' ? stored : null;
	} catch {
		// Damaged, or written by another script: the words are fetched again.
		return null;
	}
}

/** Resolves when the page is idle; after a second where the browser has no idle callback. */
const idle = (environment: Environment): Promise<unknown> =>
	environment.requestIdleCallback
		? new Promise<void>((resolve) => environment.requestIdleCallback?.(resolve))
		: sleep(environment, null, 1_000);

/**
 * Calls `onWords` with the stored words of a language, and again with newer ones. Words that are
 * stored are requested once a day. They are unchecked JSON.
 *
 * @param folders - Where `locales/TAG.json` may be, without trailing slashes, in order of
 * preference; at least one.
 * @param integrity - The hash that the file must have, where keys are pinned. Words that were
 * stored without it are not used.
 */
export async function followCatalogue(
	environment: Environment,
	folders: readonly string[],
	tag: string,
	onWords: (words: unknown) => void,
	integrity = '',
): Promise<void> {
	const key = `candor:words:${folders[0]} ${tag}${integrity && ` ${integrity}`}`;
	const stored = parseStored(readStorage(environment, key));
	if (stored) onWords(stored.words);
	const ageMs = environment.Date.now() - (stored?.at ?? Number.NaN);
	if (ageMs >= 0 && ageMs < maxAgeMs) return;

	const addresses = folders.map((folder) => `${folder}/locales/${tag}.json`);
	let words: unknown;
	for (;;) {
		await idle(environment);
		words = await requestResource<unknown>(environment, {
			addresses,
			cache: 'no-cache',
			contentType: /json/i,
			integrity,
			timeoutMs,
			maxBytes,
			backoff,
			parse: JSON.parse,
		});
		if (words !== undefined) break;
		await sleep(environment, null, availableInMs(environment, addresses));
	}
	const text = JSON.stringify(words);
	writeStorage(environment, key, `{"at":${environment.Date.now()},"words":${text}}`);
	if (text !== JSON.stringify(stored?.words)) onWords(words);
}

/**
 * {@link followCatalogue} for this page. `mirrors`: addresses of snapshots, which have the words
 * beside them.
 */
export function followPageCatalogue(
	source: string,
	mirrors: string | undefined,
	tag: string,
	onWords: (words: unknown) => void,
	integrity: string | undefined,
): void {
	const folders = (mirrors ?? '')
		.split(/\s+/)
		.filter(Boolean)
		.map((mirror) => mirror.replace(/\/[^/]*$/, ''));
	void followCatalogue(window, [...source.split(' '), ...folders], tag, onWords, integrity);
}
