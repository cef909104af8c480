/**
 * The elements' words in other languages, from a status server. They are data: fetched while the page has nothing else to
 * do, and kept for the day on which nothing can be fetched.
 */
import { attempt } from '../connection/attempt.ts';
import { request } from '../connection/request.ts';
import type { Environment } from '../environment.ts';
import { recall, remember } from '../storage/storage.ts';

/** Characters of one language's words. */
const longest = 65_536;
/** How long words are good without asking for newer ones. */
const dayMs = 24 * 60 * 60_000;
/** How long one server may take. */
const patienceMs = 30_000;
/** About how soon all are asked again when none had an answer: the page has English until then. */
const againMs = 10 * 60_000;

/** What is kept: the words, and when they were asked for, epoch milliseconds by the visitor's own clock. */
interface Kept {
	readonly at: number;
	readonly words: unknown;
}

function readKept(text: string | null): Kept | null {
	try {
		const kept = JSON.parse(text ?? 'null');
		return typeof kept?.at === 'number' ? kept : null;
	} catch {
		// Somebody else's or damaged: it is fetched again.
		return null;
	}
}

async function ask(environment: Environment, address: string): Promise<unknown> {
	const text = await attempt(environment, new AbortController().signal, patienceMs, async ({ signal }) =>
		// `no-cache` has the browser's own cache send the ETag, without the preflight of a header set by hand.
		(await request(environment, address, 'no-cache', signal, /json/i)).text(),
	);
	if (text.length > longest) throw new RangeError();
	return JSON.parse(text);
}

/** In a moment in which the page has nothing else to do; where the browser does not tell of one, a little later. */
const whenIdle = (environment: Environment, work: () => void): number =>
	environment.requestIdleCallback
		? environment.requestIdleCallback(work)
		: environment.setTimeout(work, 1_000);

/**
 * Hands the words of a language to `take`: those that are kept at once, and newer ones when they come. They are asked for at
 * most once a day, and were checked by nobody.
 *
 * @param folders - Where `locales/TAG.json` may lie, without slashes at their ends, in the order in which they are asked.
 */
export function followCatalogue(
	environment: Environment,
	folders: readonly string[],
	tag: string,
	take: (words: unknown) => void,
): void {
	const key = `candor:words:${folders[0]} ${tag}`;
	const kept = readKept(recall(environment, key));
	if (kept) take(kept.words);
	const ageMs = environment.Date.now() - (kept?.at ?? Number.NaN);
	if (ageMs >= 0 && ageMs < dayMs) return;

	const askAll = async (): Promise<void> => {
		for (const folder of folders)
			try {
				const words = await ask(environment, `${folder}/locales/${tag}.json`);
				const text = JSON.stringify(words);
				remember(environment, key, `{"at":${environment.Date.now()},"words":${text}}`);
				if (text !== JSON.stringify(kept?.words)) take(words);
				return;
			} catch {
				// Unreachable, or not what belongs there: the next one may have it.
			}
		environment.setTimeout(() => whenIdle(environment, askAll), againMs * (0.5 + environment.Math.random()));
	};
	whenIdle(environment, askAll);
}

/** {@link followCatalogue} in this page, by a feed's `source` and the addresses of snapshots that lie beside the words. */
export function followInPage(
	source: string,
	mirrors: string | undefined,
	tag: string,
	take: (words: unknown) => void,
): void {
	const folders = (mirrors ?? '')
		.split(/\s+/)
		.filter(Boolean)
		.map((mirror) => mirror.replace(/\/[^/]*$/, ''));
	followCatalogue(window, [...source.split(' '), ...folders], tag, take);
}
