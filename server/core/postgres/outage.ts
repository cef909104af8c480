/** Whether a database answers, as the newest query showed it. */
import type { Logger } from 'pino';
import type { CandorError } from '../../../src/model/errors.ts';
import type { Clock } from '../clock.ts';

export class Outage {
	readonly #clock: Clock;
	readonly #logger: Logger;
	/** When the database last answered, epoch milliseconds. */
	#answeredAt: number;
	#error: CandorError | null = null;

	constructor(clock: Clock, logger: Logger) {
		this.#clock = clock;
		this.#logger = logger;
		this.#answeredAt = clock.now();
	}

	/** Why nothing can be read or written now; `null`: the database answers. */
	get error(): CandorError | null {
		return this.#error;
	}

	/** When the database last answered, epoch milliseconds; `null`: it answers. */
	get since(): number | null {
		return this.#error && this.#answeredAt;
	}

	answered(): void {
		const now = this.#clock.now();
		if (this.#error) {
			const seconds = Math.round((now - this.#answeredAt) / 1_000);
			this.#logger.info({ seconds }, 'the database answers again');
		}
		this.#answeredAt = now;
		this.#error = null;
	}

	/** One line of the log for each outage, not for each query. `reason`: with addresses. */
	failed(error: CandorError, reason: string): void {
		if (!this.#error) this.#logger.error({ reason }, error.message);
		this.#error = error;
	}
}
