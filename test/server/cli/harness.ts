/** Runs the command line in this process, with a real Candor server behind it. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import pino from 'pino';
import type { Io } from '../../../server/cli/io.ts';
import { run } from '../../../server/cli/run.ts';
import { type CandorOptions, createCandor } from '../../../server/index.ts';
import { withNewComponentOption } from '../../support/named-components.ts';

export const token = 'operator-token-for-tests';
export const noon = Date.parse('2030-01-01T12:00:00.000Z');

export interface Result {
	/** The exit code. */
	readonly code: number;
	/** Standard output. */
	readonly out: string;
	/** Standard error. */
	readonly err: string;
	/** The requested sleeps, milliseconds. They take no time. */
	readonly delays: readonly number[];
}

/** Listens on a free port of loopback until the test ends; returns the address. */
export async function listen(context: TestContext, listener: RequestListener): Promise<string> {
	const server = createServer(listener);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	context.after(() => {
		server.closeAllConnections();
		return new Promise((resolve) => server.close(resolve));
	});
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Receives a request before the server does; returns `true` if it has dealt with the request. */
export type Fault = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface TestServer {
	readonly url: string;
	/** The secret that the first start created; `null`: with `token`, none. */
	readonly firstToken: string | null;
	/** The time of the server and of the command line, epoch milliseconds. */
	readonly clock: { now: number };
	/** A fault between the command line and the server. Default: none. */
	fault: Fault;
	readonly handler: RequestListener;
	/** Runs a command. A notice may name any component (test/support/named-components.ts). */
	candor(...argv: readonly string[]): Promise<Result>;
	/** Runs a command with `--json` and parses the result. Throws if the command fails. */
	json(...argv: readonly string[]): Promise<Record<string, unknown>>;
}

/** Starts an empty server in memory. Its ids are `n1`, `n2`, … in the order of creation. */
export async function startServer(context: TestContext, options: CandorOptions = {}): Promise<TestServer> {
	const clock = { now: noon };
	let ids = 0;
	const candor = await createCandor({
		data: null,
		token,
		logger: pino({ level: 'silent' }),
		clock: { now: () => clock.now, after: () => () => {} },
		newId: () => `n${++ids}`,
		...options,
	});
	const server: TestServer = {
		url: '',
		firstToken: candor.firstToken?.token ?? null,
		clock,
		fault: () => false,
		handler: candor.handler,
		candor: (...argv) => runCli(withNewComponentOption(argv), { url: server.url, clock }),
		async json(...argv) {
			const { code, out, err } = await server.candor(...argv, '--json');
			if (code !== 0) throw new Error(`candor ${argv.join(' ')} ended with ${code}: ${err}`);
			return JSON.parse(out) as Record<string, unknown>;
		},
	};
	const url = await listen(context, (request, response) => {
		if (!server.fault(request, response)) candor.handler(request, response);
	});
	context.after(() => candor.close());
	return Object.assign(server, { url });
}

interface RunOptions {
	readonly url: string;
	readonly clock?: { now: number };
	readonly io?: Partial<Io>;
	readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Runs a command with a token in the environment, in UTC, without a terminal. */
export async function runCli(
	argv: readonly string[],
	{ url, clock = { now: noon }, io = {}, environment = {} }: RunOptions,
): Promise<Result> {
	let out = '';
	let err = '';
	let keys = 0;
	const delays: number[] = [];
	const code = await run(argv, {
		environment: { CANDOR_URL: url, CANDOR_TOKEN: token, ...environment },
		stdout: { write: (text) => (out += text) },
		stderr: { write: (text) => (err += text) },
		fetch,
		readFile: () => Promise.reject(Object.assign(new Error('none'), { code: 'ENOENT' })),
		writeFile: () => Promise.resolve(),
		readStdin: () => Promise.resolve(''),
		now: () => clock.now,
		monotonicNow: () => performance.now(),
		random: () => 0.5,
		newId: () => `key-${++keys}-${Math.random()}`,
		sleep: async (ms) => void delays.push(ms),
		timeout: () => new AbortController().signal,
		interruption: () => new AbortController().signal,
		onChange: () => {},
		timeZone: 'UTC',
		version: '1.2.3',
		...io,
	});
	return { code, out, err, delays };
}
