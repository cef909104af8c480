/** What our reader of event streams and the browser's own EventSource make of an answer, which the test's own server gives. */
import { readStream } from '../../src/client/connection/read-stream.ts';
import type { Heard } from '../client/connection/event-stream.cases.ts';

/** An answer to be asked for; its members are those that `scripts/answer-as-asked.mjs` reads. */
export interface Answer {
	/** Default: 200. */
	readonly status?: number;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: Uint8Array;
	/** Each byte leaves on its own. */
	readonly bytewise?: boolean;
	/** Default: `close`. `never`: it is cut once an event was heard. */
	readonly end?: 'close' | 'never' | 'cut';
}
export interface Reading {
	readonly opened: boolean;
	readonly events: readonly Heard[];
	readonly retries: readonly number[];
}

/** This page's origin, and the same server under a name that makes it another. */
export const own = location.origin;
export const other = own.replace('localhost', '127.0.0.1');

/** Where a server gives this answer. */
export function addressOf({ body, ...rest }: Answer, origin = own): string {
	const text =
		body &&
		btoa(String.fromCharCode(...body))
			.replace(/\+/g, '-')
			.replace(/\//g, '_');
	return `${origin}/answer?as=${encodeURIComponent(JSON.stringify({ ...rest, body: text }))}`;
}

const cut = (address: string): void =>
	void fetch(`/answer/cut?of=${encodeURIComponent(address.slice(own.length))}`);

export async function ours(address: string): Promise<Reading> {
	const events: Heard[] = [];
	const retries: number[] = [];
	let opened = false;
	const open = (): void => {
		opened = true;
	};
	await readStream(window, address, new AbortController().signal, {
		onBytes: open,
		onRetry: (ms) => retries.push(ms),
		onEvent: async ({ name, data, id }) => {
			events.push({ type: name || 'message', data, id });
			cut(address);
		},
		// What is no stream, and what breaks off.
	}).then(open, () => undefined);
	return { opened, events, retries };
}

/** `types`: the names of events that may come. */
export async function native(address: string, types: readonly string[]): Promise<Reading> {
	const events: Heard[] = [];
	let opened = false;
	const source = new EventSource(address);
	source.onopen = () => {
		opened = true;
	};
	for (const type of types)
		source.addEventListener(type, ({ data, lastEventId }: MessageEvent<string>) => {
			events.push({ type, data, id: lastEventId });
			cut(address);
		});
	// The end of a stream, or one that is none: it is not to come back.
	await new Promise((resolve) => {
		source.onerror = resolve;
	});
	source.close();
	return { opened, events, retries: [] };
}
