/** A product whose server can be broken in every way, and that takes Candor's service worker in. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';

type Context = { after(act: () => unknown): void };
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface Product {
	readonly url: string;
	/** What answers; the product's pages by default. */
	handle: Handler;
	/** Every request as it came: method, path and raw headers. */
	readonly requests: readonly Seen[];
	/** Nobody listens any more, and every connection is cut. */
	stop(): Promise<void>;
	/** Listens again, at the same address. */
	start(): Promise<void>;
}

export interface Seen {
	readonly method: string;
	readonly path: string;
	readonly headers: readonly string[];
	body: string;
}

const page = (path: string, registers: string): string =>
	`<!doctype html><html lang="en"><meta charset="utf-8"><title>Product</title><link rel="icon" href="data:,"><h1>Product ${path}</h1>${registers}`;

/** The line that a host adds to its page. */
export const registers = (query = ''): string =>
	`<script>navigator.serviceWorker.register('/candor-sw.js${query}')</script>`;

/** @param worker - The text of the host's `/candor-sw.js`. */
export const pages =
	(worker: string, body = registers()): Handler =>
	(request, response) => {
		const { pathname } = new URL(request.url ?? '/', 'http://product');
		if (pathname === '/candor-sw.js')
			return void response.setHeader('content-type', 'text/javascript').end(worker);
		response.setHeader('content-type', 'text/html; charset=utf-8');
		response.end(page(pathname, body));
	};

export async function aFaultyProduct(context: Context, handle: Handler): Promise<Product> {
	const requests: Seen[] = [];
	let port = 0;
	const server = createServer((request, response) => {
		const seen: Seen = {
			method: request.method ?? '',
			path: request.url ?? '',
			headers: request.rawHeaders,
			body: '',
		};
		requests.push(seen);
		request.on('data', (chunk) => {
			seen.body += chunk;
		});
		product.handle(request, response);
	});
	const product: Product & { handle: Handler } = {
		get url() {
			return `http://127.0.0.1:${port}`;
		},
		handle,
		requests,
		stop: () =>
			new Promise((resolve) => {
				server.close(() => resolve());
				server.closeAllConnections();
			}),
		start: () =>
			new Promise((resolve) => {
				server.listen(port, '127.0.0.1', () => {
					({ port } = server.address() as AddressInfo);
					resolve();
				});
			}),
	};
	await product.start();
	context.after(() => product.stop());
	return product;
}

export const failing =
	(status: number, headers: Readonly<Record<string, string>> = {}): Handler =>
	(_request, response) => {
		response.writeHead(status, { 'content-type': 'text/html; charset=utf-8', ...headers });
		response.end(
			'<!doctype html><title>Maintenance</title><link rel="icon" href="data:,"><h1>The product’s own error page</h1>',
		);
	};

export const hanging: Handler = () => {};

/** Opens the product, and waits until its worker is there and has fetched what it needs. */
export async function visit(page: Page, url: string): Promise<void> {
	await page.goto(url);
	await page.evaluate(() => navigator.serviceWorker.ready);
}

/** The worker's page, as against the product's. */
export const heading = 'This page cannot be shown at the moment';
