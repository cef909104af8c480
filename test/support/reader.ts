/** A reader of the stream that does what the wire says: it keeps a state, a cursor, and every frame it got. */
import { type IncomingMessage, request } from 'node:http';
import type { Readable } from 'node:stream';
import { createParser } from 'eventsource-parser';
import { emptyState, merge, type State } from '../../src/model/state/state.ts';
import type { Frame } from '../../src/model/wire/frames.ts';
import { readFrame } from '../../src/model/wire/read-frames.ts';

export interface Reader {
	readonly frames: readonly Frame[];
	readonly comments: readonly string[];
	/** The ids of the events, in the order in which they came. */
	readonly ids: readonly string[];
	readonly state: State;
	/** Resolves once `holds` does; fails when the stream ends before that. */
	until(holds: (reader: Reader) => boolean): Promise<void>;
	/** Resolves when the stream has ended. */
	readonly ended: Promise<void>;
	close(): void;
}

/** Opens a stream; `from` is the state that the reader has already. */
export async function aReader(
	url: string,
	query = '',
	from: State = emptyState,
	headers: Record<string, string> = {},
): Promise<Reader> {
	const outgoing = request(`${url}/v1/stream${query}`, { headers });
	const response = await new Promise<IncomingMessage>((resolve, reject) => {
		outgoing.once('response', resolve).once('error', reject).end();
	});
	return readerOf(response, from, () => outgoing.destroy());
}

/** Reads a stream's body, however it came; `close` ends what it comes from. */
export function readerOf(body: Readable, from: State, close: () => void): Reader {
	const frames: Frame[] = [];
	const comments: string[] = [];
	const ids: string[] = [];
	const waiting = new Set<() => void>();
	let state = from;
	let over = false;
	const parser = createParser({
		onEvent({ id, event, data }) {
			const frame = readFrame(event ?? 'message', data);
			if (!frame) return;
			frames.push(frame);
			if (id !== undefined) ids.push(id);
			if (frame.name === 'snapshot') state = merge(emptyState, frame.data.seq, frame.data.records);
			if (frame.name === 'change') state = merge(state, frame.data.seq, frame.data.records);
		},
		onComment: (comment) => comments.push(comment),
	});
	const tell = (): void => {
		for (const check of waiting) check();
	};
	const ended = new Promise<void>((resolve) => {
		body.once('close', () => {
			over = true;
			tell();
			resolve();
		});
	});
	body.setEncoding('utf8');
	body.on('error', () => undefined);
	body.on('data', (text: string) => {
		parser.feed(text);
		tell();
	});
	const reader: Reader = {
		frames,
		comments,
		ids,
		get state() {
			return state;
		},
		until: (holds) =>
			new Promise((resolve, reject) => {
				const check = (): void => {
					if (holds(reader)) resolve();
					else if (over) reject(new Error(`The stream ended early, after ${frames.length} frames.`));
					else return;
					waiting.delete(check);
				};
				waiting.add(check);
				check();
			}),
		ended,
		close,
	};
	return reader;
}
