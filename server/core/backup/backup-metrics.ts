/** The metrics of backups that the server makes by itself. */
import { Gauge, type Registry } from 'prom-client';

/** What is read when the metrics are. */
export interface BackupReading {
	/** The age of the newest backup; `null`: there is none. */
	readonly ageSeconds: number | null;
	/** The time since one was restored to try it out; `null`: none was. */
	readonly verifiedAgeSeconds: number | null;
	readonly isFailing: boolean;
}

export class BackupMetrics {
	readonly #registry: Registry;

	constructor(registry: Registry) {
		this.#registry = registry;
	}

	/** Before, and on a server that makes no backups by itself, there are no such metrics. */
	read(reading: () => BackupReading): void {
		const gauge = (name: string, help: string, value: (reading: BackupReading) => number | null): void => {
			new Gauge({
				...{ name, help, registers: [this.#registry] },
				collect() {
					this.set(value(reading()) ?? Number.POSITIVE_INFINITY);
				},
			});
		};
		gauge(
			'candor_backup_age_seconds',
			'The age of the newest backup; +Inf: there is none.',
			(each) => each.ageSeconds,
		);
		gauge(
			'candor_backup_verified_age_seconds',
			'The time since a backup was restored to try it out; +Inf: none was.',
			(each) => each.verifiedAgeSeconds,
		);
		gauge(
			'candor_backup_failing',
			'1 if the last attempt of a backup or of its restore failed, 0 if not.',
			(each) => +each.isFailing,
		);
	}
}
