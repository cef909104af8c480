/** Signs of life: a source of the kind `heartbeat` fires when it has sent none for too long. */

import { z } from 'zod';
import type { Alert } from '../../../src/model/alerts/alert.ts';
import { parseDuration } from '../../../src/model/duration.ts';
import type { Clock } from '../../core/clock.ts';
import type { PrivateStore } from '../../core/private-store/private-store.ts';
import type { ReportError } from '../../core/report-error.ts';
import type { RuleRunner } from './rule-runner.ts';
import type { StoredSources } from './stored-sources.ts';

const kind = 'heartbeat';
const storedBeat = z.object({ at: z.number(), isMissing: z.boolean() });

/** The clock may be set, and another server may have received a sign of life. */
const longestWaitMs = 60_000;

interface Dependencies {
	readonly privateStore: PrivateStore;
	readonly sources: StoredSources;
	readonly runner: RuleRunner;
	readonly clock: Clock;
	readonly reportError: ReportError;
}

export class Heartbeats {
	readonly #dependencies: Dependencies;
	/** While no server ran, none could be received. */
	readonly #startedAt: number;
	#cancelTimer = (): void => undefined;
	#checking: Promise<void> = Promise.resolve();
	#isClosed = false;

	constructor(dependencies: Dependencies) {
		this.#dependencies = dependencies;
		this.#startedAt = dependencies.clock.now();
		this.#schedule(0);
	}

	/** Records a sign of life. The first one begins the watch. */
	async record(source: string): Promise<void> {
		const { privateStore, runner, clock } = this.#dependencies;
		const before = storedBeat.safeParse((await privateStore.get(kind, source))?.value).data;
		await privateStore.put(kind, source, { at: clock.now(), isMissing: false });
		if (before?.isMissing) await runner.receive(source, [alertOf(source, false)]);
		this.#schedule(0);
	}

	async forget(source: string): Promise<void> {
		await this.#dependencies.privateStore.remove(kind, source);
	}

	async close(): Promise<void> {
		this.#isClosed = true;
		this.#cancelTimer();
		await this.#checking;
	}

	#schedule(waitMs: number): void {
		this.#cancelTimer();
		if (this.#isClosed) return;
		this.#cancelTimer = this.#dependencies.clock.after(Math.min(waitMs, longestWaitMs), () => {
			this.#checking = this.#checking.then(() => this.#check());
		});
	}

	async #check(): Promise<void> {
		const { sources, clock, reportError } = this.#dependencies;
		let next = longestWaitMs;
		try {
			for (const { id, value } of await sources.all()) {
				const everyMs = parseDuration(value.settings.every ?? '');
				if (value.kind !== 'heartbeat' || everyMs === null) continue;
				next = Math.min(next, (await this.#checkOne(id, everyMs)) - clock.now());
			}
		} catch (error) {
			reportError(error, 'signs of life could not be checked');
		}
		this.#schedule(Math.max(next, 0));
	}

	/** Resolves to the time of the next check, epoch milliseconds. */
	async #checkOne(source: string, everyMs: number): Promise<number> {
		const { privateStore, runner, clock } = this.#dependencies;
		const now = clock.now();
		const record = await privateStore.get(kind, source);
		const beat = storedBeat.safeParse(record?.value).data;
		if (!record || !beat || beat.isMissing) return now + longestWaitMs;
		const dueAt = Math.max(beat.at, this.#startedAt) + everyMs;
		if (dueAt > now) return dueAt;
		await runner.receive(source, [alertOf(source, true)]);
		// Only if no sign of life came meanwhile.
		await privateStore.put(kind, source, { ...beat, isMissing: true }, record.version);
		return now + longestWaitMs;
	}
}

const alertOf = (source: string, firing: boolean): Alert => ({
	...{ key: 'heartbeat', group: 'heartbeat', firing, at: null },
	labels: { alertname: 'HeartbeatMissing', heartbeat: source },
	summary: `No sign of life from ${source}`,
});
