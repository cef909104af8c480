/**
 * The trust report of now. It reads all incidents of a year, so it is worked out in steps, once for
 * each state and hour, and never delays a publication.
 */
import { type TrustReport, trustReport } from '../../../src/model/report/trust-report.ts';
import type { Services } from '../../http/context.ts';

/** Caches and mirrors keep a report that nothing has changed. */
const hourMs = 3_600_000;

export class TrustReports {
	readonly #services: Services;
	#kept: { readonly key: string; readonly report: Promise<TrustReport> } | undefined;

	constructor(services: Services) {
		this.#services = services;
	}

	/** At the last full hour. Throws CandorError `busy` when too much waits for its turn. */
	current(): Promise<TrustReport> {
		const { liveState, clock, history, promises, actionHistory, slicedWork } = this.#services;
		const { state } = liveState;
		const hour = Math.floor(clock.now() / hourMs);
		const key = `${state.seq} ${hour}`;
		if (this.#kept?.key === key) return this.#kept.report;
		const source = { state, statuses: history.statuses, promises, actionHistory, now: hour * hourMs };
		const report = slicedWork.run(
			() => trustReport(source),
			(made) => made,
		);
		const kept = { key, report };
		this.#kept = kept;
		// What failed is tried again by the next request.
		report.catch(() => {
			if (this.#kept === kept) this.#kept = undefined;
		});
		return report;
	}
}
