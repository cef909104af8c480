/**
 * Counts visitors' reports on notices: a problem affects them, works again for them, or is still
 * broken. Only sums are stored: no address, no time and no identifier of a visitor. The endpoint is
 * open to everyone, so the sums are hints, not measurements.
 */
import { type Notice, notice } from '../../../src/model/views/notices.ts';
import type { Clock } from '../../core/clock.ts';
import type { LiveState } from '../../core/live-state.ts';
import type { PrivateStore } from '../../core/private-store/private-store.ts';
import type { ReportError } from '../../core/report-error.ts';
import { assertAcceptsReport } from './assert-accepts-report.ts';
import {
	addCounts,
	fieldOf,
	type NoticeCounts,
	noReports,
	noticeCounts,
	readCounts,
	type VisitorAnswer,
} from './notice-counts.ts';
import type { VisitorRateLimiter } from './visitor-rate-limiter.ts';

/** The kind of the sums' records in the private store; the id is the notice's. */
const kind = 'notice-reports';
/**
 * Reports arrive by the thousand, so they are saved together. A crash loses at most the reports of
 * this period.
 */
const saveIntervalMs = 5_000;

interface Dependencies {
	readonly privateStore: PrivateStore;
	readonly liveState: LiveState;
	readonly clock: Clock;
	readonly reportError: ReportError;
	readonly rateLimiter: VisitorRateLimiter;
}

export class NoticeReports {
	readonly #dependencies: Dependencies;
	/**
	 * What this server has counted and not saved, by notice. Other servers on the same store add to
	 * the same sums.
	 */
	readonly #unsaved = new Map<string, NoticeCounts>();
	/** Retracted notices whose sums are still in the store. */
	readonly #retracted = new Set<string>();
	readonly #unsubscribe: () => void;
	#cancelTimer: (() => void) | null = null;
	#saving = Promise.resolve();
	#isClosed = false;

	private constructor(dependencies: Dependencies) {
		this.#dependencies = dependencies;
		this.#unsubscribe = dependencies.liveState.subscribe(({ changes }) => {
			for (const { kind, id, value } of changes) if (kind === 'notice' && !value) this.#drop(id);
		});
	}

	static async open(dependencies: Dependencies): Promise<NoticeReports> {
		const { privateStore, liveState, reportError } = dependencies;
		const reports = new NoticeReports(dependencies);
		for (const { id, value } of await privateStore.list(kind)) {
			const { error } = noticeCounts.safeParse(value);
			if (error) reportError(error, 'stored visitor reports are damaged', { notice: id });
			// The server stopped after the retraction and before the sums were deleted.
			if (!notice(liveState.state, id)) reports.#drop(id);
		}
		return reports;
	}

	/** The sums of all servers on the same store; those of other servers may be a few seconds old. */
	async counts(id: string): Promise<NoticeCounts> {
		const stored = await this.#dependencies.privateStore.get(kind, id);
		return addCounts(stored ? readCounts(stored.value) : noReports, this.#unsaved.get(id) ?? noReports);
	}

	/**
	 * Counts one report. `address` is the visitor's network address, `null` where a proxy does not
	 * pass it on. Throws CandorError `notice-ended`, `reports-closed` where the notice does not ask
	 * for it, and `too-many`.
	 */
	record(about: Notice, answer: VisitorAnswer, address: string | null): void {
		const now = this.#dependencies.clock.now();
		assertAcceptsReport(about, answer, now);
		this.#dependencies.rateLimiter.acquire(address, now);
		this.#add(about.id, { ...noReports, [fieldOf[answer]]: 1, since: new Date(now).toISOString() });
	}

	/** Saves what is not saved yet. */
	async close(): Promise<void> {
		this.#isClosed = true;
		this.#unsubscribe();
		this.#cancelTimer?.();
		await this.#saving;
		await this.#save();
	}

	#add(id: string, counts: NoticeCounts): void {
		this.#unsaved.set(id, addCounts(this.#unsaved.get(id) ?? noReports, counts));
		this.#scheduleSave();
	}

	#drop(id: string): void {
		this.#unsaved.delete(id);
		this.#retracted.add(id);
		this.#scheduleSave();
	}

	#scheduleSave(): void {
		if (this.#isClosed) return;
		this.#cancelTimer ??= this.#dependencies.clock.after(saveIntervalMs, () => {
			this.#cancelTimer = null;
			this.#saving = this.#saving.then(() => this.#save());
		});
	}

	async #save(): Promise<void> {
		const { privateStore, reportError } = this.#dependencies;
		for (const [id, counts] of [...this.#unsaved]) {
			this.#unsaved.delete(id);
			const { since, ...amounts } = counts;
			try {
				await privateStore.increment(kind, id, amounts, { since });
			} catch (error) {
				reportError(error, 'visitor reports were not saved', { notice: id });
				if (!this.#retracted.has(id)) this.#add(id, counts);
			}
		}
		for (const id of [...this.#retracted])
			try {
				await privateStore.remove(kind, id);
				this.#retracted.delete(id);
			} catch (error) {
				reportError(error, 'visitor reports of a retracted notice were not deleted', { notice: id });
				this.#scheduleSave();
			}
	}
}
