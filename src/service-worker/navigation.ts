/** Which requests are taken over, and when one has failed. */
import { type Failure, failureOf, retryAfterMs } from './page/failure.ts';

/** What the browser fetched by itself while this worker started, or what the host makes of it, or the network's answer. */
export type Load = () => Promise<Response>;

/** What a visitor gets to see as a page of its own, and no repetition could do harm to. */
export const isPage = ({ method, mode, destination, headers }: Request): boolean =>
	method === 'GET' && mode === 'navigate' && destination === 'document' && !headers.has('range');

export interface Failed {
	readonly failure: Failure;
	/** How long the product asks to be left alone, milliseconds; 0: it does not. */
	readonly retryAfterMs: number;
}

export interface Attempt {
	/** Answers with what there is when it has failed; not asked otherwise. */
	readonly instead: (failed: Failed) => Promise<Response | null>;
	readonly statuses: readonly number[];
	/** Milliseconds; 0: no limit. */
	readonly patienceMs: number;
}

/** The answer as it comes; where that is a failure, what there is `instead`, or it all the same when there is nothing. */
export async function navigate(load: Load, { instead, statuses, patienceMs }: Attempt): Promise<Response> {
	const answer = load();
	const judged = answer.then(
		(response): Failed | null => {
			const failure = failureOf(response, statuses);
			return failure === null ? null : { failure, retryAfterMs: retryAfterMs(response, Date.now()) };
		},
		(): Failed => ({ failure: 'unreachable', retryAfterMs: 0 }),
	);
	const failed = await limited(judged, patienceMs);
	const other = failed && (await instead(failed));
	if (!other) return answer;
	void letGo(answer);
	return other;
}

async function limited(judged: Promise<Failed | null>, ms: number): Promise<Failed | null> {
	if (!ms) return judged;
	let timer: ReturnType<typeof setTimeout> | undefined;
	const slow = new Promise<Failed>((resolve) => {
		timer = setTimeout(() => resolve({ failure: 'slow', retryAfterMs: 0 }), ms);
	});
	const first = await Promise.race([judged, slow]);
	clearTimeout(timer);
	return first;
}

/** What nobody reads would keep its connection. */
async function letGo(answer: Promise<Response>): Promise<void> {
	try {
		await (await answer).body?.cancel();
	} catch {
		// There never was an answer.
	}
}
