/**
 * When a reader of one server asks, by the rules of `src/client/connection/connection.ts` and by its own `delay`: what ten thousand
 * of them do is reckoned in a moment. That it asks in the same milliseconds as the connection itself is tested.
 */
import { type ReconnectDelay, reconnectDelayMs } from '../../src/client/connection/reconnect-delay.ts';

export interface Visit {
	/** When each request was made, milliseconds. */
	readonly tries: readonly number[];
	/** When its stream was there again. */
	readonly liveAt: number;
}

/** A good stream is lost at 0; `isUp` says whether the server answers at a time. `lost`: what it said about coming back. */
export function visit(
	isUp: (time: number) => boolean,
	random: () => number,
	lost: Partial<ReconnectDelay> = {},
): Visit {
	const tries: number[] = [];
	let failures = 0;
	let isSilent = false;
	let time = Math.ceil(reconnectDelayMs({ failures, ...lost }, random));
	for (;;) {
		const asks = !isSilent ? ['stream', 'snapshot'] : failures % 3 === 2 ? ['snapshot'] : ['stream'];
		// Never more than five within ten seconds.
		time = Math.max(time, (tries.at(asks.length - 6) ?? Number.NEGATIVE_INFINITY) + 10_000);
		const answers = isUp(time);
		// One after the other, until one is answered.
		const asked = answers ? asks.slice(0, 1) : asks;
		for (const _ of asked) tries.push(time);
		if (answers && asked[0] === 'stream') return { tries, liveAt: time };
		failures = answers && isSilent ? 0 : failures + 1;
		isSilent = !answers;
		time += Math.ceil(reconnectDelayMs({ failures, requests: asked.length }, random));
	}
}
