/**
 * Reads an event stream of the test server with the client's decoder and with the browser's own
 * EventSource.
 */
import { readStream } from '../../../src/client/connection/read-stream.ts';
import type { DecodedEvent } from '../../model/event-stream.cases.ts';

/** What the test server answers; `scripts/test-routes.mjs` reads these members. */
export interface Answer {
	/** Default: 200. */
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: Uint8Array;
	/** Whether each byte is sent separately. */
	readonly bytewise?: boolean;
	/**
	 * How the body ends. Default: `close`. `never`: the connection is cut after the first event was
	 * received. `cut`: it is cut before anything was sent.
	 */
	readonly end?: 'close' | 'never' | 'cut';
}

export interface Result {
	readonly opened: boolean;
	readonly events: readonly DecodedEvent[];
	readonly retries: readonly number[];
}

/** This page's origin, and the same server under another one. */
export const ownOrigin = location.origin;
export const otherOrigin = ownOrigin.replace('localhost', '127.0.0.1');

/** The address at which the server sends this answer. */
export function addressOf({ body, ...rest }: Answer, origin = ownOrigin): string {
	const text =
		body &&
		btoa(String.fromCharCode(...body))
			.replace(/\+/g, '-')
			.replace(/\//g, '_');
	return `${origin}/answer?as=${encodeURIComponent(JSON.stringify({ ...rest, body: text }))}`;
}

const cutConnection = (address: string): void =>
	void fetch(`/answer/cut?of=${encodeURIComponent(address.slice(ownOrigin.length))}`);

export async function readWithDecoder(address: string): Promise<Result> {
	const events: DecodedEvent[] = [];
	const retries: number[] = [];
	let opened = false;
	const onOpen = (): void => {
		opened = true;
	};
	await readStream(window, address, new AbortController().signal, {
		onServed: onOpen,
		onRetry: (ms) => retries.push(ms),
		onEvent: async ({ name, data }) => {
			events.push({ type: name || 'message', data });
			cutConnection(address);
		},
		// Rejected: the answer is no event stream, or the connection was cut.
	}).then(onOpen, () => undefined);
	return { opened, events, retries };
}

/** `types`: the event names that may come. EventSource does not show the `retry:` fields. */
export async function readWithEventSource(address: string, types: readonly string[]): Promise<Result> {
	const events: DecodedEvent[] = [];
	let opened = false;
	const source = new EventSource(address);
	source.onopen = () => {
		opened = true;
	};
	for (const type of types)
		source.addEventListener(type, ({ data }: MessageEvent<string>) => {
			events.push({ type, data });
			cutConnection(address);
		});
	// The end of the stream, or a failure. It must not reconnect.
	await new Promise((resolve) => {
		source.onerror = resolve;
	});
	source.close();
	return { opened, events, retries: [] };
}
