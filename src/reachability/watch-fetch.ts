import type { Environment } from './environment.ts';
import { type RequestSignal, signalOfError, signalOfResponse } from './request-signal.ts';
import type { OnSignal } from './watch-timing.ts';

/** A request without an answer for this long may hang. Long polls take as long, so the signal is unclear. */
const hangMs = 10_000;

/** The address of a call; `null` where reading it would run code of the page a second time. */
function addressOf(input: unknown, base: string): string | null {
	const text = typeof input === 'string' ? input : input instanceof URL ? input.href : null;
	if (text !== null) return URL.canParse(text, base) ? new URL(text, base).href : null;
	return input instanceof Request ? input.url : null;
}

/**
 * Watches calls of the page's `fetch` through a proxy, which keeps the name, length and properties of the original. Arguments, `this`,
 * thrown errors, responses and rejections pass through unchanged. One difference remains: the promise of a watched call settles a
 * microtask later, because the page must receive a derived promise; otherwise `unhandledrejection` would not fire for it.
 */
export function watchFetch(
	environment: Environment,
	isWatched: (address: string) => boolean,
	onSignal: OnSignal,
): () => void {
	const original = environment.fetch;
	let isWatching = true;

	function observe(address: string, response: Promise<Response>): Promise<Response> {
		const emit = (signal: RequestSignal | null): void => {
			if (signal && isWatching) onSignal(address, signal, environment.performance.now());
		};
		const timer = environment.setTimeout(() => emit('unclear'), hangMs);
		return response.then(
			(response) => {
				environment.clearTimeout(timer);
				emit(signalOfResponse(response));
				return response;
			},
			(error: unknown) => {
				environment.clearTimeout(timer);
				emit(signalOfError(error));
				throw error;
			},
		);
	}

	const proxy = new Proxy(original, {
		apply(target, self, given: Parameters<typeof fetch>) {
			const result = Reflect.apply(target, self, given);
			const address = isWatching ? addressOf(given[0], environment.document.baseURI) : null;
			// A result that is not a promise comes from another wrapper of the page: it passes through.
			return address !== null && result instanceof Promise && isWatched(address)
				? observe(address, result)
				: result;
		},
		get(target, key) {
			const value = Reflect.get(target, key);
			// Called on a proxy, the browser's `toString` would omit the name in `function fetch() { [native code] }`.
			return key === 'toString' ? value.bind(target) : value;
		},
	});
	// The page may have frozen `fetch`; then its calls are not watched.
	Reflect.set(environment, 'fetch', proxy);
	return () => {
		isWatching = false;
		// Where the page has wrapped the proxy since, the proxy stays and passes everything through.
		if (environment.fetch === proxy) Reflect.set(environment, 'fetch', original);
	};
}
