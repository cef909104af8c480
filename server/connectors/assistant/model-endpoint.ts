/**
 * The endpoint of the model: one request at a time for each question of an operator, none while the
 * shared back-off lasts. Its answers may hold the key, so errors tell their status only.
 */
import type { BackoffLimits } from '../../../src/model/backoff.ts';
import { CandorError } from '../../../src/model/errors.ts';
import type { Clock } from '../../core/clock.ts';
import { retryWaitMs } from '../../core/retry-wait.ts';
import type { OutboundRequest, OutboundResponse } from '../channels/outbound-request.ts';
import type { AssistantOptions } from './assistant-options.ts';
import { type Completion, readCompletion } from './read-completion.ts';

interface Dependencies {
	readonly request: OutboundRequest;
	readonly clock: Clock;
	/** A number from 0 to 1, for the back-off. */
	readonly random: () => number;
	/** Default: 2 s, doubling up to 5 min. */
	readonly limits?: BackoffLimits | undefined;
}

/** Below the time after which the server cuts a connection without traffic. */
const timeoutMs = 25_000;
/** In bytes. */
const longestAnswer = 200_000;
const backoff: BackoffLimits = { minMs: 1_000, firstMs: 2_000, maxMs: 300_000 };
/** The longest `Retry-After` that is followed: after an hour an operator may try again. */
const longestAskedMs = 3_600_000;

export class ModelEndpoint {
	readonly #options: AssistantOptions;
	readonly #dependencies: Dependencies;
	#failures = 0;
	#nextAttemptAt = Number.NEGATIVE_INFINITY;

	constructor(options: AssistantOptions, dependencies: Dependencies) {
		this.#options = options;
		this.#dependencies = dependencies;
	}

	/** Throws CandorError `assistant-failed` while the back-off lasts. */
	assertCanAsk(): void {
		const waitMs = this.#nextAttemptAt - this.#dependencies.clock.now();
		if (waitMs <= 0) return;
		const seconds = Math.ceil(waitMs / 1_000);
		throw failed(
			`The assistant has failed just now, and is asked again in ${seconds} ${seconds === 1 ? 'second' : 'seconds'} at the earliest. Write the text yourself meanwhile.`,
		);
	}

	/** `stopping`: aborts it. Throws CandorError `assistant-failed`. */
	async complete(body: string, stopping: AbortSignal): Promise<Completion> {
		this.assertCanAsk();
		const { clock } = this.#dependencies;
		const timeout = new AbortController();
		const cancel = clock.after(timeoutMs, () => timeout.abort());
		try {
			const response = await this.#send(body, AbortSignal.any([stopping, timeout.signal]));
			if (timeout.signal.aborted) throw new Error('the answer did not end');
			return this.#read(response);
		} catch (error) {
			if (error instanceof CandorError) throw error;
			this.#recordFailure();
			throw failed(
				timeout.signal.aborted
					? `The assistant did not answer within ${timeoutMs / 1_000} seconds. Write the text yourself, or ask again later.`
					: 'The assistant cannot be reached. Write the text yourself. An admin must check CANDOR_ASSISTANT_URL and CANDOR_ASSISTANT_ALLOW.',
			);
		} finally {
			cancel();
		}
	}

	#send(body: string, signal: AbortSignal): Promise<OutboundResponse> {
		const { url, key } = this.#options;
		return this.#dependencies.request({
			url: `${url}/chat/completions`,
			headers: {
				'content-type': 'application/json',
				accept: 'application/json',
				...(key !== null && { authorization: `Bearer ${key}` }),
			},
			...{ body, signal, longestBody: longestAnswer },
		});
	}

	#read({ status, retryAfterMs, mediaType, text, isCut }: OutboundResponse): Completion {
		if (status < 200 || status > 299) {
			this.#recordFailure(retryAfterMs);
			throw failed(`The assistant answered with the status ${status}. ${adviceFor(status)}`);
		}
		this.#failures = 0;
		if (isCut)
			throw failed('The answer of the assistant is too long or was cut off. Ask again, or write the text.');
		const completion = readCompletion(mediaType, text);
		if (completion) return completion;
		throw failed(
			'The answer of the assistant is none of an OpenAI-compatible API. An admin must check CANDOR_ASSISTANT_URL.',
		);
	}

	#recordFailure(retryAfterMs?: number): void {
		const { clock, random, limits = backoff } = this.#dependencies;
		this.#failures += 1;
		const waitMs = retryWaitMs(this.#failures, random, { limits, retryAfterMs, longestAskedMs });
		this.#nextAttemptAt = clock.now() + waitMs;
	}
}

export const failed = (message: string): CandorError => new CandorError('assistant-failed', message);

function adviceFor(status: number): string {
	if (status === 401 || status === 403) return 'An admin must check CANDOR_ASSISTANT_KEY.';
	if (status === 404) return 'An admin must check CANDOR_ASSISTANT_URL and CANDOR_ASSISTANT_MODEL.';
	if (status === 429) return 'Too much was asked of it. Write the text yourself, or ask again later.';
	if (status >= 500) return 'Write the text yourself, or ask again later.';
	if (status >= 300 && status < 400)
		return 'Redirects are not followed. An admin must check CANDOR_ASSISTANT_URL.';
	return 'An admin must check CANDOR_ASSISTANT_MODEL and CANDOR_ASSISTANT_TOKEN_PARAMETER.';
}
