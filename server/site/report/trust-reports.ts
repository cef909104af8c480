/**
 * The trust report of now. It reads all incidents of a year, so it is worked out in steps, once for
 * each state and hour, and never delays a publication.
 */
import { type TrustReport, trustReport } from '../../../src/model/report/trust-report.ts';
import type { State } from '../../../src/model/state/state.ts';
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
		const { liveState, clock } = this.#services;
		const { state } = liveState;
		const hour = Math.floor(clock.now() / hourMs);
		const key = `${state.seq} ${hour}`;
		if (this.#kept?.key === key) return this.#kept.report;
		const report = this.#make(state, hour * hourMs);
		const kept = { key, report };
		this.#kept = kept;
		// What failed is tried again by the next request.
		report.catch(() => {
			if (this.#kept === kept) this.#kept = undefined;
		});
		return report;
	}

	async #make(state: State, now: number): Promise<TrustReport> {
		const { history, promises, actionHistory, slicedWork, pack, drillsHeld, backups } = this.#services;
		const status = backups?.status ?? null;
		const source = {
			...{ state, statuses: history.statuses, promises, actionHistory, now, pack },
			drills: await drillsHeld(),
			backups: status && {
				verifiedAt: status.verified?.at ?? null,
				backupAt: status.verified?.backupAt ?? null,
				hasFailed: status.verifyFailure !== null,
			},
		};
		return slicedWork.run(
			() => trustReport(source),
			(made) => made,
		);
	}
}
