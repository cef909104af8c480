/**
 * A browser with the real network and the real clock. Its time may run faster, so that a test sees
 * a minute in a few seconds.
 */
import type { Environment } from '../../src/client/environment.ts';

export interface RealEnvironment extends Environment {
	/** Every request, in order. */
	readonly requests: readonly RealRequest[];
	/** Clears all timers and starts no others. */
	stop(): void;
}
export interface RealRequest {
	/** Milliseconds of the environment's time since its start. */
	readonly at: number;
	readonly path: string;
	/** The status of the answer; `null` when there was none, or none in time. */
	status: number | null;
}

/** @param speed - How many times faster than the real clock. */
export function realEnvironment(speed: number): RealEnvironment {
	const timers = new Map<number, NodeJS.Timeout>();
	const requests: RealRequest[] = [];
	const page = new EventTarget();
	const startedAt = performance.now();
	const epoch = Date.now();
	let lastTimer = 0;
	let isStopped = false;
	const elapsed = (): number => (performance.now() - startedAt) * speed;
	return {
		requests,
		fetch: async (address, options) => {
			const request: RealRequest = { at: elapsed(), path: new URL(address).pathname, status: null };
			requests.push(request);
			const response = await fetch(address, options);
			request.status = response.status;
			return response;
		},
		setTimeout: (callback, ms) => {
			const id = ++lastTimer;
			if (!isStopped) timers.set(id, setTimeout(callback, ms / speed));
			return id;
		},
		clearTimeout: (id) => clearTimeout(timers.get(id ?? 0)),
		addEventListener: page.addEventListener.bind(page),
		dispatchEvent: page.dispatchEvent.bind(page),
		Date: { now: () => epoch + elapsed() },
		performance: { now: elapsed },
		Math: { random: Math.random },
		localStorage: { getItem: () => null, setItem: () => undefined },
		document: { visibilityState: 'visible' },
		crypto: crypto as Environment['crypto'],
		navigator: {},
		stop: () => {
			isStopped = true;
			for (const timer of timers.values()) clearTimeout(timer);
		},
	};
}
