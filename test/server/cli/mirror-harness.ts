/** A signing server that can fail, and a running `candor mirror` that copies it. */
import { readFileSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { createKey } from '../../../server/core/signing/key-file.ts';
import { aFolder } from '../../support/folder.ts';
import { aServer } from '../../support/server.ts';
import { wholeComponent } from '../../support/whole.ts';
import { type Fault, listen } from './harness.ts';
import { watch } from './watcher.ts';

export const readText = (...path: string[]): string => readFileSync(join(...path), 'utf8');
export const seqOf = (folder: string): number => JSON.parse(readText(folder, 'snapshot.json')).seq;

/** Starts a server that signs, behind a proxy that can inject faults. */
export async function startSigningServer(context: TestContext) {
	const keys = join(aFolder(context), 'keys.json');
	const key = createKey(keys, 'ES256', new Date().toISOString());
	const server = await aServer(context, { keys });
	const proxy: { fault: Fault } = { fault: () => false };
	const sockets = new Set<Socket>();
	const url = await listen(context, (request, response) => {
		sockets.add(request.socket);
		if (!proxy.fault(request, response)) server.candor.handler(request, response);
	});
	const rename = (name: string) => server.write('PUT', '/v1/components/checkout', wholeComponent({ name }));
	/** Breaks every connection and refuses new ones, as when a machine fails. */
	const unplug = () => {
		proxy.fault = unplugged;
		for (const socket of sockets) socket.destroy();
	};
	return { ...server, url, key, rename, proxy, unplug };
}

/** Runs `candor mirror`. `minute` ends the wait before its regular refresh. */
export function runMirror(context: TestContext, url: string, ...argv: string[]) {
	const ending = new AbortController();
	let endWait = (): void => undefined;
	/** Waits take no time, so the test's clock must add them up. */
	let elapsedMs = 0;
	const io = {
		interruption: () => ending.signal,
		monotonicNow: () => elapsedMs,
		sleep: (ms: number, signal?: AbortSignal): Promise<void> =>
			new Promise((resolve) => {
				if (ms < 60_000) elapsedMs += ms;
				if (ms < 60_000 || signal?.aborted) return void setImmediate(resolve);
				signal?.addEventListener('abort', () => resolve());
				endWait = () => {
					elapsedMs += ms;
					resolve();
				};
			}),
	};
	// Runs before the watcher's own cleanup, which aborts another signal and waits for the end.
	context.after(() => ending.abort());
	const watcher = watch(context, url, { command: 'mirror', argv, io });
	const end = () => {
		ending.abort();
		return watcher.ended;
	};
	return { ...watcher, end, minute: () => endWait() };
}

/** A fault that responds with this body to every request. */
export const respondWith =
	(type: string, body: string) => (_request: IncomingMessage, response: ServerResponse) => {
		response.writeHead(200, { 'content-type': type }).end(body);
		return true;
	};
/** A fault that breaks every connection. */
export const unplugged: Fault = (request) => {
	request.socket.destroy();
	return true;
};
