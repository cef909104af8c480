/**
 * Sends what a page has counted: one request in a minute at most, at a time that says nothing about when
 * something happened, and without anything that identifies the visitor.
 */
import type { Environment } from '../client/environment.ts';
import { backoffMs, RequestBudget, readRetryAfter } from '../model/backoff.ts';
import { type CountEntry, maxCountEntries } from '../model/counts.ts';

const periodMs = 60_000;
/** A batch waits for a random time within these bounds. */
const wait = { leastMs: 5_000, spreadMs: 40_000 };
/** After a server has said that it could not count. */
const limits = { minMs: periodMs, firstMs: 2 * periodMs, maxMs: 60 * periodMs };
/** A server that answers so has counted nothing, and may later. */
const laterStatuses = [429, 503];

export interface Sender {
	add(entry: CountEntry): void;
}

/**
 * @param source - The addresses of the servers, separated by spaces, as in `Feed.source`. A
 *   request goes to one of them: the next one, after a refusal.
 */
export function createSender(environment: Environment, source: string): Sender {
	const servers = source.split(' ').filter(Boolean);
	const budget = new RequestBudget(1, periodMs);
	const random = (): number => environment.Math.random();
	let pending: CountEntry[] = [];
	let failures = 0;
	let retryAfterMs: number | undefined;
	let timer: number | undefined;
	/** The server does not count: this page asks it no more. */
	let isRefused = servers.length === 0;

	const availableInMs = (): number => budget.availableInMs(1, environment.performance.now());
	/** With one attribute of the visitor at most, so that no request has a combination of them. */
	function take(): CountEntry[] {
		const attributeOf = (entry: CountEntry) => ('update' in entry ? entry.audience?.attribute : undefined);
		const first = pending.map(attributeOf).find((attribute) => attribute !== undefined);
		const batch = pending
			.filter((entry) => [undefined, first].includes(attributeOf(entry)))
			.slice(0, maxCountEntries);
		pending = pending.filter((entry) => !batch.includes(entry));
		return batch;
	}
	function schedule(): void {
		if (timer !== undefined || isRefused || !pending.length) return;
		const failureMs = failures ? backoffMs(failures, random, { limits, retryAfterMs }) : 0;
		const ms = Math.max(availableInMs(), failureMs) + wait.leastMs + random() * wait.spreadMs;
		timer = environment.setTimeout(() => {
			timer = undefined;
			void send();
		}, ms);
	}
	async function send(): Promise<void> {
		if (isRefused || !pending.length || availableInMs() > 0) return schedule();
		budget.spend(environment.performance.now());
		const batch = take();
		const status = await post(batch);
		if (status === null || status < 400) failures = 0;
		else if (laterStatuses.includes(status)) {
			failures += 1;
			pending = [...batch, ...pending];
		} else if (status < 500) isRefused = true;
		schedule();
	}
	/**
	 * `null`: no answer. The batch is not sent again then: the server may have counted it, and twice is
	 * worse than never.
	 */
	async function post(counts: readonly CountEntry[]): Promise<number | null> {
		try {
			const response = await environment.fetch(`${servers[failures % servers.length]}/v1/counts`, {
				method: 'POST',
				body: JSON.stringify({ counts }),
				credentials: 'omit',
				referrerPolicy: 'no-referrer',
				// Not `sendBeacon`, which sends cookies and a referrer.
				keepalive: true,
			});
			retryAfterMs = readRetryAfter(response.headers.get('retry-after'), environment.Date.now());
			return response.status;
		} catch {
			return null;
		}
	}
	const life = new AbortController();
	environment.addEventListener(
		'pagehide',
		() => {
			environment.clearTimeout(timer);
			timer = undefined;
			void send();
		},
		{ signal: life.signal, capture: true },
	);
	return {
		add: (entry) => {
			if (isRefused) return;
			pending.push(entry);
			schedule();
		},
	};
}
