/** The page's `fetch`, and a way around it where the page has replaced it. */
import type { Environment } from '../environment.ts';

export type Answer = Pick<Response, 'status' | 'headers' | 'body'>;
export type Options = RequestInit & { readonly signal: AbortSignal };
type Fetch = (address: string, options: Options) => Promise<Answer>;

/** Another way to make a request; `undefined` where the page's `fetch` is the browser's own. */
export type WayAround = (environment: Environment) => Fetch | undefined;

let wayAround: WayAround | undefined;
/** The way around is no part of the script tag's first file; see fetch-around.ts. */
export const provideWayAround = (given: WayAround): void => {
	wayAround = given;
};

interface PageFetch {
	/** Requests in a row that failed before the first answer; no number once there was one. */
	failures: number;
	/** How requests go around the page's `fetch`. */
	around?: Fetch | undefined;
}
const pages = new WeakMap<Environment, PageFetch>();

/**
 * A request by the page's `fetch`. Where the page has replaced it, and no request has succeeded
 * yet, every second request goes around it; once that has succeeded, all do.
 */
export async function fetchInPage(
	environment: Environment,
	address: string,
	options: Options,
): Promise<Answer> {
	const page = pages.get(environment) ?? { failures: 0 };
	pages.set(environment, page);
	const around = page.around ?? (page.failures % 2 ? wayAround?.(environment) : undefined);
	try {
		// Only `fetch` checks `integrity`.
		const goesAround = around && !options.integrity;
		const answer = await (goesAround ? around(address, options) : environment.fetch(address, options));
		if (goesAround) page.around = around;
		page.failures = Number.NaN;
		return answer;
	} catch (error) {
		if (!options.signal.aborted) page.failures += 1;
		throw error;
	}
}
