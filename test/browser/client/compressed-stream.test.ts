/**
 * Every engine hands over each event of a compressed stream while the stream is open, as the server
 * writes it (server/streaming/hub/deflate.ts): one gzip member without an end, and for each frame
 * blocks that end at a whole byte.
 */
import { expect } from '@open-wc/testing';
import { readStream } from '../../../src/client/connection/read-stream.ts';
import { addressOf } from '../support/event-stream-clients.ts';

/** A long event, a short one that is stored, the long one again, and another short one. */
const base64 =
	'H4sIAAAAAAAA/0pJLEm0UnBUyMnPS1coTs0rSc1LTtUbFRgVGBUYFRgVGBUYFRi+AlxcAAAAAP//AA0A8v9kYXRhOiBzaG9ydAoKSkksSbRScFTIyc9LVyhOzStJzUtO1RsVGBUYFRgVGBUYFRgVGL4CXFwAAAAA//8ADADz/2RhdGE6IGxhc3QKCg==';
const body = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
const long = 'A long sentence. '.repeat(120);
const expected = [long, 'short', long, 'last'];

const headers = { 'content-type': 'text/event-stream', 'content-encoding': 'gzip' };
const address = (bytewise: boolean): string => addressOf({ headers, body, bytewise, end: 'never' });

for (const bytewise of [false, true])
	describe(`a compressed stream that stays open, sent ${bytewise ? 'byte by byte' : 'in one piece'}`, () => {
		it('gives the decoder every event', async () => {
			const events: string[] = [];
			const stop = new AbortController();
			await new Promise<void>((resolve) => {
				void readStream(window, address(bytewise), stop.signal, {
					onServed: () => undefined,
					onRetry: () => undefined,
					onEvent: async ({ data }) => {
						if (events.push(data) === expected.length) resolve();
					},
				}).catch(() => undefined);
			});
			stop.abort();
			expect(events).to.deep.equal(expected);
		});

		it('gives an EventSource every event', async () => {
			const events: string[] = [];
			const source = new EventSource(address(bytewise));
			await new Promise<void>((resolve) => {
				source.onmessage = ({ data }: MessageEvent<string>) => {
					if (events.push(data) === expected.length) resolve();
				};
			});
			source.close();
			expect(events).to.deep.equal(expected);
		});
	});
