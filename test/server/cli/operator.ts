/** An operator at a terminal: the command line in this process, with a real Candor server behind it. */
import { once } from 'node:events';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import pino from 'pino';
import type { Io } from '../../../server/cli/io.ts';
import { run } from '../../../server/cli/run.ts';
import { type CandorOptions, createCandor } from '../../../server/index.ts';

export const token = 'operator-token-for-tests';
export const noon = Date.parse('2030-01-01T12:00:00.000Z');

/** What a command left behind. */
export interface Result {
	readonly code: number;
	readonly out: string;
	readonly err: string;
	/** The pauses that it made, in milliseconds. */
	readonly pauses: readonly number[];
}

/** Listens on a free port of loopback until the test is over; gives the address. */
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

/** Looks at a request first; returns `true` where it has been dealt with. */
export type Fault = (request: IncomingMessage, response: ServerResponse) => boolean;

export interface House {
	readonly url: string;
	/** The hour in this house, for the server and its operators alike. */
	readonly clock: { now: number };
	/** A fault in front of the server. */
	fault: Fault;
	readonly handler: RequestListener;
	/** Carries out one command line. */
	candor(...argv: readonly string[]): Promise<Result>;
	/** The same, for what must succeed and answer in JSON. */
	json(...argv: readonly string[]): Promise<Record<string, unknown>>;
}

/** A fresh server in memory. Its ids are `n1`, `n2`, ... in the order in which they are needed. */
export async function house(context: TestContext, options: CandorOptions = {}): Promise<House> {
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
	const place: House = {
		url: '',
		clock,
		fault: () => false,
		handler: candor.handler,
		candor: (...argv) => operate(argv, { url: place.url, clock }),
		async json(...argv) {
			const { code, out, err } = await place.candor(...argv, '--json');
			if (code !== 0) throw new Error(`candor ${argv.join(' ')} ended with ${code}: ${err}`);
			return JSON.parse(out) as Record<string, unknown>;
		},
	};
	const url = await listen(context, (request, response) => {
		if (!place.fault(request, response)) candor.handler(request, response);
	});
	context.after(() => candor.close());
	return Object.assign(place, { url });
}

interface Surroundings {
	readonly url: string;
	readonly clock?: { now: number };
	readonly io?: Partial<Io>;
	readonly environment?: Readonly<Record<string, string | undefined>>;
}

/** Carries out a command line with a token in the environment, in UTC, without a terminal. */
export async function operate(
	argv: readonly string[],
	{ url, clock = { now: noon }, io = {}, environment = {} }: Surroundings,
): Promise<Result> {
	let out = '';
	let err = '';
	let keys = 0;
	const pauses: number[] = [];
	const code = await run(argv, {
		environment: { CANDOR_URL: url, CANDOR_TOKEN: token, ...environment },
		stdout: { write: (text) => (out += text) },
		stderr: { write: (text) => (err += text) },
		fetch,
		readFile: () => Promise.reject(Object.assign(new Error('none'), { code: 'ENOENT' })),
		readStdin: () => Promise.resolve(''),
		now: () => clock.now,
		random: () => 0.5,
		newId: () => `key-${++keys}-${Math.random()}`,
		sleep: async (milliseconds) => void pauses.push(milliseconds),
		timeout: () => new AbortController().signal,
		interruption: () => new AbortController().signal,
		changed: () => {},
		timeZone: 'UTC',
		version: '1.2.3',
		...io,
	});
	return { code, out, err, pauses };
}
