/** A worker process: keeps readers, and hands every other connection to the process that has started it. */
import { createServer, type Server, type Socket } from 'node:net';
import pino from 'pino';
import { emptyState, merge } from '../../../src/model/state/commit.ts';
import { systemClock } from '../../core/clock.ts';
import { every } from '../../core/every.ts';
import { LiveState } from '../../core/live-state.ts';
import { originPolicy } from '../../core/origins.ts';
import { keyFileIn } from '../../core/signing/key-file.ts';
import { Keyring } from '../../core/signing/keyring.ts';
import { createDelivery, type Delivery } from '../delivery.ts';
import { acceptQueue } from '../listener/backlog.ts';
import type { StreamRequest } from '../listener/handshake.ts';
import { aliveMs, type FromWorker, type ToWorker, tellMs } from './messages.ts';
import { type SentLog, sentLog } from './sent-log.ts';

type Start = Extract<ToWorker, { type: 'start' }>;

const clock = systemClock;
let exceeded = false;
let log: SentLog | undefined;
let started: Promise<Started> | undefined;

interface Started {
	readonly delivery: Delivery;
	readonly server: Server;
	/** Takes a reader whose handshake another process has read. */
	welcome(socket: Socket, request: StreamRequest): void;
}

const tell = (message: FromWorker, socket?: Socket): void => {
	process.send?.(message, socket, undefined, ignore);
};
const ignore = (): void => undefined;

// Without the first process there is no log, and nobody to answer to.
const alone = (): void => process.exit(1);
process.on('disconnect', alone);
// Node does not emit it while sockets are on their way to a process that has died.
every(clock, tellMs, () => process.connected || alone());
// A terminal and some supervisors tell all processes at once; the first one says when this one ends.
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, ignore);
process.on(
	'message',
	(message: ToWorker, handle) => void obey(message, handle as Server | Socket | undefined),
);

async function obey(message: ToWorker, handle: Server | Socket | undefined): Promise<void> {
	if (message.type === 'start') started = start(message, handle as Server);
	else if (message.type === 'commit') log?.receive(message.commit);
	else if (message.type === 'share') exceeded = message.exceeded;
	else if (message.type === 'drain') await drain(message.windowMs);
	else if (handle) (await started)?.welcome(handle as Socket, message.request);
}

async function start({ settings, site, seq, records }: Start, listening: Server): Promise<Started> {
	const { logLevel, origins, data, keys, signatureDays: days } = settings;
	const logger = pino({ level: logLevel }, pino.destination({ fd: 2, sync: true }));
	log = sentLog(site);
	const liveState = await LiveState.start(log, merge(emptyState, seq, records));
	// It never gets there, and hears when it cannot. Its readers would hear nothing more: another worker begins anew.
	liveState.reached(Number.POSITIVE_INFINITY).catch((error: unknown) => {
		logger.fatal({ err: error }, 'a worker cannot follow the log any more');
		process.exit(1);
	});
	const path = keys ?? keyFileIn(data);
	const signer = new Keyring({ path, required: keys !== null, days, clock, logger });
	const surroundings = { liveState, clock, signer, origins: originPolicy(origins), logger };
	const delivery = createDelivery({ ...surroundings, random: Math.random }, settings);
	const { hub, streams } = delivery;
	let told = 0;
	const tellReaders = (): void => {
		if (hub.size !== told) tell({ type: 'readers', count: hub.size });
		told = hub.size;
	};
	const isFull = (): boolean => hub.size >= delivery.readerLimit;
	// Nobody is refused while others have room: the first process knows then how many are here, and who has fewer.
	const handOver = (socket: Socket, request: StreamRequest): void => {
		tellReaders();
		tell({ type: 'reader', request }, socket);
	};
	// With this mark Node stops reading as soon as something waits to be read. What comes later stays in the socket, for
	// whoever it is handed to: `pause` alone would go on reading into a buffer here.
	const server = createServer({ highWaterMark: 1, noDelay: true, allowHalfOpen: true });
	delivery.read(server, '/v1/stream', {
		onStream(socket, request) {
			if (exceeded || isFull()) handOver(socket, request);
			else streams.settle(socket, request);
			return true;
		},
		onOther(socket, bytes, leave) {
			socket.unshift(bytes);
			// Node stops reading once this chunk has been dealt with.
			process.nextTick(() => {
				leave();
				tell({ type: 'connection', bytes }, socket);
			});
		},
	});
	every(clock, tellMs, tellReaders);
	every(clock, aliveMs, () => tell({ type: 'readers', count: hub.size }));
	await new Promise<void>((resolve) => server.listen(listening, acceptQueue, resolve));
	tell({ type: 'ready' });
	return {
		delivery,
		server,
		welcome(socket, request) {
			if (isFull()) handOver(socket, request);
			else streams.welcome(socket, request);
		},
	};
}

async function drain(windowMs: number): Promise<void> {
	const running = await started;
	running?.server.close();
	await running?.delivery.drain(windowMs);
	process.exit(0);
}
