import { RequestBudget } from '../../model/backoff.ts';
import { type Environment, isVisible } from '../environment.ts';
import type { Store } from '../store/store.ts';
import type { RefusalReason } from '../trust/refused.ts';
import type { Verify } from '../trust/verify.ts';
import { attempt } from './attempt.ts';
import { delay } from './backoff.ts';
import type { Failure } from './failure.ts';
import { type Course, follow } from './follow.ts';
import { pollDelay, readPolled } from './poll.ts';
import { pause } from './sleep.ts';
import type { Source } from './source.ts';

const unreadable = 'bad-frame';
/** Statuses that say "do not stream from here": trying again soon would only be noise. */
const refusals = [204, 401, 403, 404, 410];
/** How long a server may take to say its first whole word. */
const firstWordMs = 4_000;
/** The same, while nothing is known and there is somebody else to ask. */
const hurriedMs = 2_000;
/** Refusals end too: a deployment is over, a gateway is put right. */
const refusedMs = 600_000;
/** Some proxies hold streams back, and nothing else: after so many silent streams the others are left to time. */
const muteBeforePoll = 2;
/** A stream that lasted this long was a good one: whatever came before it is forgotten. */
const goodMs = 10_000;
/** Who has others to ask does not stay without the server for longer than this. */
const failoverMs = 2_000;
/** How often somebody who is served by another server looks whether the first one is well again, and how many times in a row it must be. */
const lookMs = 60_000;
const wellTimes = 2;
/** Whatever happens, and however often a reader returns: never more than so many requests within so long. */
const mostTries = 5;
const triesMs = 10_000;

/**
 * Keeps a store up to date until `run` is aborted: streams, polls where it must, asks the next source when one fails, and
 * comes back by itself after every kind of loss. `alone`: no other page is served by this connection.
 */
