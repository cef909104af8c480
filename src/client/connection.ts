import { CandorError } from '../model/errors.ts';
import { attempt } from './attempt.ts';
import { countFailure, delay } from './backoff.ts';
import type { Environment } from './environment.ts';
import { type Course, follow } from './follow.ts';
import { pause } from './pause.ts';
import { pollDelay, readPolled } from './poll.ts';
import { AnswerError } from './request.ts';
import type { Store } from './store.ts';

/** Statuses that say "do not stream from here": trying again soon would only be noise. */
const refusals = [204, 401, 403, 404, 410];
/** Refusals end too: a deployment is over, a gateway is put right. */
const refusedMs = 600_000;
/** After so many mute streams every other attempt asks for a snapshot: some proxies hold streams back, and nothing else. */
const muteBeforePoll = 2;

export interface Connection {
	start(): void;
	/** Ends what is under way at once. */
	stop(): void;
}

/** Keeps a store up to date: streams, polls where it must, and comes back by itself after every kind of loss. */
export function createConnection(environment: Environment, source: string, store: Store): Connection {
	const { monotonic, random, isVisible, page } = environment;
	let run: AbortController | null = null;
	let listening: AbortController | null = null;
	let failures = 0;
	/** Streams in a row that brought no frame. */
	let mute = 0;
	let retryMs: number | undefined;
	let refusedUntil = Number.NEGATIVE_INFINITY;

	const refused = (): boolean => monotonic() < refusedUntil;
	const polls = (): boolean => store.policy().mode === 'poll' || refused();
	const backoff = (notBeforeMs?: number): number => delay({ failures, retryMs, notBeforeMs }, random);
	const pollWait = (): number => pollDelay(store.policy().intervalMs, store.policy().mode !== 'poll', random);

	/** What a failure teaches: whether the cursor is worth anything, and how long the server asks to be left alone. */
	function learn(error: unknown): number | undefined {
		const answer = error instanceof AnswerError ? error : undefined;
		// 400: the cursor itself is what the server could not read.
		if (answer?.status === 400 || error instanceof CandorError) store.forget();
		return answer?.notBeforeMs;
	}

	async function stream(signal: AbortSignal): Promise<void> {
		const course: Course = { goodSince: null };
		let notBeforeMs: number | undefined;
		let error: unknown;
		try {
			await attempt(environment, signal, (own) => follow(environment, source, store, own, course));
		} catch (reason) {
			error = reason;
			notBeforeMs = learn(error);
		}
		if (signal.aborted) return;
		const { goodSince, retireMs } = course;
		retryMs = course.retryMs ?? retryMs;
		mute = goodSince === null ? mute + 1 : 0;
		failures = countFailure(failures, goodSince === null ? null : monotonic() - goodSince);
		if (error instanceof AnswerError && refusals.includes(error.status)) {
			refusedUntil = monotonic() + refusedMs;
			failures = 0;
		}
		if (goodSince !== null && polls()) {
			// Every reader was told to poll at the same moment: the first polls are spread over the whole interval.
			failures = 0;
			store.show('polling');
			return rest(signal, random() * pollWait(), false);
		}
		notBeforeMs = retireMs ?? notBeforeMs;
		store.show(retireMs === undefined ? 'reconnecting' : 'retired');
		return rest(signal, backoff(notBeforeMs), notBeforeMs === undefined);
	}

	async function poll(signal: AbortSignal): Promise<void> {
		let notBeforeMs: number | undefined;
		try {
			const answer = await attempt(environment, signal, (own) => readPolled(environment, source, own.signal));
			if (signal.aborted) return;
			store.takePolled(answer);
			// Not even this was answered before: the refusal was of the whole server, which is back.
			if (failures > 0) refusedUntil = Number.NEGATIVE_INFINITY;
			if (polls()) failures = 0;
			store.show('polling');
		} catch (error) {
			notBeforeMs = learn(error);
			if (signal.aborted) return;
			failures += 1;
			store.show('reconnecting');
		}
		const wait = failures > 0 || notBeforeMs !== undefined ? backoff(notBeforeMs) : 0;
		return rest(
			signal,
			polls() ? Math.max(wait, pollWait()) : wait,
			failures > 0 && notBeforeMs === undefined,
		);
	}

	async function rest(signal: AbortSignal, ms: number, wakes: boolean): Promise<void> {
		if (await pause(environment, signal, ms, wakes)) failures = 0;
		// Nobody looks at a hidden page: it asks again once somebody does.
		while (polls() && !isVisible() && !signal.aborted) await pause(environment, signal, null, true);
	}

	async function keepUp(signal: AbortSignal): Promise<void> {
		let polledLast = false;
		while (!signal.aborted) {
			polledLast = polls() || (mute >= muteBeforePoll && !polledLast);
			await (polledLast ? poll(signal) : stream(signal));
		}
	}

	function resume(): void {
		if (run) return;
		run = new AbortController();
		void keepUp(run.signal);
	}
	function suspend(): void {
		run?.abort();
		run = null;
		const { connection } = store.snapshot();
		if (connection !== 'connecting') store.show('reconnecting');
	}

	return {
		start: () => {
			if (listening) return;
			listening = new AbortController();
			const { signal } = listening;
			// A page in the back/forward cache would keep its socket, and the server a reader who reads nothing.
			page.addEventListener('pagehide', suspend, { signal });
			page.addEventListener('pageshow', resume, { signal });
			resume();
		},
		stop: () => {
			listening?.abort();
			listening = null;
			suspend();
		},
	};
}
