/**
 * What visitors say of a notice: that it hits them, that it works again for them, or that it does not. Sums alone, in memory
 * and in the private store: no address, no time and no identifier of whoever said it. Anybody can send them.
 */
import type { Logger } from 'pino';
import { z } from 'zod';
import { CandorError } from '../../../src/model/errors.ts';
import { instant } from '../../../src/model/records/fields.ts';
import {
	effectivePhase,
	isEnded,
	isExpired,
	isUpcoming,
	type Notice,
	notice,
} from '../../../src/model/views/notices.ts';
import type { Phase } from '../../../src/model/vocabulary.ts';
import type { Clock } from '../../core/clock.ts';
import type { LiveState } from '../../core/live-state.ts';
import type { PrivateStore } from '../../core/private-store/private-store.ts';
import type { VisitorRateLimiter } from './rate-limiter.ts';

const count = z.int().min(0);
export const noticeCounts = z.strictObject({
	affected: count,
	worksAgain: count,
	stillBroken: count,
	/** When the first of them came; `null`: none has come. */
	since: instant.nullable(),
});
export type NoticeCounts = z.infer<typeof noticeCounts>;

/** What a visitor may say, and what it is counted as. */
const countedAs = {
	affected: 'affected',
	'works-again': 'worksAgain',
	'still-broken': 'stillBroken',
} as const satisfies Record<string, keyof NoticeCounts>;
export type Says = keyof typeof countedAs;
export const allSays = Object.keys(countedAs) as [Says, ...Says[]];

const nothing: NoticeCounts = { affected: 0, worksAgain: 0, stillBroken: 0, since: null };
const kind = 'notice-reports';
/** Visitors come by the thousand: what they say is written together. A crash loses no more than this, in milliseconds. */
const writeMs = 5_000;

interface Surroundings {
	readonly privateStore: PrivateStore;
	readonly liveState: LiveState;
	readonly clock: Clock;
	readonly logger: Logger;
	readonly rateLimiter: VisitorRateLimiter;
}

export class NoticeReports {
	readonly #around: Surroundings;
	readonly #counts = new Map<string, NoticeCounts>();
	/** What the private store does not hold yet. */
	readonly #unwritten = new Set<string>();
	readonly #unsubscribe: () => void;
	#cancel: (() => void) | null = null;
	/** One after the other, so that an older count never overwrites a newer one. */
	#writing = Promise.resolve();
	#closed = false;

	private constructor(around: Surroundings) {
		this.#around = around;
		this.#unsubscribe = around.liveState.subscribe(({ changes }) => {
			for (const { kind, id, value } of changes) if (kind === 'notice' && !value) this.#forget(id);
		});
	}

	static async open(around: Surroundings): Promise<NoticeReports> {
		const reports = new NoticeReports(around);
		for (const { id, value } of await around.privateStore.list(kind)) {
			const { data, error } = noticeCounts.safeParse(value);
			if (data) reports.#counts.set(id, data);
			else around.logger.error({ notice: id, err: error }, 'the reports on a notice cannot be read');
			// Retracted right before the server ended.
			if (!notice(around.liveState.state, id)) reports.#forget(id);
		}
		return reports;
	}

	/** What has been said of a notice so far. */
	of(id: string): NoticeCounts {
		return this.#counts.get(id) ?? nothing;
	}

	/**
	 * Counts what one visitor says. `address` is the visitor's, `null` where a proxy does not tell it. Throws CandorError
	 * `notice-ended`, `reports-closed` where the notice does not ask for it, and `too-many`.
	 */
	take(about: Notice, says: Says, address: string | null): void {
		const now = this.#around.clock.now();
		const refused = refusal(about, says, now);
		if (refused) throw refused;
		this.#around.rateLimiter.acquire(address, now);
		const before = this.of(about.id);
		const name = countedAs[says];
		const since = before.since ?? new Date(now).toISOString();
		this.#counts.set(about.id, { ...before, [name]: before[name] + 1, since });
		this.#write(about.id);
	}

	/** Writes what is not written yet. */
	async close(): Promise<void> {
		this.#closed = true;
		this.#unsubscribe();
		this.#cancel?.();
		await this.#writing;
		await this.#writeAll();
	}

	#forget(id: string): void {
		if (this.#counts.delete(id)) this.#write(id);
	}

	#write(id: string): void {
		this.#unwritten.add(id);
		if (this.#closed) return;
		this.#cancel ??= this.#around.clock.after(writeMs, () => {
			this.#cancel = null;
			this.#writing = this.#writing.then(() => this.#writeAll());
		});
	}

	async #writeAll(): Promise<void> {
		const { privateStore, logger } = this.#around;
		for (const id of [...this.#unwritten]) {
			this.#unwritten.delete(id);
			const counts = this.#counts.get(id);
			try {
				if (counts) await privateStore.put(kind, id, counts);
				else await privateStore.remove(kind, id);
			} catch (error) {
				logger.error({ notice: id, err: error }, 'the reports on a notice were not written');
				this.#write(id);
			}
		}
	}
}

/** The phases in which something was done, and operators look whether it has helped. */
const watching: readonly Phase[] = ['monitoring', 'verifying'];

/** Why a notice does not ask for this now; `null` where it does. */
function refusal({ id, value }: Notice, says: Says, now: number): CandorError | null {
	if (isEnded(value, now)) return new CandorError('notice-ended', `The notice "${id}" has ended.`);
	if (!value.reporting || isExpired(value, now) || isUpcoming(value, now))
		return new CandorError('reports-closed', `The notice "${id}" does not ask visitors for reports.`);
	if (says !== 'affected' && !watching.includes(effectivePhase(value, now)))
		return new CandorError(
			'reports-closed',
			`The notice "${id}" asks whether it works again only in the phases "monitoring" and "verifying".`,
		);
	return null;
}
