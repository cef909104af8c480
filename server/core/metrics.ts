/**
 * The metrics of one server, for Prometheus. Each server has a registry of its own, because an
 * application may have several, and metrics of its own.
 */
import { Counter, Gauge, Histogram, Registry } from 'prom-client';
import { activeNotices } from '../../src/model/views/notices.ts';
import { impacts, noticeKinds } from '../../src/model/vocabulary.ts';
import { BackupMetrics } from './backup/backup-metrics.ts';
import { ChannelMetrics } from './channel-metrics.ts';
import type { Clock } from './clock.ts';
import { EmailMetrics } from './email-metrics.ts';
import type { LiveState } from './live-state.ts';
import { openPromises } from './promises.ts';
import { version } from './version.ts';

/** What the metrics of the moment are read from, whenever they are asked for. */
interface MetricSources {
	readonly liveState: LiveState;
	readonly clock: Clock;
	/** The number of open streams, including those of worker processes. */
	readonly streamCount: () => number;
	/** Whether commands can be published now. */
	readonly canPublish: () => boolean;
	/** Refused sign-ins since the start, by why they were. */
	readonly refusedSignIns: () => Readonly<Record<string, number>>;
}

/** From a millisecond to what a disk that fails may need. In seconds. */
const buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export class Metrics {
	readonly #registry = new Registry();
	readonly #fanOut = new Histogram({
		name: 'candor_fanout_seconds',
		help: 'From the decision of a command until its change was written to every stream of a process.',
		buckets,
		registers: [this.#registry],
	});
	readonly #slowCloses = new Counter({
		name: 'candor_streams_closed_slow_total',
		help: 'Streams that were closed because their clients read too slowly.',
		registers: [this.#registry],
	});
	readonly #commit = new Histogram({
		name: 'candor_commit_seconds',
		help: 'How long it took to write a commit to the log.',
		buckets,
		registers: [this.#registry],
	});
	readonly #uncaught = new Counter({
		name: 'candor_uncaught_errors_total',
		help: 'Errors that no code expected. The log has each of them.',
		labelNames: ['in'],
		registers: [this.#registry],
	});

	readonly channels = new ChannelMetrics(this.#registry);
	readonly email = new EmailMetrics(this.#registry);
	readonly backups = new BackupMetrics(this.#registry);

	constructor() {
		for (const place of ['request', 'background']) this.#uncaught.inc({ in: place }, 0);
	}

	/** The value of `Content-Type` for {@link text}. */
	get contentType(): string {
		return this.#registry.contentType;
	}

	text(): Promise<string> {
		return this.#registry.metrics();
	}

	recordFanOut(seconds: number): void {
		this.#fanOut.observe(seconds);
	}

	recordSlowClose(): void {
		this.#slowCloses.inc();
	}

	recordCommit(seconds: number): void {
		this.#commit.observe(seconds);
	}

	recordUncaught(place: 'request' | 'background'): void {
		this.#uncaught.inc({ in: place });
	}

	/** Adds the metrics that are read from `sources` whenever they are asked for. */
	register(sources: MetricSources): void {
		const { liveState, clock, streamCount, canPublish, refusedSignIns } = sources;
		const gauge = (name: string, help: string, value: () => number): void => {
			new Gauge({
				...{ name, help, registers: [this.#registry] },
				collect() {
					this.set(value());
				},
			});
		};
		gauge('candor_streams', 'Open streams, including those of worker processes.', streamCount);
		gauge('candor_log_seq', 'The number of the newest commit.', () => liveState.state.seq);
		gauge('candor_can_publish', '1 if commands can be published, 0 if not.', () => +canPublish());
		gauge(
			'candor_overdue_promises',
			'Open notices whose promised update is late.',
			() =>
				openPromises(liveState.state, clock.now()).filter(({ state, drill }) => state === 'overdue' && !drill)
					.length,
		);
		gauge('process_resident_memory_bytes', 'Memory of the primary process.', () => process.memoryUsage.rss());
		gauge(
			'process_start_time_seconds',
			'When the primary process started, in seconds since 1970.',
			() => performance.timeOrigin / 1_000,
		);
		this.#registerOpenNotices(liveState, clock);
		this.#registerRefusedSignIns(refusedSignIns);
		new Gauge({
			name: 'candor_build_info',
			help: 'Always 1. The version is in a label.',
			labelNames: ['version'],
			registers: [this.#registry],
		}).set({ version }, 1);
		this.#registerProcessorTime();
	}

	#registerOpenNotices(liveState: LiveState, clock: Clock): void {
		new Gauge({
			name: 'candor_open_notices',
			help: 'Open notices, without drills.',
			labelNames: ['kind', 'impact'],
			registers: [this.#registry],
			collect() {
				for (const kind of noticeKinds) for (const impact of impacts) this.set({ kind, impact }, 0);
				for (const { value } of activeNotices(liveState.state, clock.now()))
					if (!value.drill) this.inc({ kind: value.kind, impact: value.impact });
			},
		});
	}

	#registerRefusedSignIns(refusedSignIns: MetricSources['refusedSignIns']): void {
		new Counter({
			name: 'candor_refused_sign_ins_total',
			help: 'Requests of operators that were refused, by the reason.',
			labelNames: ['reason'],
			registers: [this.#registry],
			collect() {
				this.reset();
				for (const [reason, count] of Object.entries(refusedSignIns())) this.inc({ reason }, count);
			},
		});
	}

	#registerProcessorTime(): void {
		new Counter({
			name: 'process_cpu_seconds_total',
			help: 'Processor time of the primary process.',
			registers: [this.#registry],
			collect() {
				const { user, system } = process.cpuUsage();
				this.reset();
				this.inc((user + system) / 1e6);
			},
		});
	}
}
