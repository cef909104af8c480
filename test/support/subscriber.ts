/**
 * A client of the event stream that merges the frames into a state, as docs/reference/protocol.md
 * says, and records them.
 */
import { type IncomingMessage, request } from 'node:http';
import type { Readable } from 'node:stream';
import { createParser } from 'eventsource-parser';
import { emptyState, merge, type State } from '../../src/model/state/state.ts';
import type { Frame, TimeFrame } from '../../src/model/wire/frames.ts';
import { readFrame } from '../../src/model/wire/read-frames.ts';

export interface Subscriber {
	/** All frames but the heartbeats. */
	readonly frames: readonly Exclude<Frame, { name: 'time' }>[];
	readonly heartbeats: readonly TimeFrame[];
	readonly comments: readonly string[];
	/** The ids of the events, in order. */
	readonly ids: readonly string[];
	readonly state: State;
	/** Resolves when `condition` is true; rejects when the stream ends before that. */
	until(condition: (subscriber: Subscriber) => boolean): Promise<void>;
	/** Resolves when the stream has ended. */
	readonly ended: Promise<void>;
	close(): void;
}

/** Opens a stream. `from`: the state that the client already has. */
export async function aSubscriber(
	url: string,
	query = '',
	from: State = emptyState,
	headers: Record<string, string> = {},
): Promise<Subscriber> {
	const outgoing = request(`${url}/v1/stream${query}`, { headers });
	const response = await new Promise<IncomingMessage>((resolve, reject) => {
		outgoing.once('response', resolve).once('error', reject).end();
	});
	return subscriberOf(response, from, () => outgoing.destroy());
}

/** Reads the body of a stream. `close` closes its connection. */
export function subscriberOf(body: Readable, from: State, close: () => void): Subscriber {
	const frames: Exclude<Frame, { name: 'time' }>[] = [];
	const heartbeats: TimeFrame[] = [];
	const comments: string[] = [];
	const ids: string[] = [];
	const waiting = new Set<() => void>();
	let state = from;
	let hasEnded = false;
	const parser = createParser({
		onEvent({ id, event, data }) {
			const frame = readFrame(event ?? 'message', data);
			if (!frame) return;
			if (frame.name === 'time') return void heartbeats.push(frame.data);
			frames.push(frame);
			if (id !== undefined) ids.push(id);
			if (frame.name === 'snapshot') state = merge(emptyState, frame.data.seq, frame.data.records);
			if (frame.name === 'change') state = merge(state, frame.data.seq, frame.data.records);
		},
		onComment: (comment) => comments.push(comment),
	});
	const notify = (): void => {
		for (const check of waiting) check();
	};
	const ended = new Promise<void>((resolve) => {
		body.once('close', () => {
			hasEnded = true;
			notify();
			resolve();
		});
	});
	body.setEncoding('utf8');
	body.on('error', () => undefined);
	body.on('data', (text: string) => {
		parser.feed(text);
		notify();
	});
	const subscriber: Subscriber = {
		frames,
		heartbeats,
		comments,
		ids,
		get state() {
			return state;
		},
		until: (condition) =>
			new Promise((resolve, reject) => {
				const check = (): void => {
					if (condition(subscriber)) resolve();
					else if (hasEnded) reject(new Error(`The stream ended early, after ${frames.length} frames.`));
					else return;
					waiting.delete(check);
				};
				waiting.add(check);
				check();
			}),
		ended,
		close,
	};
	return subscriber;
}
