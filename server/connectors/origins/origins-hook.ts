/**
 * The hook of the origins: a signed webhook (Standard Webhooks 1.0) to a receiver of the operator's,
 * such as a script that changes DNS records, for each change of the list.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import type { BackoffLimits } from '../../../src/model/backoff.ts';
import { isSameValue } from '../../../src/model/same-value.ts';
import { liveRecord } from '../../../src/model/state/state.ts';
import { page } from '../../../src/model/views/page.ts';
import type { Clock } from '../../core/clock.ts';
import type { Core } from '../../core/open-core.ts';
import type { ReportError } from '../../core/report-error.ts';
import { retryWaitMs } from '../../core/retry-wait.ts';
import { type OutboundRequest, outboundRequests, redactedAddress } from '../channels/outbound-request.ts';

export interface OriginsHookOptions {
	readonly url: string;
	/** `whsec_` and base64, as Standard Webhooks has it. */
	readonly secret: string;
}

interface Dependencies extends Pick<Core, 'liveState' | 'privateStore'> {
	readonly clock: Clock;
	readonly random: () => number;
	readonly logger: Logger;
	readonly reportError: ReportError;
	/** Inside addresses and ranges that may be reached all the same. */
	readonly allowed: readonly string[];
	readonly options: OriginsHookOptions;
}

/** Why the receiver does not have the newest list. */
interface Failure {
	readonly reason: string;
	readonly retryAfterMs?: number | undefined;
}

const [kind, id] = ['origins-hook', 'delivered'];
const delivered = z.object({ seq: z.number(), origins: z.array(z.string()) });

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const limits: BackoffLimits = { minMs: 1_000, firstMs: 5_000, maxMs: 300_000 };
/** The longest `Retry-After` of the receiver that is followed. */
const longestAskedMs = 6 * 3_600_000;
const timeoutMs = 15_000;

/**
 * Sends the newest list until the receiver accepts it, also after a restart. A list that was
 * replaced meanwhile is not sent. Where several servers share a store, each may send it: the
 * message has the same id then.
 */
export class OriginsHook {
	readonly #dependencies: Dependencies;
	readonly #request: OutboundRequest;
	readonly #stop = new AbortController();
	readonly #unsubscribe: () => void;
	/** Ends the wait of now: there is another list. */
	#wake = new AbortController();
	readonly #running: Promise<void>;

	constructor(dependencies: Dependencies) {
		this.#dependencies = dependencies;
		const { clock, allowed, liveState, reportError } = dependencies;
		this.#request = outboundRequests({ allowed, now: () => clock.now() });
		this.#unsubscribe = liveState.subscribe(({ changes }) => {
			if (changes.some((change) => change.kind === 'page')) this.#wake.abort();
		});
		this.#running = this.#run().catch((error) => reportError(error, 'the hook of the origins has stopped'));
	}

	async close(): Promise<void> {
		this.#unsubscribe();
		this.#stop.abort();
		this.#wake.abort();
		await this.#running;
	}

	async #run(): Promise<void> {
		const { logger, random, options } = this.#dependencies;
		for (let failures = 0; !this.#stop.signal.aborted; ) {
			this.#wake = new AbortController();
			// The private store may be away for a while.
			const failure = await this.#deliver().catch((error: unknown): Failure => ({ reason: reasonOf(error) }));
			if (this.#stop.signal.aborted) return;
			if (failure && failures === 0)
				logger.error(
					`The hook at ${redactedAddress(options.url)} did not accept the list of origins. ${failure.reason}`,
				);
			failures = failure ? failures + 1 : 0;
			await this.#wait(failure && retryWaitMs(failures, random, { limits, longestAskedMs, ...failure }));
		}
	}

	/** `null`: until there is another list. */
	async #wait(ms: number | null): Promise<void> {
		const { signal } = this.#wake;
		if (signal.aborted) return;
		if (ms === null) await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
		else await sleep(ms, undefined, { signal }).catch(() => undefined);
	}

	/** `null`: the receiver has the newest list. */
	async #deliver(): Promise<Failure | null> {
		const { liveState, privateStore, clock, options } = this.#dependencies;
		const stored = await privateStore.get(kind, id);
		const before = delivered.safeParse(stored?.value).data ?? { seq: 0, origins: [] };
		const { state, site } = liveState;
		const origins = [...(page(state)?.origins ?? [])];
		if (isSameValue(origins, before.origins)) return null;
		const now = clock.now();
		// The commit of the list, so that a repetition has the same id.
		const seq = liveRecord(state, 'page', 'page')?.seq ?? 0;
		const message = `${site}-origins-${seq}`;
		const body = JSON.stringify({
			type: 'origins.changed',
			timestamp: new Date(now).toISOString(),
			data: { seq, origins, previous: before.origins },
		});
		try {
			const { status, excerpt, retryAfterMs } = await this.#request({
				url: options.url,
				headers: {
					'content-type': 'application/json; charset=utf-8',
					'user-agent': 'Candor',
					'webhook-id': message,
					'webhook-timestamp': String(Math.floor(now / 1_000)),
					'webhook-signature': new Webhook(options.secret).sign(message, new Date(now), body),
				},
				body,
				signal: AbortSignal.any([this.#stop.signal, AbortSignal.timeout(timeoutMs)]),
			});
			if (status < 200 || status >= 300)
				return { reason: `It answered ${status}${excerpt ? ` (${excerpt})` : ''}.`, retryAfterMs };
		} catch (error) {
			return { reason: reasonOf(error) };
		}
		await privateStore.put(kind, id, { seq, origins });
		return null;
	}
}
