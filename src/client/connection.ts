import { CandorError } from '../model/errors.ts';
import { attempt } from './attempt.ts';
import { countFailure, delay } from './backoff.ts';
import { type Environment, isVisible } from './environment.ts';
import { type Course, follow } from './follow.ts';
import { pause } from './pause.ts';
import { pollDelay, readPolled } from './poll.ts';
import { AnswerError } from './request.ts';
import type { Store } from './store.ts';

/** Statuses that say "do not stream from here": trying again soon would only be noise. */
const refusals = [204, 401, 403, 404, 410];
/** How long a server may take to say its first whole word. */
const firstWordMs = 15_000;
/** Refusals end too: a deployment is over, a gateway is put right. */
const refusedMs = 600_000;
/** After so many mute streams every other attempt asks for a snapshot: some proxies hold streams back, and nothing else. */
const muteBeforePoll = 2;

export interface Connection {
	start(): void;
	/** Ends what is under way at once. */
	stop(): void;
}

/**
 * Keeps a store up to date: streams, polls where it must, and comes back by itself after every kind of loss. Once `life`
 * has ended, it does not start any more.
 */
export function createConnection(
	environment: Environment,
	source: string,
	store: Store,
	life: AbortSignal,
): Connection {
	const monotonic = (): number => environment.performance.now();
	const random = (): number => environment.Math.random();
	let wanted = false;
	let run: AbortController | null = null;
	let failures = 0;
	/** Streams in a row that brought no frame. */
	let mute = 0;
	let retryMs: number | undefined;
	let refusedUntil = 0;

	const policyPolls = (): boolean => store.server().policy.mode === 'poll';
	const polls = (): boolean => policyPolls() || monotonic() < refusedUntil;
	const backoff = (notBeforeMs?: number): number => delay({ failures, retryMs, notBeforeMs }, random);
	const pollWait = (): number => pollDelay(store.server().policy.intervalMs, !policyPolls(), random);

	/** What a failure teaches: whether the cursor is worth anything, and what the server answered. */
	function learn(error: unknown): Partial<AnswerError> {
		const answer: Partial<AnswerError> = error instanceof AnswerError ? error : {};
		// 400: the cursor itself is what the server could not read.
		if (answer.status === 400 || error instanceof CandorError) store.forget();
		return answer;
	}

	async function stream(signal: AbortSignal): Promise<void> {
		const course: Course = { goodSince: 0 };
		let answer: Partial<AnswerError> = {};
		try {
			await attempt(environment, signal, firstWordMs, (own) =>
				follow(environment, source, store, own, course),
			);
		} catch (error) {
			answer = learn(error);
			// What made no sense was no good, however long it went on.
			if (error instanceof CandorError) course.goodSince = 0;
		}
		if (signal.aborted) return;
		const { goodSince, retireMs } = course;
		retryMs = course.retryMs ?? retryMs;
		mute = goodSince ? 0 : mute + 1;
		failures = countFailure(failures, goodSince ? monotonic() - goodSince : null);
		if (refusals.includes(answer.status ?? 0)) {
			refusedUntil = monotonic() + refusedMs;
			failures = 0;
		}
		if (goodSince && polls()) {
			// Every reader was told to poll at the same moment: the first polls are spread over the whole interval.
			failures = 0;
			store.show('polling');
			return rest(signal, random() * pollWait(), false);
		}
		store.show(retireMs === undefined ? 'reconnecting' : 'retired');
		const notBeforeMs = retireMs ?? answer.notBeforeMs;
		return rest(signal, backoff(notBeforeMs), notBeforeMs === undefined);
	}

	async function poll(signal: AbortSignal): Promise<void> {
		let notBeforeMs: number | undefined;
		try {
			const answer = await attempt(environment, signal, firstWordMs, (own) =>
				readPolled(environment, source, own.signal),
			);
			if (signal.aborted) return;
			store.takePolled(answer);
			// Not even this was answered before: the refusal was of the whole server, which is back.
			if (failures > 0) refusedUntil = 0;
			if (polls()) failures = 0;
			store.show('polling');
		} catch (error) {
			({ notBeforeMs } = learn(error));
			if (signal.aborted) return;
			failures += 1;
			store.show('reconnecting');
		}
		const wait = failures > 0 ? backoff(notBeforeMs) : 0;
		return rest(
			signal,
			polls() ? Math.max(wait, pollWait()) : wait,
			failures > 0 && notBeforeMs === undefined,
		);
	}

	async function rest(signal: AbortSignal, ms: number, wakes: boolean): Promise<void> {
		if (await pause(environment, signal, ms, wakes)) failures = 0;
		// Nobody looks at a hidden page: it asks again once somebody does.
		while (polls() && !isVisible(environment) && !signal.aborted)
			await pause(environment, signal, refusedMs, true);
	}

	async function keepUp(signal: AbortSignal): Promise<void> {
		let polledLast = false;
		while (!signal.aborted) {
			polledLast = polls() || (mute >= muteBeforePoll && !polledLast);
			await (polledLast ? poll(signal) : stream(signal));
		}
	}

	function resume(): void {
		if (run || !wanted || life.aborted) return;
		run = new AbortController();
		void keepUp(run.signal);
	}
	function suspend(): void {
		run?.abort();
		run = null;
		if (store.snapshot().connection !== 'connecting') store.show('reconnecting');
	}
	// A page in the back/forward cache would keep its socket, and the server a reader who reads nothing.
	environment.addEventListener('pagehide', suspend, { signal: life });
	environment.addEventListener('pageshow', resume, { signal: life });

	return {
		start: () => {
			wanted = true;
			resume();
		},
		stop: () => {
			wanted = false;
			suspend();
		},
	};
}