export async function keepUp(
	environment: Environment,
	sources: readonly Source[],
	store: Store,
	verify: Verify | null,
	refuse: (reason: RefusalReason, source: string) => void,
	alone: boolean,
	run: AbortSignal,
): Promise<void> {
	const now = (): number => environment.performance.now();
	const random = (): number => environment.Math.random();
	/** Rounds in a row that brought no stream. */
	let failures = 0;
	/** What the last round brought. */
	let last: 'nothing-yet' | 'silence' | 'state' = 'nothing-yet';

	const budget = new RequestBudget(mostTries, triesMs);

	const polls = (): boolean => store.server().policy.mode === 'poll';
	const pollWait = (): number => pollDelay(store.server().policy.intervalMs, !polls(), random);
	const dueIn = ({ at, notBefore }: Source, streamAt = 0): number =>
		Math.max(at, notBefore, streamAt) - now();
	const streamsIn = (source: Source): number =>
		source.stream && !polls() ? dueIn(source, source.streamAt) : Number.POSITIVE_INFINITY;

	/** What a failure teaches: whether the cursor is worth anything, and what the source asks for. */
	function learn({ status, notBeforeMs, reason, code }: Failure, source: Source): void {
		if (reason) refuse(reason, source.snapshot);
		// 400: the cursor itself is what the server could not read.
		if (status === 400 || code === unreadable) store.forget();
		if (notBeforeMs !== undefined) source.notBefore = now() + delay({ failures: 0, notBeforeMs }, random);
	}

	/** Resolves once the stream has ended. */
	async function stream(source: Source, limitMs: number): Promise<Course> {
		const course: Course = { goodSince: 0, silent: false };
		const first = sources[0] as Source;
		budget.spend(now());
		await attempt(environment, run, limitMs, async (own) => {
			if (source !== first) void returnTo(first, own.signal, own.end);
			await follow(environment, source.stream as string, store, verify, own, course);
		}).catch((failure: Failure) => {
			if (run.aborted) return;
			learn(failure, source);
			if (refusals.includes(failure.status ?? 0)) source.streamAt = now() + refusedMs;
			// What made no sense was no good, however long it went on.
			if (failure.code === unreadable || failure.reason) course.goodSince = 0;
		});
		source.mute = course.silent ? source.mute + 1 : 0;
		if (course.goodSince) spare(source);
		return course;
	}

	/** A server that answers, and whose streams are silent all the same, is left alone with streams for a while. */
	function spare(source: Source): void {
		if (source.mute < muteBeforePoll) return;
		source.mute = 0;
		source.streamAt = now() + refusedMs;
	}

	/** Ends what another server serves once the first has been well for a while. */
	async function returnTo(first: Source, signal: AbortSignal, end: () => void): Promise<void> {
		for (let well = 0; well < wellTimes; ) {
			await pause(environment, signal, lookMs * (1 + random()), false);
			if (signal.aborted) return;
			well = (await poll(first, firstWordMs, signal)) ? well + 1 : 0;
		}
		first.at = 0;
		end();
	}

	async function poll(source: Source, limitMs: number, signal = run): Promise<boolean> {
		budget.spend(now());
		try {
			const answer = await attempt(environment, signal, limitMs, (own) =>
				readPolled(environment, source, own.signal, verify),
			);
			if (!signal.aborted) store.takePolled(answer);
			return true;
		} catch (failure) {
			if (!signal.aborted) learn(failure as Failure, source);
			return false;
		}
	}

	/** What a stream that was good leaves behind. Returns how long to wait. */
	function lose(source: Source, { goodSince, retryMs, retireMs }: Course): number {
		last = 'state';
		failures = now() - goodSince < goodMs ? failures + 1 : 0;
		if (polls()) {
			// Every reader was told to poll at the same moment: the first polls are spread over the whole interval.
			store.show('polling');
			return random() * pollWait();
		}
		store.show(retireMs === undefined ? 'reconnecting' : 'retired');
		const wait = delay({ failures, retryMs, retireMs }, random);
		const hasOthers = sources.length > 1;
		// The others are asked first: what was lost may hang, and take its time from them.
		source.at = now() + wait + (hasOthers ? failoverMs : 0);
		if (retireMs !== undefined) source.notBefore = source.at;
		return hasOthers ? Math.min(wait, random() * failoverMs) : wait;
	}

	/** Asks from the most trusted down until something answers. Returns how long to wait before the next round. */
	async function round(): Promise<number> {
		// A server that answered nothing at all is asked for one thing at a time: mostly for its stream, now and then for its snapshot.
		const streamable = sources.filter((source) => streamsIn(source) <= 0);
		const turn = last !== 'silence' ? null : streamable.length && failures % 3 !== 2 ? 'stream' : 'snapshot';
		const streams = turn === 'snapshot' ? [] : streamable;
		const snapshots = sources.filter((source) => (turn !== 'stream' || !source.stream) && dueIn(source) <= 0);
		const tries = streams.length + snapshots.length;
		const untilDue = (): number => Math.min(refusedMs, ...sources.map((source) => dueIn(source)));
		if (!tries && sources.length) return untilDue();
		if (budget.availableInMs(tries, now()) > 0) return budget.availableInMs(tries, now());
		let left = tries;
		const limitMs = (): number => (last === 'state' || --left < 1 ? firstWordMs : hurriedMs);
		for (const source of streams) {
			const course = await stream(source, limitMs());
			if (run.aborted) return 0;
			if (course.goodSince) return lose(source, course);
		}
		for (const source of snapshots) {
			const answered = dueIn(source) <= 0 && (await poll(source, limitMs()));
			if (run.aborted) return 0;
			if (!answered) continue;
			spare(source);
			failures = last === 'silence' ? 0 : failures + 1;
			last = 'state';
			store.show('polling');
			const untilStream = Math.min(...sources.map(streamsIn));
			return untilStream > 0
				? Math.min(pollWait(), untilStream)
				: delay({ failures, tries: streams.length + 1 }, random);
		}
		last = 'silence';
		failures += 1;
		// Where nothing answers, silence tells nothing about streams.
		for (const source of sources) source.mute = 0;
		store.show('reconnecting');
		return Math.max(delay({ failures, tries }, random), untilDue());
	}

	while (!run.aborted) {
		if (await pause(environment, run, await round(), true)) {
			failures = 0;
			for (const source of sources) source.at = 0;
		}
		// Nobody looks at a hidden page: it asks again once somebody does.
		while (alone && store.snapshot().connection === 'polling' && !isVisible(environment) && !run.aborted)
			await pause(environment, run, refusedMs, true);
	}
}
