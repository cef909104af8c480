/**
 * Takes the anonymous counts of visitors' pages, and suggests a notice once there are many (docs/how-to/is-it-you-or-us.md). Anybody can send
 * such counts, so that they lead to a draft and to nothing else.
 */
import type { Logger } from 'pino';
import type { ReportSummary } from '../../../src/model/records/records.ts';
import { recordKey } from '../../../src/model/state/commit.ts';
import { mayRaise } from '../../../src/model/views/drafts.ts';
import type { Clock } from '../../core/clock.ts';
import type { CommandHandler } from '../../core/command-handler.ts';
import type { LiveState } from '../../core/live-state.ts';
import { VisitorRateLimiter } from './rate-limiter.ts';
import { type Report, ReportWindow } from './window.ts';

export interface ReportOptions {
	/** So many reports on one component within the window raise a draft. Default: 20. */
	readonly threshold?: number;
	/** How long a report counts, milliseconds. Default: five minutes. */
	readonly windowMs?: number;
	/** The request header in which a proxy or CDN tells the visitor's region, such as `cf-ipcountry`. Default: none. */
	readonly regionHeader?: string | null;
}

interface Surroundings {
	readonly commandHandler: CommandHandler;
	readonly liveState: LiveState;
	readonly clock: Clock;
	readonly logger: Logger;
}

/** As the options' descriptions say. */
export const reportDefaults: Required<ReportOptions> = {
	threshold: 20,
	windowMs: 5 * 60_000,
	regionHeader: null,
};

export class FailureReports {
	readonly regionHeader: string | null;
	readonly #threshold: number;
	readonly #around: Surroundings;
	readonly #window: ReportWindow;
	readonly #rateLimiter: VisitorRateLimiter;

	constructor({ threshold, windowMs, regionHeader }: Required<ReportOptions>, around: Surroundings) {
		this.regionHeader = regionHeader;
		this.#threshold = threshold;
		this.#around = around;
		this.#window = new ReportWindow(windowMs);
		this.#rateLimiter = new VisitorRateLimiter({ threshold, windowMs }, around.clock.now());
	}

	/**
	 * Counts what one page has sent. `address` is the visitor's, `null` where a proxy does not tell it. Resolves once a draft
	 * that this has raised is in the log. Throws CandorError `too-many` when this address, or everybody, has sent enough.
	 */
	async take(reports: readonly Report[], address: string | null, region: string): Promise<void> {
		const now = this.#around.clock.now();
		this.#rateLimiter.acquire(address, now);
		for (const report of reports) await this.#count(report, region, now);
	}

	/** What came lately; `null` when nothing did. */
	lately(component: string): ReportSummary | null {
		return this.#window.summary(component, this.#around.clock.now());
	}

	async #count(report: Report, region: string, now: number): Promise<void> {
		const { component } = report;
		const { commandHandler, liveState, logger } = this.#around;
		const { state } = liveState;
		// A page may name what it likes; only what operators have named is remembered.
		if (!state.records.get(recordKey('component', component))?.value) return;
		this.#window.add(report, region, now);
		const seen = this.#window.summary(component, now);
		if (!seen || seen.reports < this.#threshold || !mayRaise(state, component, now)) return;
		this.#window.clear(component);
		try {
			const raised = await commandHandler.execute({
				command: { type: 'raise-draft', component, seen },
				actor: 'system',
			});
			if (raised) logger.warn({ component, reports: seen.reports }, 'a draft was raised');
		} catch (error) {
			// The page that sent the last count can do nothing about it; the operators' log says why.
			logger.error({ component, err: error }, 'no draft was raised');
		}
	}
}

export const createFailureReports = (options: ReportOptions, around: Surroundings): FailureReports =>
	new FailureReports({ ...reportDefaults, ...options }, around);

/** A region as a header tells it, in capitals; empty for anything that is no short word. */
export const regionOf = (header: string | undefined): string =>
	header !== undefined && /^[a-z0-9][a-z0-9-]{0,15}$/i.test(header) ? header.toUpperCase() : '';
