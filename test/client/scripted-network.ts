/** A network whose answers a test decides, request by request. */
import assert from 'node:assert/strict';
import { encodeFrame } from '../../src/model/wire/frame-text.ts';
import type { Frame, SnapshotFrame } from '../../src/model/wire/frames.ts';
import { unstamped } from './records.ts';

export interface Call {
	readonly address: string;
	readonly signal: AbortSignal;
	/** Answers with an event stream, if there is no answer yet, and writes to it. */
	send(text: string): void;
	frame(frame: Frame): void;
	/** Answers with an event stream, if there is no answer yet, and ends it. */
	close(): void;
	/** Answers with a whole body. */
	answer(body: string, init?: ResponseInit): void;
	snapshot(frame: SnapshotFrame, headers?: Record<string, string>): void;
	/** The request fails without an answer. */
	fail(): void;
}

/** Runs all callbacks that are ready. No time passes. */
export const settle = async (): Promise<void> => {
	for (let round = 0; round < 5; round += 1) await new Promise((resolve) => setImmediate(resolve));
};

/** @param now - The time of the servers, epoch milliseconds. Default: that of {@link unstamped}. */
export function scriptedNetwork(now = (): number => Date.parse(unstamped)) {
	const stamped = <Data extends object>(data: Data): Data =>
		'at' in data && data.at === unstamped ? { ...data, at: new Date(now()).toISOString() } : data;
	const calls: Call[] = [];
	const fetch = (address: string, { signal }: RequestInit): Promise<Response> => {
		assert.ok(signal);
		return new Promise((resolve, reject) => {
			const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
			const writer = writable.getWriter();
			// Writing fails only after the request was aborted.
			const onLost = (error: unknown) => assert.ok(signal.aborted, String(error));
			signal.addEventListener('abort', () => {
				reject(signal.reason);
				writer.abort(signal.reason).catch(onLost);
			});
			const stream = new Response(readable, { headers: { 'content-type': 'text/event-stream' } });
			const call: Call = {
				address,
				signal,
				send: (text) => {
					resolve(stream);
					writer.write(new TextEncoder().encode(text)).catch(onLost);
				},
				frame: (frame) => call.send(encodeFrame({ ...frame, data: stamped(frame.data) } as Frame)),
				close: () => {
					resolve(stream);
					writer.close().catch(onLost);
				},
				answer: (body, init = {}) => resolve(new Response(body, init)),
				snapshot: (frame, headers = {}) =>
					call.answer(JSON.stringify(stamped(frame)), {
						headers: { 'content-type': 'application/json', ...headers },
					}),
				fail: () => reject(new TypeError('Failed to fetch')),
			};
			calls.push(call);
		});
	};
	const call = (index: number): Call => {
		const found = calls.at(index);
		assert.ok(found, `There is no request ${index}.`);
		return found;
	};
	return { fetch, calls, call };
}
