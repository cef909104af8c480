/**
 * Pages of a product, each with its own script tag, and the files that the tag loads. They have two
 * origins, both other than the status server's.
 */
import { readFile } from 'node:fs/promises';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

type Context = { after(act: () => unknown): void };

async function listening(context: Context, answer: RequestListener): Promise<string> {
	const server = createServer(answer);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	context.after(() => {
		server.closeAllConnections();
		server.close();
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Serves the built files, as a static host does. */
export const aFileHost = (context: Context): Promise<string> =>
	listening(context, (request, response) => {
		const name = /^\/([\w-]+\.js)$/.exec(request.url ?? '')?.[1];
		response.setHeader('access-control-allow-origin', '*');
		readFile(`dist/${name}`).then(
			(file) => response.writeHead(200, { 'content-type': 'text/javascript' }).end(file),
			() => response.writeHead(404).end(),
		);
	});

export interface TaggedPages {
	readonly origin: string;
	/**
	 * Adds a page whose script tag has these attributes besides `src`; with `null`, a page without
	 * the tag. Returns its address.
	 */
	add(attributes: Readonly<Record<string, string>> | null, body?: string): string;
}

/** @param script - The address of the script. */
export async function taggedPages(context: Context, script: string): Promise<TaggedPages> {
	const pages: string[] = [];
	const origin = await listening(context, (request, response) => {
		const page = pages[Number(request.url?.slice(1))];
		if (page === undefined) response.writeHead(404).end();
		else response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page);
	});
	return {
		origin,
		add: (attributes, body = '') => {
			const written = Object.entries(attributes ?? {}).map(([name, value]) => ` ${name}="${value}"`);
			const tag = attributes ? `<script async src="${script}"${written.join('')}></script>` : '';
			pages.push(
				`<!doctype html><html lang="en"><title>Product</title><link rel="icon" href="data:,">${tag}<body><h1>Product</h1>${body}`,
			);
			return `${origin}/${pages.length - 1}`;
		},
	};
}
