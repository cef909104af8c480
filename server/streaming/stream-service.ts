/**
 * Everything between the state and the open streams, assembled: frames, hub, admission, listeners,
 * workers.
 */
import type { Server } from 'node:http';
import type { Server as NetServer } from 'node:net';
import type { Logger } from 'pino';
import { defaultPolicy, defaultRetryMs } from '../../src/model/wire/delivery.ts';
import type { Clock } from '../core/clock.ts';
import { knownUntil } from '../core/known-until.ts';
import type { LiveState } from '../core/live-state.ts';
import type { Origins } from '../core/origins.ts';
import { rawProblem } from '../core/problem.ts';
import type { ReportError } from '../core/report-error.ts';
import { Admission, tooManyConnections } from './admission/admission.ts';
import { limitsFor, openFilesLimit } from './admission/limits.ts';
import { LoadPolicy } from './admission/load-policy.ts';
import { trustedProxies } from './admission/trusted-proxies.ts';
import { Frames, type Signer } from './hub/frames.ts';
import { Hub } from './hub/hub.ts';
import { attachListener } from './listener/attach.ts';
import { Listener, type ListenerOptions } from './listener/listener.ts';
import { StreamEndpoint } from './stream-endpoint.ts';
import type { StreamFigures } from './stream-figures.ts';
import { createStreamLog } from './stream-log.ts';
import { type StreamingOptions, streamingDefaults } from './streaming-options.ts';
import { noWorkers, type Workers } from './workers/workers.ts';

/**
 * Each client is asked to reconnect at a time of its own, so it may do so almost at once.
 * Milliseconds.
 */
const reconnectWithinMs = 1_000;
/**
 * The number of reconnecting clients that other servers can take per second: a small drain needs no
 * long window.
 */
const reconnectsPerSecond = 200;
const drainGraceMs = 2_000;
const backlogLimits = { backlogLimitBytes: 64 * 1024, stallTimeoutMs: 5_000 };
/** Browsers open connections ahead of their first request; this is long enough for them. */
const requestTimeoutMs = 10_000;

export interface StreamService {
	readonly frames: Frames;
	readonly hub: Hub;
	readonly endpoint: StreamEndpoint;
	/** The maximum number of open streams in this process. */
	readonly streamLimit: number;
	/** Reads the stream requests of an HTTP server that Candor has to itself. */
	attach(server: Server, path: string): void;
	/**
	 * Reads the stream requests of a server without HTTP; the callbacks decide what happens to each
	 * connection.
	 */
	listen(server: NetServer, path: string, callbacks: Pick<ListenerOptions, 'onStream' | 'onOther'>): void;
	/**
	 * Spreads the end of all streams over `windowMs`; those still open get every frame until then.
	 * Default: as long as that many reconnects need, at most the option `drainMs`.
	 */
	drain(windowMs?: number): Promise<void>;
}

interface Dependencies {
	readonly liveState: LiveState;
	readonly clock: Clock;
	readonly signer: Signer;
	readonly origins: Origins;
	readonly logger: Logger;
	readonly reportError: ReportError;
	readonly random: () => number;
	readonly newRequestId: () => string;
	/** Default: none. */
	readonly workers?: Workers;
	readonly figures: StreamFigures;
}

export function createStreamService(
	{
		liveState,
		clock,
		signer,
		origins,
		logger,
		reportError,
		random,
		newRequestId,
		workers = noWorkers,
		figures,
	}: Dependencies,
	options: StreamingOptions,
): StreamService {
	const {
		heartbeatMs = streamingDefaults.heartbeatMs,
		rotationMs = streamingDefaults.rotationMs,
		drainMs = streamingDefaults.drainMs,
	} = options;
	const { readerLimit = null, readersPerAddress = null } = options;
	const limits = limitsFor(openFilesLimit(), { streams: readerLimit, streamsPerAddress: readersPerAddress });
	const countStreams = (): number => hub.size;
	const { policy = defaultPolicy, takeover = true } = options;
	const configuredPolicy = takeover ? policy : { ...policy, takeover };
	const loadPolicy = new LoadPolicy(configuredPolicy, limits.streams, countStreams, clock);
	const frameSettings = {
		get policy() {
			return loadPolicy.current;
		},
		heartbeatMs,
		retryMs: defaultRetryMs,
	};
	const frames = new Frames(liveState, knownUntil(clock, liveState), frameSettings, signer);
	const hub: Hub = new Hub(clock, {
		...backlogLimits,
		heartbeatMs,
		rotationMs: rotationMs || Number.POSITIVE_INFINITY,
		retireFrame: () => frames.retire(reconnectWithinMs),
		timeFrame: () => frames.time(),
		onSlowClose: () => figures.recordSlowClose(),
		random,
	});
	const proxies = trustedProxies(options.trustedProxies ?? null);
	const admission = new Admission(limits, proxies, clock, countStreams);
	const log = createStreamLog({ logger, reportError, now: clock.now, newRequestId });
	const endpoint = new StreamEndpoint(hub, frames, origins, admission, log);
	const listeners: Listener[] = [];
	const listenerOptions = (server: NetServer, path: string) => {
		server.maxConnections = limits.connections;
		logger.info(limits, 'connection limits');
		return {
			path,
			requestTimeoutMs,
			maxPending: Math.ceil(limits.connections / 2),
			limiter: {
				tryAcquire: admission.tryAcquireConnectionSlot.bind(admission),
				refusal: () => rawProblem(tooManyConnections()),
			},
		};
	};
	// Subscribed first: the workers write to their streams while this process writes to its own.
	workers.follow(liveState, {
		get size() {
			return hub.size;
		},
		limit: limits.streams,
		figures,
		has: (socket) => hub.has(socket),
		open: (socket, request) => endpoint.openHandedOff(socket, request),
	});
	liveState.subscribe((commit, before) => {
		const frame = frames.change(commit, before);
		if (!frame) return;
		const open = hub.size;
		const sent = hub.publish(frame);
		figures.recordDelivery({ seq: commit.seq, open, sent });
		// The clock of a commit is that of the server which made it.
		figures.recordFanOut(Math.max(0, clock.now() - Date.parse(commit.at)) / 1_000);
	});
	return {
		frames,
		hub,
		endpoint,
		streamLimit: limits.streams,
		attach(server, path) {
			const onStream: ListenerOptions['onStream'] = (socket, request) =>
				workers.tryHandOff(socket, request) || endpoint.tryOpen(socket, request);
			listeners.push(attachListener(server, clock, { ...listenerOptions(server, path), onStream }));
		},
		listen(server, path, callbacks) {
			const listener = new Listener(clock, { ...listenerOptions(server, path), ...callbacks });
			server.on('connection', (socket) => listener.accept(socket));
			listeners.push(listener);
		},
		async drain(windowMs) {
			const neededMs = ((hub.size + workers.streamCount) / reconnectsPerSecond) * 1_000;
			const window = windowMs ?? Math.min(drainMs, neededMs);
			await Promise.all([hub.drain(window, drainGraceMs), workers.drain(window)]);
			for (const listener of listeners) listener.close();
			admission.close();
			loadPolicy.close();
		},
	};
}
