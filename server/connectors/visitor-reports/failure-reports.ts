/**
 * Counts the failed requests that visitors' pages report, and suggests a notice once there are many
 * (docs/how-to/is-it-you-or-us.md). The endpoint is open to everyone, so reports lead to a private
 * draft and never to a publication.
 */
import type { Logger } from 'pino';
import type { ReportSummary } from '../../../src/model/records/draft.ts';
import { recordKey } from '../../../src/model/state/state.ts';
import { canRaiseDraft } from '../../../src/model/views/drafts.ts';
import type { Clock } from '../../core/clock.ts';
import type { CommandHandler } from '../../core/command-handler.ts';
import type { LiveState } from '../../core/live-state.ts';
import type { ReportError } from '../../core/report-error.ts';
import { type FailureCount, ReportWindow } from './report-window.ts';
import { VisitorRateLimiter } from './visitor-rate-limiter.ts';

export interface ReportOptions {
	/** Reports on one component within the window that raise a draft. Default: 20. */
	readonly threshold?: number;
	/** How long a report counts, milliseconds. Default: five minutes. */
	readonly windowMs?: number;
	/**
	 * The request header in which a proxy or CDN sends the visitor's region, such as `cf-ipcountry`.
	 * Default: none.
	 */
	readonly regionHeader?: string | null;
}

/** The defaults of {@link ReportOptions}. */
export const reportDefaults: Required<ReportOptions> = {
	threshold: 20,
	windowMs: 5 * 60_000,
	regionHeader: null,
};

interface Dependencies {
	readonly commandHandler: CommandHandler;
	readonly liveState: LiveState;
	readonly clock: Clock;
	readonly logger: Logger;
	readonly reportError: ReportError;
}

export class FailureReports {
	readonly regionHeader: string | null;
	readonly #threshold: number;
	readonly #dependencies: Dependencies;
	readonly #window: ReportWindow;
	readonly #rateLimiter: VisitorRateLimiter;

	constructor(options: ReportOptions, dependencies: Dependencies) {
		const { threshold, windowMs, regionHeader } = { ...reportDefaults, ...options };
		this.regionHeader = regionHeader;
		this.#threshold = threshold;
		this.#dependencies = dependencies;
		this.#window = new ReportWindow(windowMs);
		this.#rateLimiter = new VisitorRateLimiter({ threshold, windowMs }, dependencies.clock.now());
	}

	/**
	 * Counts one report. `address` is the visitor's network address, `null` where a proxy does not
	 * pass it on; `region` may be empty. Resolves once a draft that this report raised is in the log.
	 * Throws CandorError `too-many`.
	 */
	async record(counts: readonly FailureCount[], address: string | null, region: string): Promise<void> {
		const now = this.#dependencies.clock.now();
		this.#rateLimiter.acquire(address, now);
		for (const count of counts) await this.#count(count, region, now);
	}

	/** The reports on a component within the window; `null` when there are none. */
	recent(component: string): ReportSummary | null {
		return this.#window.summary(component, this.#dependencies.clock.now());
	}

	async #count(count: FailureCount, region: string, now: number): Promise<void> {
		const { component } = count;
		const { state } = this.#dependencies.liveState;
		// Only components that operators have defined use memory: a page can send any name.
		if (!state.records.get(recordKey('component', component))?.value) return;
		this.#window.add(count, region, now);
		const seen = this.#window.summary(component, now);
		if (!seen || seen.reports < this.#threshold || !canRaiseDraft(state, component, now)) return;
		this.#window.clear(component);
		await this.#raiseDraft(component, seen);
	}

	async #raiseDraft(component: string, seen: ReportSummary): Promise<void> {
		const { commandHandler, logger, reportError } = this.#dependencies;
		try {
			const command = { type: 'raise-draft', component, seen } as const;
			const raised = await commandHandler.execute({ command, actor: 'system', source: 'rule' });
			if (raised) logger.warn({ component, reports: seen.reports }, 'draft raised from visitor reports');
		} catch (error) {
			// Reported and not thrown: the page that sent the last report can do nothing about it.
			reportError(error, 'draft could not be raised', { component });
		}
	}
}

/** The region in a header's value, in capitals; empty when it is no short word. */
export const regionOf = (header: string | undefined): string =>
	header !== undefined && /^[a-z0-9][a-z0-9-]{0,15}$/i.test(header) ? header.toUpperCase() : '';
