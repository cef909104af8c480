/** A whole server from a configuration: Candor, an HTTP listener, and an orderly end. */
import {
	createServer,
	type IncomingMessage,
	type Server,
	type ServerOptions,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import pino from 'pino';
import { CandorError } from '../src/model/errors.ts';
import type { Config } from './config/config.ts';
import { systemClock } from './core/clock.ts';
import { type Candor, createCandor } from './index.ts';
import { acceptQueue, acceptQueueAdvice } from './streaming/listener/accept-queue.ts';
import { limitPerProcess } from './streaming/workers/fair-share.ts';
import { WorkerPool } from './streaming/workers/worker-pool.ts';

export interface Running {
	/** Such as `http://127.0.0.1:8787`. */
	readonly address: string;
	readonly candor: Candor;
	close(): Promise<void>;
}

/** Looks at a request before Candor does; `true` when it has answered. */
export type Front = (request: IncomingMessage, response: ServerResponse) => boolean;

/** For whoever is slow, in milliseconds. */
export interface TimeLimits
	extends Pick<ServerOptions, 'headersTimeout' | 'requestTimeout' | 'connectionsCheckingInterval'> {
	/** How long nothing may go in or out: whoever does not read an answer holds it no longer. Streams have limits of their own. */
	readonly idleMs: number;
}

/** Whoever sends half a head, or half a body, holds a connection no longer. */
const usual: TimeLimits = {
	headersTimeout: 10_000,
	requestTimeout: 60_000,
	connectionsCheckingInterval: 2_000,
	idleMs: 30_000,
};
/** What may still go on when the server ends: requests that were under way, in milliseconds. */
const lastRequestsMs = 2_000;

export async function start(
	config: Config,
	front: Front = () => false,
	{ idleMs, ...timeLimits }: TimeLimits = usual,
): Promise<Running> {
	const logger = pino({ level: config.logLevel }, pino.destination({ fd: 2, sync: true }));
	const { data, host, token } = config;
	if (token !== null && token.length < 24)
		logger.warn(
			'CANDOR_TOKEN is short. Whoever guesses it can publish: 32 random characters are a good choice.',
		);
	const pool = config.workers > 0 ? new WorkerPool(config, systemClock, logger) : null;
	const readerLimit = limitPerProcess(config.readerLimit, config.workers + 1);
	const candor = await createCandor({ ...config, readerLimit, logger }, pool ?? undefined);
	// What is no stream gets it from the listener, and a reader once something is published: in a storm it would cost a system call each.
	const server = createServer({ ...timeLimits, noDelay: false }, (request, response) => {
		if (!front(request, response)) candor.handler(request, response);
	});
	candor.attach(server);
	server.setTimeout(idleMs);
	try {
		await listen(server, config);
		await pool?.start(server);
	} catch (error) {
		await candor.close();
		throw error;
	}
	const address = addressOf(server, host);
	logger.info({ address, data }, 'listening');
	const advice = acceptQueueAdvice();
	// Where nobody but this machine can come, it is a trial, or a proxy has the same limit before us.
	if (advice) logger[isLoopback(host) ? 'info' : 'warn'](advice);
	return {
		address,
		candor,
		async close() {
			logger.info({ readers: candor.readers }, 'stopping');
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			await candor.close();
			const patience = setTimeout(() => server.closeAllConnections(), lastRequestsMs);
			await closed;
			await pool?.closed();
			clearTimeout(patience);
			logger.info('stopped');
		},
	};
}

function listen(server: Server, { host, port }: Config): Promise<void> {
	return new Promise((resolve, reject) => {
		server.once('error', (error: NodeJS.ErrnoException) => reject(explain(error, host, port)));
		server.listen({ host, port, backlog: acceptQueue }, resolve);
	});
}

function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
	const reasons: Readonly<Record<string, string>> = {
		EADDRINUSE: `Port ${port} is taken. Stop what uses it, or choose another with CANDOR_PORT (0 takes any free one).`,
		EACCES: `Port ${port} may not be used by this user. Choose one above 1023 with CANDOR_PORT.`,
		EADDRNOTAVAIL: `This machine has no address ${host}. Set CANDOR_HOST to one that it has, such as 127.0.0.1.`,
		ENOTFOUND: `The host name ${host} is not known. Set CANDOR_HOST to an address of this machine.`,
	};
	const reason = reasons[error.code ?? ''];
	return reason ? new CandorError('busy', reason) : error;
}

const isLoopback = (host: string): boolean => /^(?:localhost|127\..*|::1)$/.test(host);

function addressOf(server: Server, host: string): string {
	const { port } = server.address() as AddressInfo;
	return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
