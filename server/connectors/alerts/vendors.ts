/**
 * Follows the status pages of vendors: sources of the kind `vendor`. Each is asked at most once a
 * minute, by one server at a time, and less often while it fails. What it reports becomes alerts.
 */
import { CandorError } from '../../../src/model/errors.ts';
import type { Clock } from '../../core/clock.ts';
import type { PrivateStore } from '../../core/private-store/private-store.ts';
import type { ReportError } from '../../core/report-error.ts';
import { bounded } from './read-document.ts';
import type { RuleRunner } from './rule-runner.ts';
import { alertsOf } from './sources/vendor.ts';
import type { StoredSource, StoredSources } from './stored-sources.ts';
import { type StoredVendor, storedVendor, withFailure, withReport } from './vendor-report.ts';
import type { ReadVendor } from './vendor-request.ts';

const kind = 'vendor';
/** The shortest time between two requests to one vendor. */
export const pollMs = 60_000;

interface Dependencies {
	readonly privateStore: PrivateStore;
	readonly sources: StoredSources;
	readonly runner: RuleRunner;
	readonly clock: Clock;
	/** From 0 (inclusive) to 1 (exclusive). */
	readonly random: () => number;
	readonly reportError: ReportError;
	readonly read: ReadVendor;
	/** Called once what a vendor reports is stored. */
	readonly onAccepted: (source: string) => void;
}

export class Vendors {
	readonly #dependencies: Dependencies;
	#cancelTimer = (): void => undefined;
	#checking: Promise<void> = Promise.resolve();
	readonly #closing = new AbortController();

	constructor(dependencies: Dependencies) {
		this.#dependencies = dependencies;
		this.watch();
	}

	/** Looks for sources that were added. */
	watch(): void {
		this.#schedule(0);
	}

	/** Why a vendor could not be read the last time. `null`: it could, or there was no request yet. */
	async problemOf(source: string): Promise<string | null> {
		return (await this.#find(source)).value.problem;
	}

	async forget(source: string): Promise<void> {
		await this.#dependencies.privateStore.remove(kind, source);
	}

	async close(): Promise<void> {
		this.#closing.abort();
		this.#cancelTimer();
		await this.#checking;
	}

	#schedule(waitMs: number): void {
		this.#cancelTimer();
		if (this.#closing.signal.aborted) return;
		this.#cancelTimer = this.#dependencies.clock.after(Math.min(waitMs, pollMs), () => {
			this.#checking = this.#checking.then(() => this.#check());
		});
	}

	async #check(): Promise<void> {
		const { sources, clock, reportError } = this.#dependencies;
		let next = clock.now() + pollMs;
		try {
			const vendors = (await sources.all()).filter(({ value }) => value.kind === 'vendor');
			const times = await Promise.all(vendors.map(({ id, value }) => this.#checkOne(id, value)));
			next = Math.min(next, ...times);
		} catch (error) {
			reportError(error, 'vendors could not be asked');
		}
		this.#schedule(Math.max(next - clock.now(), 0));
	}

	/** Resolves to the time of the next request, epoch milliseconds. */
	async #checkOne(source: string, { settings }: StoredSource): Promise<number> {
		const { privateStore, clock, random, read } = this.#dependencies;
		const { value, version } = await this.#find(source);
		if (value.nextAt > clock.now()) return value.nextAt;
		// Another server that wanted to ask finds that its version is old.
		const claimed = { ...value, nextAt: clock.now() + pollMs };
		const claim = await privateStore.put(kind, source, claimed, version);
		if (!claim.done) return clock.now() + pollMs;
		const answer = await read(settings, value, this.#closing.signal);
		if (this.#closing.signal.aborted) return clock.now();
		const after =
			'problem' in answer
				? withFailure(claimed, answer, clock.now(), random)
				: await this.#accept(source, claimed, answer);
		// It may have been removed meanwhile.
		await privateStore.put(kind, source, after, claim.version);
		return after.nextAt;
	}

	async #accept(
		source: string,
		before: StoredVendor,
		answer: Exclude<Awaited<ReturnType<ReadVendor>>, { readonly problem: string }>,
	): Promise<StoredVendor> {
		const { runner, clock, onAccepted } = this.#dependencies;
		try {
			const firing = answer.state ? bounded(alertsOf(answer.state)) : before.firing;
			const { alerts, after } = withReport(before, firing, answer.tag);
			await runner.receive(source, alerts);
			onAccepted(source);
			return after;
		} catch (error) {
			if (!(error instanceof CandorError)) throw error;
			return withFailure(before, { problem: error.message }, clock.now(), this.#dependencies.random);
		}
	}

	async #find(source: string): Promise<{ readonly value: StoredVendor; readonly version: number }> {
		const record = await this.#dependencies.privateStore.get(kind, source);
		return { value: storedVendor.parse(record?.value ?? {}), version: record?.version ?? 0 };
	}
}
