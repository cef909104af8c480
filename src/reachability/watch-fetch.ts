import type { Environment } from './environment.ts';
import { signOfError, signOfResponse } from './request-signal.ts';
import type { Take } from './watch-timing.ts';

/** A request that is unanswered for so long may hang; long polls do as well, so that it is not sure. */
const hangsMs = 10_000;

/** The address that a call goes to; `null` where finding out would run code of the page a second time. */
function addressOf(input: unknown, base: string): string | null {
	const text = typeof input === 'string' ? input : input instanceof URL ? input.href : null;
	if (text !== null) return URL.canParse(text, base) ? new URL(text, base).href : null;
	return input instanceof Request ? input.url : null;
}

/**
 * Looks at the calls of the page's `fetch` as they pass. A proxy, so that name, length and own properties are the original's;
 * arguments, `this`, what is thrown, the answer and the reason of a failure are handed on as they are. The one
 * difference: the promise of a watched call is one that settles a microtask later, since a promise that somebody
 * else listens to would no longer report to the page that nobody handled its rejection.
 */
export function watchFetch(
	environment: Environment,
	isWatched: (address: string) => boolean,
	take: Take,
): () => void {
	const original = environment.fetch;
	let watching = true;

	function observe(address: string, answer: Promise<Response>): Promise<Response> {
		const tell = (sign: ReturnType<typeof signOfError>): void => {
			if (sign && watching) take(address, sign, environment.performance.now());
		};
		const timer = environment.setTimeout(() => tell('unclear'), hangsMs);
		return answer.then(
			(response) => {
				environment.clearTimeout(timer);
				tell(signOfResponse(response));
				return response;
			},
			(error: unknown) => {
				environment.clearTimeout(timer);
				tell(signOfError(error));
				throw error;
			},
		);
	}

	const proxy = new Proxy(original, {
		apply(target, self, given: Parameters<typeof fetch>) {
			const answer = Reflect.apply(target, self, given);
			const address = watching ? addressOf(given[0], environment.document.baseURI) : null;
			// What is no promise is not the browser's fetch; it is none of our business.
			return address !== null && answer instanceof Promise && isWatched(address)
				? observe(address, answer)
				: answer;
		},
		get(target, key) {
			const value = Reflect.get(target, key);
			// Asked of a proxy, the browser would leave the name out of `function fetch() { [native code] }`.
			return key === 'toString' ? value.bind(target) : value;
		},
	});
	// A page may have frozen it; then its calls are not watched.
	Reflect.set(environment, 'fetch', proxy);
	return () => {
		watching = false;
		// Somebody may have wrapped it once more since: then it stays, and hands everything on.
		if (environment.fetch === proxy) Reflect.set(environment, 'fetch', original);
	};
}
