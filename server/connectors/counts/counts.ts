/**
 * Anonymous counts of what visitors do with notices (docs/how-to/counts.md). Only sums are stored: no
 * address, no time and no identifier of a visitor. The endpoint is open to everyone, so they are hints.
 */
import { type CountEntry, remedyCounts, shownCount, updateCounts } from '../../../src/model/counts.ts';
import { notice } from '../../../src/model/views/notices.ts';
import { remediesFor } from '../../../src/model/views/remedies.ts';
import { timeline } from '../../../src/model/views/updates.ts';
import type { Clock } from '../../core/clock.ts';
import type { LiveState } from '../../core/live-state.ts';
import type { PrivateStore } from '../../core/private-store/private-store.ts';
import type { ReportError } from '../../core/report-error.ts';
import {
	audienceField,
	countTarget,
	dayRecords,
	remedyRecord,
	updateRecord,
	updateRecords,
} from './count-target.ts';
import { SavedSums, type Sums } from './saved-sums.ts';

interface Dependencies {
	readonly privateStore: PrivateStore;
	readonly liveState: LiveState;
	readonly clock: Clock;
	readonly reportError: ReportError;
}

/** A number that may be shown; `null`: fewer than ten. */
type Shown = number | null;

const shownOf = <Name extends string>(
	names: readonly Name[],
	sums: Sums,
	field: (name: Name) => string = (name) => name,
): Record<Name, Shown> =>
	Object.fromEntries(names.map((name) => [name, shownCount(sums[field(name)] ?? 0)])) as Record<Name, Shown>;

export class Counts {
	readonly #liveState: LiveState;
	readonly #clock: Clock;
	readonly #sums: SavedSums;
	readonly #unsubscribe: () => void;

	constructor(dependencies: Dependencies) {
		this.#liveState = dependencies.liveState;
		this.#clock = dependencies.clock;
		this.#sums = new SavedSums('counts', dependencies);
		this.#unsubscribe = this.#liveState.subscribe(({ changes }) => {
			for (const { kind, id, value } of changes) {
				if (value) continue;
				if (kind === 'notice') this.#sums.drop(updateRecords(id));
				if (kind === 'remedy') this.#sums.drop(remedyRecord(id));
			}
		});
	}

	/** What is about nothing that was published is ignored: this server may lag behind another one. */
	record(entries: readonly CountEntry[]): void {
		for (const entry of entries) {
			const target = countTarget(this.#liveState.state, entry, this.#clock.now());
			if (target) this.#sums.add(target.record, { [target.field]: 1 });
		}
	}

	/** By update, the newest first. Throws CandorError `busy`. */
	async updates(id: string) {
		const { state } = this.#liveState;
		const attributes = Object.entries(notice(state, id)?.value.audience?.attributes ?? {});
		const groups = attributes.flatMap(([attribute, values]) => values.map((value) => ({ attribute, value })));
		const sums = await this.#sums.read(updateRecords(id));
		const numbers = new Set(timeline(state, id).map(({ value }) => value.number));
		return [...numbers].map((update) => {
			const own = sums.get(updateRecord(id, update)) ?? {};
			return {
				update,
				counts: shownOf(updateCounts, own),
				audiences: groups.map((group) => ({
					...group,
					counts: shownOf(updateCounts, own, (of) => audienceField(of, group)),
				})),
			};
		});
	}

	/** Throws CandorError `busy`. */
	async remedies(id: string) {
		return Promise.all(
			remediesFor(this.#liveState.state, id).map(async ({ id: remedy }) => {
				const record = remedyRecord(remedy);
				const own = (await this.#sums.read(record)).get(record) ?? {};
				return { remedy, counts: shownOf(remedyCounts, own) };
			}),
		);
	}

	/** By day (UTC), the first one first. Throws CandorError `busy`. */
	async days() {
		const sums = await this.#sums.read(dayRecords);
		return [...sums]
			.sort(([one], [other]) => (one < other ? -1 : 1))
			.map(([record, own]) => {
				const notices = Object.keys(own).flatMap((field) => /^(?:saw|missed) (.+)$/.exec(field)?.[1] ?? []);
				return {
					day: record.slice(dayRecords.length),
					errors: shownCount(own.errors ?? 0),
					returns: [...new Set(notices)].sort().map((about) => ({
						notice: about,
						saw: shownCount(own[`saw ${about}`] ?? 0),
						missed: shownCount(own[`missed ${about}`] ?? 0),
					})),
				};
			});
	}

	/** Saves what is not saved yet. */
	async close(): Promise<void> {
		this.#unsubscribe();
		await this.#sums.close();
	}
}
