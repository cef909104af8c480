/**
 * A whole server from a configuration: Candor, an HTTP server, worker processes, and an orderly
 * shutdown.
 */
import {
	createServer,
	type IncomingMessage,
	type Server,
	type ServerOptions,
	type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { CandorError } from '../src/model/errors.ts';
import type { Candor, CandorOptions } from './candor-options.ts';
import type { Config } from './config/config.ts';
import { systemClock } from './core/clock.ts';
import { createLogger } from './core/logger.ts';
import { createCandor } from './index.ts';
import { acceptQueue, acceptQueueAdvice } from './streaming/listener/accept-queue.ts';
import { limitPerProcess } from './streaming/workers/fair-share.ts';
import { WorkerPool } from './streaming/workers/worker-pool.ts';

export interface Running {
	/** Such as `http://127.0.0.1:8787`. */
	readonly address: string;
	readonly candor: Candor;
	close(): Promise<void>;
}

/** Gets every request before Candor. Returns `true` when it has answered. */
export interface Front {
	(request: IncomingMessage, response: ServerResponse): boolean;
	/** Its pages, for the page at `/`. */
	readonly links?: CandorOptions['frontPageLinks'];
}

/** Limits for slow clients, in milliseconds. */
export interface TimeLimits
	extends Pick<ServerOptions, 'headersTimeout' | 'requestTimeout' | 'connectionsCheckingInterval'> {
	/** The longest time without traffic on a connection. Streams have limits of their own. */
	readonly idleMs: number;
}

const defaultTimeLimits: TimeLimits = {
	headersTimeout: 10_000,
	requestTimeout: 60_000,
	connectionsCheckingInterval: 2_000,
	idleMs: 30_000,
};
/** How long requests may still run when the server shuts down, in milliseconds. */
const shutdownGraceMs = 2_000;

export async function start(
	config: Config,
	front: Front = () => false,
	{ idleMs, ...timeLimits }: TimeLimits = defaultTimeLimits,
): Promise<Running> {
	const logger = createLogger(config.logLevel);
	const { data, database, host } = config;
	const pool = config.workers > 0 ? new WorkerPool(config, systemClock, logger) : null;
	const readerLimit = limitPerProcess(config.readerLimit, config.workers + 1);
	const frontPageLinks = front.links ?? [];
	const candor = await createCandor({ ...config, readerLimit, logger, frontPageLinks }, pool ?? undefined);
	// The listener sets `noDelay` on other connections, and the hub on a stream at its second write:
	// here it would cost a system call per stream in a storm.
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
	logger.info({ address, ...(database === null ? { data } : { database: 'postgres' }) }, 'listening');
	const advice = acceptQueueAdvice();
	// On loopback no warning: it is a trial, or a reverse proxy with the same limit is in front.
	if (advice) logger[isLoopback(host) ? 'info' : 'warn'](advice);
	return {
		address,
		candor,
		async close() {
			logger.info({ readers: candor.readers }, 'stopping');
			const closed = new Promise<void>((resolve) => server.close(() => resolve()));
			await candor.close();
			const timer = setTimeout(() => server.closeAllConnections(), shutdownGraceMs);
			await closed;
			await pool?.closed();
			clearTimeout(timer);
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

/** An error of `listen` with what to do about it. */
function explain(error: NodeJS.ErrnoException, host: string, port: number): Error {
	const reasons: Readonly<Record<string, string>> = {
		EADDRINUSE: `Port ${port} is in use. Stop the program that uses it, or set CANDOR_PORT to another port (0: any free one).`,
		EACCES: `This user may not use port ${port}. Set CANDOR_PORT to a port above 1023.`,
		EADDRNOTAVAIL: `This machine does not have the address ${host}. Set CANDOR_HOST to one of its addresses, such as 127.0.0.1.`,
		ENOTFOUND: `The host name ${host} is unknown. Set CANDOR_HOST to an address of this machine.`,
	};
	const reason = reasons[error.code ?? ''];
	return reason ? new CandorError('busy', reason) : error;
}

const isLoopback = (host: string): boolean => /^(?:localhost|127\..*|::1)$/.test(host);

function addressOf(server: Server, host: string): string {
	const { port } = server.address() as AddressInfo;
	return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
