/** A network of which a test says what it answers, request by request. */
import assert from 'node:assert/strict';
import { encodeFrame, type Frame, type SnapshotFrame } from '../../src/model/wire/wire.ts';

export interface Call {
	readonly address: string;
	readonly signal: AbortSignal;
	/** Answers with a stream, when there is none yet, and writes on it. */
	send(text: string): void;
	frame(frame: Frame): void;
	/** Answers with a stream, when there is none yet, and ends it. */
	close(): void;
	/** Answers with the whole of it. */
	answer(body: string, init?: ResponseInit): void;
	/** Answers with a snapshot. */
	snapshot(frame: SnapshotFrame, headers?: Record<string, string>): void;
	/** There is no way to the server. */
	fail(): void;
}

/** Lets everything that is ready happen; no time passes. */
export const settle = async (): Promise<void> => {
	for (let turn = 0; turn < 5; turn += 1) await new Promise((resolve) => setImmediate(resolve));
};

export function scriptedNetwork() {
	const calls: Call[] = [];
	const fetch = (address: string, { signal }: RequestInit): Promise<Response> => {
		assert.ok(signal);
		return new Promise((resolve, reject) => {
			const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
			const writer = writable.getWriter();
			// Only an aborted request loses what is written to it.
			const lost = (error: unknown) => assert.ok(signal.aborted, String(error));
			signal.addEventListener('abort', () => {
				reject(signal.reason);
				writer.abort(signal.reason).catch(lost);
			});
			const stream = new Response(readable, { headers: { 'content-type': 'text/event-stream' } });
			const call: Call = {
				address,
				signal,
				send: (text) => {
					resolve(stream);
					writer.write(new TextEncoder().encode(text)).catch(lost);
				},
				frame: (frame) => call.send(encodeFrame(frame)),
				close: () => {
					resolve(stream);
					writer.close().catch(lost);
				},
				answer: (body, init = {}) => resolve(new Response(body, init)),
				snapshot: (frame, headers = {}) =>
					call.answer(JSON.stringify(frame), { headers: { 'content-type': 'application/json', ...headers } }),
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
	/** What is asked right now. */
	const open = (): string[] => calls.filter(({ signal }) => !signal.aborted).map(({ address }) => address);
	return { fetch, calls, call, open };
}
