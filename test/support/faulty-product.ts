/** A product with Candor's service worker, whose server can fail in every way. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';

type Context = { after(act: () => unknown): void };
export type Handler = (request: IncomingMessage, response: ServerResponse) => void;

export interface Product {
	readonly url: string;
	/** Answers all requests. Default: the product's pages. */
	handle: Handler;
	/** All requests, in order. */
	readonly requests: readonly ReceivedRequest[];
	/** Stops listening and closes all connections. */
	stop(): Promise<void>;
	/** Listens again at the same address. */
	start(): Promise<void>;
}

export interface ReceivedRequest {
	readonly method: string;
	readonly path: string;
	readonly headers: readonly string[];
	body: string;
}

const page = (path: string, registers: string): string =>
	`<!doctype html><html lang="en"><meta charset="utf-8"><title>Product</title><link rel="icon" href="data:,"><h1>Product ${path}</h1>${registers}`;

/** The script that a host adds to its page. */
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
	const requests: ReceivedRequest[] = [];
	let port = 0;
	const server = createServer((request, response) => {
		const received: ReceivedRequest = {
			method: request.method ?? '',
			path: request.url ?? '',
			headers: request.rawHeaders,
			body: '',
		};
		requests.push(received);
		request.on('data', (chunk) => {
			received.body += chunk;
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

/** Opens the product and waits until its worker is active. */
export async function visit(page: Page, url: string): Promise<void> {
	await page.goto(url);
	await page.evaluate(() => navigator.serviceWorker.ready);
}

/** The heading of the worker's page. */
export const heading = 'This page cannot be shown at the moment';
