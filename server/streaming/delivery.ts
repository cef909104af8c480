/** All that stands between the state and its readers, put together: frames, hub, admission, and the listener. */
import type { Server } from 'node:http';
import type { Server as NetServer } from 'node:net';
import type { Logger } from 'pino';
import { defaultHeartbeatMs, defaultPolicy, defaultRetryMs } from '../../src/model/wire/delivery.ts';
import type { Clock } from '../core/clock.ts';
import type { LiveState } from '../core/live-state.ts';
import type { Origins } from '../core/origins.ts';
import { rawProblem } from '../core/problem.ts';
import { proxyPolicy } from './admission/address.ts';
import { Admission, tooMany } from './admission/admission.ts';
import { limitsFor, openFilesLimit } from './admission/limits.ts';
import { Pressure } from './admission/pressure.ts';
import type { DeliveryOptions } from './delivery-options.ts';
import { Frames, type Signer } from './hub/frames.ts';
import { Hub } from './hub/hub.ts';
import { attachListener } from './listener/attach.ts';
import { Listener, type ListenerOptions } from './listener/listener.ts';
import { Streams } from './streams.ts';
import { noWorkers, type Workers } from './workers/workers.ts';

const usual = {
	heartbeatMs: defaultHeartbeatMs,
	policy: defaultPolicy,
	rotationMs: 3_600_000,
	// Less than the 10 s after which many a supervisor kills.
	drainMs: 8_000,
} as const;
/** Each reader is told to go at a moment of its own: it may come back within this, in milliseconds. */
const retireAfterMs = 1_000;
/** What other servers can take in a second, so that few readers need no long end. */
const returnsPerSecond = 200;
const drainPatienceMs = 2_000;
/** In bytes, and in milliseconds. */
const backlog = { backlogLimit: 64 * 1024, stuckMs: 5_000 };
/** Browsers open connections ahead of their first request; this long is enough for them. */
const silentMs = 10_000;

export interface Delivery {
	readonly frames: Frames;
	readonly hub: Hub;
	readonly streams: Streams;
	/** How many readers there may be. */
	readonly readerLimit: number;
	/** Reads the handshakes of a server of one's own. */
	attach(server: Server, path: string): void;
	/** Reads them where no `node:http` is behind: what becomes of a connection is the caller's to say. */
	read(server: NetServer, path: string, then: Pick<ListenerOptions, 'onStream' | 'onOther'>): void;
	/** Spreads the end of all streams; the rest is published to meanwhile. Default: over as long as so many readers need. */
	drain(windowMs?: number): Promise<void>;
}

interface Surroundings {
	readonly liveState: LiveState;
	readonly clock: Clock;
	readonly signer: Signer;
	readonly origins: Origins;
	readonly logger: Logger;
	readonly random: () => number;
	/** Default: none. */
	readonly workers?: Workers;
}

export function createDelivery(around: Surroundings, options: DeliveryOptions): Delivery {
	const { liveState, clock, signer, origins, logger, random, workers = noWorkers } = around;
	const { heartbeatMs = usual.heartbeatMs, rotationMs = usual.rotationMs, drainMs = usual.drainMs } = options;
	const { readerLimit = null, readersPerAddress = null, trustedProxies = null } = options;
	const limits = limitsFor(openFilesLimit(), { readers: readerLimit, readersPerAddress });
	const readers = (): number => hub.size;
	const { policy = usual.policy, takeover = true } = options;
	const pressure = new Pressure(takeover ? policy : { ...policy, takeover }, limits.readers, readers, clock);
	const policyAndBeat = {
		get policy() {
			return pressure.policy;
		},
		heartbeatMs,
		retryMs: defaultRetryMs,
	};
	const frames = new Frames(liveState, clock, policyAndBeat, signer);
	const hub: Hub = new Hub(clock, {
		...backlog,
		heartbeatMs,
		rotationMs: rotationMs || Number.POSITIVE_INFINITY,
		retire: () => frames.retire(retireAfterMs),
		random,
	});
	const admission = new Admission(limits, proxyPolicy(trustedProxies), clock, readers);
	const streams = new Streams(hub, frames, origins, admission);
	const listeners: Listener[] = [];
	const limited = (server: NetServer, path: string) => {
		server.maxConnections = limits.connections;
		logger.info(limits, 'limits');
		return {
			path,
			silentMs,
			mostSilent: Math.ceil(limits.connections / 2),
			gate: { enter: admission.connect.bind(admission), refusal: () => rawProblem(tooMany()) },
		};
	};
	// First, so that they are at work while this process writes to its own readers.
	workers.follow(liveState, {
		get size() {
			return hub.size;
		},
		limit: limits.readers,
		has: (socket) => hub.has(socket),
		welcome: (socket, request) => streams.welcome(socket, request),
	});
	liveState.subscribe((commit) => {
		const frame = frames.change(commit);
		if (frame) hub.publish(frame);
	});
	return {
		frames,
		hub,
		streams,
		readerLimit: limits.readers,
		attach(server, path) {
			const onStream: ListenerOptions['onStream'] = (socket, request) =>
				workers.place(socket, request) || streams.take(socket, request);
			listeners.push(attachListener(server, clock, { ...limited(server, path), onStream }));
		},
		read(server, path, then) {
			const listener = new Listener(clock, { ...limited(server, path), ...then });
			server.on('connection', (socket) => listener.accept(socket));
			listeners.push(listener);
		},
		async drain(windowMs) {
			const shortestMs = ((hub.size + workers.readers) / returnsPerSecond) * 1_000;
			const window = windowMs ?? Math.min(drainMs, shortestMs);
			await Promise.all([hub.drain(window, drainPatienceMs), workers.drain(window)]);
			for (const listener of listeners) listener.close();
			admission.close();
			pressure.close();
		},
	};
}
