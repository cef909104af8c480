/** The demo in front of a real Candor server, as `npm start` puts it together. */
import type { IncomingMessage } from 'node:http';
import { request } from 'node:http';
import type { TestContext } from 'node:test';
import { demoHandler } from '../../demo/server.mjs';
import { listen, startServer, type TestServer, token } from '../server/cli/harness.ts';

export interface Larkfield {
	/** Where the demo, and Candor behind it, answer. */
	readonly url: string;
	readonly candor: TestServer;
	/** What the page at `/` leads to in `npm start`. */
	readonly links: ReturnType<typeof demoHandler>['links'];
}

export async function larkfield(context: TestContext): Promise<Larkfield> {
	const candor = await startServer(context);
	const demo = demoHandler({ token, now: () => candor.clock.now });
	const url = await listen(context, (incoming, response) => {
		if (!demo(incoming, response)) candor.handler(incoming, response);
	});
	return { url, candor, links: demo.links };
}

export interface Answer {
	readonly status: number;
	readonly headers: IncomingMessage['headers'];
	readonly text: string;
}

interface Given {
	readonly method?: string;
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string | Buffer;
}

/** Sends a request exactly as given: `fetch` would tidy the path and refuse to set some headers. */
export const ask = (url: string, path: string, { method = 'GET', headers = {}, body }: Given = {}) =>
	new Promise<Answer>((resolve, reject) => {
		const { hostname, port } = new URL(url);
		const outgoing = request({ hostname, port, path, method, headers }, async (response) => {
			const chunks: Buffer[] = [];
			for await (const chunk of response) chunks.push(chunk as Buffer);
			const text = Buffer.concat(chunks).toString('utf8');
			resolve({ status: response.statusCode ?? 0, headers: response.headers, text });
		});
		outgoing.on('error', reject);
		outgoing.end(body);
	});

/** The headers that a browser gives what the demo's own page sends. */
export const ownHeaders = (url: string): Record<string, string> => ({
	host: new URL(url).host,
	origin: url,
	'sec-fetch-site': 'same-origin',
	'content-type': 'application/json',
});
