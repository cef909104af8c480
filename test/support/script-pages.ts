/**
 * Pages with the script tag, and a small status server that an application has mounted at
 * `/status`.
 */
import { readFileSync } from 'node:fs';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { encodeFrame, preamble } from '../../src/model/wire/frame-text.ts';
import { record, snapshot } from '../client/records.ts';

/**
 * How the server answers the request for a chunk: as it was built, with 404, never, or with this
 * text. Every answer that has a text may be cached for a year.
 */
export type ChunkAnswer =
	| 'built'
	| 'absent'
	| 'never'
	| { readonly text?: string; readonly type?: string; readonly status?: number };

export interface OpenedPage {
	readonly page: Page;
	/** The errors that the page threw. */
	readonly errors: readonly Error[];
}

export interface ScriptPages {
	/** The paths that were requested since the last page was opened, with their queries. */
	readonly requests: readonly string[];
	/** Opens a page with this markup. */
	open(markup: string, options?: OpenOptions): Promise<OpenedPage>;
	/** Changes how chunks are answered from now on. */
	answerChunks(answer: ChunkAnswer, folder?: Folder): void;
}
/** Two folders have the files and a stream, as two servers of one log do. */
type Folder = 'status' | 'second';

export interface OpenOptions {
	/** The page's own path. Default: `/`. */
	readonly path?: string;
	/** Default: `built`. */
	readonly chunks?: ChunkAnswer;
	/** Called before the page loads. */
	readonly prepare?: (page: Page) => unknown;
}

export const scriptTag = '<script async src="/status/candor.js"></script>';

const sendScript = (response: ServerResponse, content: string | Buffer): unknown =>
	response.writeHead(200, { 'content-type': 'text/javascript' }).end(content);

/**
 * Called at the top of a test file; the server ends with the file. It has one notice, "Card
 * payments are failing".
 */
export function scriptPages(chrome: () => Browser): ScriptPages {
	let requests: string[] = [];
	let body = '';
	/** The path of the page that is being opened. */
	let opening: string | undefined;
	let chunks: Readonly<Record<string, ChunkAnswer>> = {};
	const server = createServer(({ url = '/' }, response) => {
		// A request of the page before may arrive when that page is closed already.
		if (url === opening) {
			requests = [];
			opening = undefined;
		}
		requests.push(url);
		const [, folder = '', file] =
			/^\/(status|second)\/((?:candor|chunk-[\w-]+)\.js)(?:\?\d+-\d+)?$/.exec(url) ?? [];
		if (file) {
			const answer = (file !== 'candor.js' && chunks[folder]) || 'built';
			if (answer === 'never') return;
			if (answer === 'absent') response.writeHead(404).end();
			else if (answer === 'built') sendScript(response, readFileSync(`dist/${file}`));
			else {
				const { text = '', type = 'text/javascript', status = 200 } = answer;
				response.writeHead(status, { 'content-type': type, 'cache-control': 'max-age=31536000, immutable' });
				response.end(text);
			}
		} else if (/^\/(status|second)\/v1\/stream/.test(url)) {
			response.writeHead(200, { 'content-type': 'text/event-stream' });
			response.write(
				preamble(1_000) + encodeFrame(snapshot(1, [record('n1', 1)], { at: new Date().toISOString() })),
			);
		} else {
			response.writeHead(200, { 'content-type': 'text/html' }).end(`<!doctype html><body>${body}</body>`);
		}
	});
	before(() => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
	after(() => {
		server.closeAllConnections();
		server.close();
	});

	return {
		get requests() {
			return requests;
		},
		async open(markup, { path = '/', chunks: answer = 'built', prepare } = {}) {
			opening = path;
			body = markup;
			chunks = { status: answer };
			const page = await (await chrome().newContext()).newPage();
			const errors: Error[] = [];
			page.on('pageerror', (error) => errors.push(error));
			await prepare?.(page);
			await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`);
			return { page, errors };
		},
		answerChunks: (answer, folder = 'status') => {
			chunks = { ...chunks, [folder]: answer };
		},
	};
}

/** The title of the notice that an element shows. */
export const titleIn = (page: Page, tag: string) =>
	page.locator(tag).getByRole('heading', { level: tag === 'candor-banner' ? 2 : 3 });

/** The icon of the banner, which only the translated content draws. */
export const bannerIcon = (page: Page) => page.locator('candor-banner').locator('svg');
