/**
 * Files that a page requests again and again: the elements' words and the history. Every address
 * has a back-off of its own, and all addresses of a page share one budget. The connection has its
 * own budget, so these requests never delay a reconnect.
 */
import { type BackoffLimits, backoffMs, RequestBudget } from '../../model/backoff.ts';
import type { Environment } from '../environment.ts';
import { withDeadline } from './deadline.ts';
import type { RequestFailure } from './failure.ts';
import { type RequestOptions, readText, request } from './request.ts';
import { sleep } from './sleep.ts';

export interface Resource<Value> extends RequestOptions {
	/** Servers and mirrors that have the file, in order of preference. */
	readonly addresses: readonly string[];
	/** The longest time that one address may take. */
	readonly timeoutMs: number;
	readonly maxBytes: number;
	readonly backoff: BackoffLimits;
	/** Throws for a body that is not what was asked for. */
	readonly parse: (text: string) => Value | Promise<Value>;
}

/** At most five requests within ten seconds. */
const createBudget = () => new RequestBudget(5, 10_000);

interface AddressState {
	/** Requests in a row that failed. */
	failures: number;
	/** No request before this, monotonic milliseconds. */
	notBefore: number;
}
interface PageRequests {
	readonly budget: RequestBudget;
	/** The addresses whose last request failed. */
	readonly failed: Map<string, AddressState>;
}

const pages = new WeakMap<Environment, PageRequests>();

function requestsOf(environment: Environment): PageRequests {
	const page = pages.get(environment) ?? { budget: createBudget(), failed: new Map<string, AddressState>() };
	pages.set(environment, page);
	return page;
}

/** Milliseconds until at least one of the addresses may be requested; 0 or less: now. */
export function availableInMs(environment: Environment, addresses: readonly string[]): number {
	const { failed } = requestsOf(environment);
	const times = addresses.map((address) => failed.get(address)?.notBefore ?? 0);
	return Math.min(...times) - environment.performance.now();
}

/**
 * Requests the addresses one after the other until one brings the file; `undefined` when none does.
 * Addresses that back off are skipped.
 */
export async function requestResource<Value>(
	environment: Environment,
	resource: Resource<Value>,
): Promise<Value | undefined> {
	const { budget, failed } = requestsOf(environment);
	const now = (): number => environment.performance.now();
	for (const address of resource.addresses) {
		while (budget.availableInMs(1, now()) > 0) await sleep(environment, null, budget.availableInMs(1, now()));
		if (availableInMs(environment, [address]) > 0) continue;
		budget.spend(now());
		try {
			// A failure may be a file that the browser has cached.
			const cache = failed.has(address) ? 'reload' : resource.cache;
			const value = await requestOnce(environment, address, { ...resource, cache });
			failed.delete(address);
			return value;
		} catch (error) {
			const failures = 1 + (failed.get(address)?.failures ?? 0);
			const { retryAfterMs } = error as RequestFailure;
			const waitMs = backoffMs(failures, () => environment.Math.random(), {
				limits: resource.backoff,
				retryAfterMs,
			});
			failed.set(address, { failures, notBefore: now() + waitMs });
		}
	}
	return undefined;
}

const requestOnce = <Value>(environment: Environment, address: string, resource: Resource<Value>) =>
	withDeadline(environment, null, resource.timeoutMs, async ({ signal }) =>
		resource.parse(await readText(await request(environment, address, resource, signal), resource.maxBytes)),
	);
