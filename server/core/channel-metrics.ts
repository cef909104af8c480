/** The metrics of channels out. */
import { Counter, Gauge, type Registry } from 'prom-client';

/** What is read when the metrics are. */
export interface ChannelReading {
	readonly channel: string;
	/** The age of the oldest message that is not delivered; 0: there is none. */
	readonly lagSeconds: number;
	readonly deadLetters: number;
	readonly isEnabled: boolean;
}

type Outcome = 'delivered' | 'failed' | 'refused' | 'gone';

export class ChannelMetrics {
	readonly #registry: Registry;
	readonly #delivered: Counter;
	readonly #failures: Counter;
	readonly #givenUp: Counter;

	constructor(registry: Registry) {
		this.#registry = registry;
		const counter = (name: string, help: string): Counter =>
			new Counter({ name, help, labelNames: ['channel'], registers: [registry] });
		this.#delivered = counter('candor_channel_deliveries_total', 'Messages that a channel delivered.');
		this.#failures = counter('candor_channel_failures_total', 'Attempts of a channel that failed.');
		this.#givenUp = counter(
			'candor_channel_given_up_total',
			'Messages that a channel gave up. They are among its dead letters.',
		);
	}

	recordAttempt(channel: string, outcome: Outcome): void {
		(outcome === 'delivered' ? this.#delivered : this.#failures).inc({ channel });
	}

	recordGivenUp(channel: string): void {
		this.#givenUp.inc({ channel });
	}

	/** Adds the metrics that are read when they are asked for. */
	read(channels: () => Promise<readonly ChannelReading[]>): void {
		const gauge = (name: string, help: string, value: (reading: ChannelReading) => number): void => {
			new Gauge({
				...{ name, help, labelNames: ['channel'], registers: [this.#registry] },
				async collect() {
					const readings = await channels();
					this.reset();
					for (const reading of readings) this.set({ channel: reading.channel }, value(reading));
				},
			});
		};
		gauge(
			'candor_channel_lag_seconds',
			'The age of the oldest message that the channel has not delivered; 0 if there is none.',
			({ lagSeconds }) => lagSeconds,
		);
		gauge(
			'candor_channel_dead_letters',
			'Messages that the channel gave up and that are kept.',
			(reading) => reading.deadLetters,
		);
		gauge('candor_channel_enabled', '1 if the channel is enabled, 0 if not.', ({ isEnabled }) => +isEnabled);
	}
}
