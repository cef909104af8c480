/**
 * When the client of one server makes its requests after a loss, by the rules of
 * `src/client/connection/connection.ts` and with its own `reconnectDelayMs`: this simulates ten
 * thousand clients in a moment. A test compares it with the real connection to the millisecond.
 */
import { type ReconnectDelay, reconnectDelayMs } from '../../src/client/connection/reconnect-delay.ts';

export interface Reconnect {
	/** When each request was made, milliseconds after the loss. */
	readonly requests: readonly number[];
	/** When the stream was open again. */
	readonly liveAt: number;
}

/**
 * A working stream is lost at 0.
 *
 * @param isUp - Whether the server answers at a time.
 * @param lost - What the server sent about the return.
 */
export function reconnect(
	isUp: (time: number) => boolean,
	random: () => number,
	lost: Partial<ReconnectDelay> = {},
): Reconnect {
	const requests: number[] = [];
	let failures = 0;
	let isUnanswered = false;
	let time = Math.ceil(reconnectDelayMs({ failures, ...lost }, random));
	for (;;) {
		const planned = !isUnanswered ? ['stream', 'snapshot'] : failures % 3 === 2 ? ['snapshot'] : ['stream'];
		// At most seven requests within 21 seconds.
		time = Math.max(time, (requests.at(planned.length - 8) ?? Number.NEGATIVE_INFINITY) + 21_000);
		const answers = isUp(time);
		// One after the other, until one is answered.
		const made = answers ? planned.slice(0, 1) : planned;
		for (const _ of made) requests.push(time);
		if (answers && made[0] === 'stream') return { requests, liveAt: time };
		failures = answers && isUnanswered ? 0 : failures + 1;
		isUnanswered = !answers;
		time += Math.ceil(reconnectDelayMs({ failures, requests: made.length }, random));
	}
}
