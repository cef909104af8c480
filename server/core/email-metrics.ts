/** The metrics of e-mails that wait. They know no address. */
import { Gauge, type Registry } from 'prom-client';

/** What is read when the metrics are. */
export interface WaitingReading {
	readonly count: number;
	/** The age of the oldest one; 0: there is none. */
	readonly oldestSeconds: number;
}

export class EmailMetrics {
	#waiting = (): WaitingReading => ({ count: 0, oldestSeconds: 0 });

	constructor(registry: Registry) {
		const gauge = (name: string, help: string, value: (reading: WaitingReading) => number): void => {
			const read = (): number => value(this.#waiting());
			new Gauge({
				...{ name, help, registers: [registry] },
				collect() {
					this.set(read());
				},
			});
		};
		gauge('candor_emails_waiting', 'E-mails to single addresses that are sent later.', ({ count }) => count);
		gauge(
			'candor_emails_waiting_seconds',
			'The age of the oldest e-mail that is sent later; 0 if there is none.',
			({ oldestSeconds }) => oldestSeconds,
		);
	}

	/** Before, none wait. */
	read(waiting: () => WaitingReading): void {
		this.#waiting = waiting;
	}
}
