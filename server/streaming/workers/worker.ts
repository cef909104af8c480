/**
 * A worker process: holds streams, and hands every other connection off to the primary process,
 * which started it.
 */
import { randomUUID } from 'node:crypto';
import { createServer, type Server, type Socket } from 'node:net';
import { emptyState, merge } from '../../../src/model/state/state.ts';
import { repeat, systemClock } from '../../core/clock.ts';
import { LiveState } from '../../core/live-state.ts';
import { createLogger } from '../../core/logger.ts';
import { originPolicy } from '../../core/origins.ts';
import { keyFileIn } from '../../core/signing/key-file.ts';
import { Keyring } from '../../core/signing/keyring.ts';
import { systemSteadyClock } from '../../core/steady-clock.ts';
import { acceptQueue } from '../listener/accept-queue.ts';
import type { StreamRequest } from '../listener/handshake.ts';
import { CollectedFigures } from '../stream-figures.ts';
import { createStreamService, type StreamService } from '../stream-service.ts';
import { aliveIntervalMs, countIntervalMs, type FromWorker, type ToWorker } from './messages.ts';
import { createReplicatedLog, type ReplicatedLog } from './replicated-log.ts';

type StartMessage = Extract<ToWorker, { type: 'start' }>;

const clock = systemClock;
let isAboveFairShare = false;
let log: ReplicatedLog | undefined;
let starting: Promise<RunningWorker> | undefined;

interface RunningWorker {
	readonly service: StreamService;
	readonly server: Server;
	/** Opens a stream whose request another process has read. */
	openHandedOff(socket: Socket, request: StreamRequest): void;
}

const send = (message: FromWorker, socket?: Socket): void => {
	process.send?.(message, socket, undefined, ignore);
};
const ignore = (): void => undefined;

// Without the primary process there are no new commits.
const exitWithoutPrimary = (): void => process.exit(1);
process.on('disconnect', exitWithoutPrimary);
// Node does not emit `disconnect` while sockets are in transit to a process that has died.
repeat(clock, countIntervalMs, () => process.connected || exitWithoutPrimary());
// A terminal and some process managers signal all processes at once. The primary process decides
// when this one ends.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, ignore);
process.on(
	'message',
	(message: ToWorker, handle) => void onMessage(message, handle as Server | Socket | undefined),
);

async function onMessage(message: ToWorker, handle: Server | Socket | undefined): Promise<void> {
	if (message.type === 'start') starting = start(message, handle as Server);
	else if (message.type === 'commit') log?.receive(message.commit);
	else if (message.type === 'unreadable') {
		if (log) log.unreadableSince = message.since;
	} else if (message.type === 'fair-share') isAboveFairShare = message.isAbove;
	else if (message.type === 'drain') await drain(message.windowMs);
	else if (handle) (await starting)?.openHandedOff(handle as Socket, message.request);
}

async function start(
	{ settings, site, seq, records }: StartMessage,
	listening: Server,
): Promise<RunningWorker> {
	const { logLevel, origins, data, keys, signatureDays: days } = settings;
	const logger = createLogger(logLevel);
	log = createReplicatedLog(site);
	const liveState = await LiveState.start(log, merge(emptyState, seq, records));
	// Never resolves; rejects when a commit cannot be applied. The streams would get nothing more, so
	// the worker is replaced.
	liveState.reached(Number.POSITIVE_INFINITY).catch((error: unknown) => {
		logger.fatal({ err: error }, 'worker cannot follow the log');
		process.exit(1);
	});
	const path = keys ?? keyFileIn(data);
	const signer = new Keyring({ path, required: keys !== null, days, clock, logger });
	const figures = new CollectedFigures();
	const service = createStreamService(
		{
			liveState,
			clock: systemSteadyClock(logger),
			signer,
			origins: originPolicy(origins),
			logger,
			// A worker opens streams on sockets only, where such an error ends it, and the pool logs that.
			reportError: (error, message, details) => logger.error({ ...details, err: error }, message),
			random: Math.random,
			newRequestId: randomUUID,
			figures,
		},
		settings,
	);
	const { hub, endpoint } = service;
	let sentCount = 0;
	const sendChangedCount = (): void => {
		if (hub.size !== sentCount) send({ type: 'stream-count', count: hub.size });
		sentCount = hub.size;
	};
	const isFull = (): boolean => hub.size >= service.streamLimit;
	// A stream is refused only when all processes are full. The count goes first, so that the primary
	// process knows that this worker is full and which one has room.
	const handOff = (socket: Socket, request: StreamRequest): void => {
		sendChangedCount();
		send({ type: 'hand-off-stream', request }, socket);
	};
	// With this mark Node stops reading after one chunk, so that later bytes stay in the socket for
	// the process that gets it. After `pause` alone Node would read on into a buffer of this process.
	const server = createServer({ highWaterMark: 1, noDelay: true, allowHalfOpen: true });
	service.listen(server, '/v1/stream', {
		onStream(socket, request) {
			if (isAboveFairShare || isFull()) handOff(socket, request);
			else endpoint.openOrRefuse(socket, request);
			return true;
		},
		onOther(socket, bytes, releaseSlot) {
			socket.unshift(bytes);
			// Node stops reading after this chunk has been handled.
			process.nextTick(() => {
				releaseSlot();
				send({ type: 'hand-off-connection', bytes }, socket);
			});
		},
	});
	repeat(clock, countIntervalMs, sendChangedCount);
	repeat(clock, aliveIntervalMs, () => {
		send({ type: 'stream-count', count: hub.size });
		const happened = figures.read();
		if (happened) send({ type: 'figures', ...happened });
	});
	await new Promise<void>((resolve) => server.listen(listening, acceptQueue, resolve));
	send({ type: 'ready' });
	return {
		service,
		server,
		openHandedOff(socket, request) {
			if (isFull()) handOff(socket, request);
			else endpoint.openHandedOff(socket, request);
		},
	};
}

async function drain(windowMs: number): Promise<void> {
	const running = await starting;
	running?.server.close();
	await running?.service.drain(windowMs);
	process.exit(0);
}
