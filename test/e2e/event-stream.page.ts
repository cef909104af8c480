/** Runs in the page: what our reader and the browser's own EventSource make of an address. */
import { readStream } from '../../src/client/stream.ts';
import type { Heard } from '../client/event-stream.cases.ts';

export interface Reading {
	readonly opened: boolean;
	readonly events: readonly Heard[];
	readonly retries: readonly number[];
}

/** Lets the server know that an event was heard. */
const tell = (address: string): void => void (address && fetch(address));

/** `heard`: what is asked for after each event, if anything. */
export async function ours(address: string, heard = ''): Promise<Reading> {
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
			tell(heard);
		},
		// What is no stream, and what breaks off.
	}).then(open, () => undefined);
	return { opened, events, retries };
}

export async function native(address: string, heard: string, types: readonly string[]): Promise<Reading> {
	const events: Heard[] = [];
	let opened = false;
	const source = new EventSource(address);
	source.onopen = () => {
		opened = true;
	};
	const hear = ({ type, data, lastEventId }: MessageEvent<string>): void => {
		events.push({ type, data, id: lastEventId });
		tell(heard);
	};
	for (const type of types) source.addEventListener(type, hear);
	// The end of a stream, or one that is none: it is not to come back.
	await new Promise((resolve) => {
		source.onerror = resolve;
	});
	source.close();
	return { opened, events, retries: [] };
}
