/**
 * Counts kept and broken promises. It follows the commits of the log from the first one on, so the
 * counts are the same after a restart and on every server. Times are epoch milliseconds.
 */
import type { NoticeValue, UpdateValue } from '../generated/record-types.ts';
import type { Change, Commit } from '../state/commit.ts';
import { isEndedPhase } from '../vocabulary.ts';

export interface PromiseCounts {
	/** An update came in time. */
	readonly kept: number;
	/** The time passed without an update. */
	readonly broken: number;
	/** An edit gave another time, or none, before the time had passed. */
	readonly moved: number;
}

interface OpenPromise {
	readonly by: number;
	/** Whether it is counted as broken already: a retracted notice can come back. */
	readonly isCounted: boolean;
}

interface Entry extends PromiseCounts {
	readonly isDrill: boolean;
	readonly isRetracted: boolean;
	readonly latestUpdate: number;
	readonly expiresAt: number;
	readonly open: OpenPromise | null;
}

type Outcome = keyof PromiseCounts;

/** An entry as JSON; `null` as its expiry: it has none. */
type SavedEntry = Omit<Entry, 'expiresAt'> & { readonly expiresAt: number | null };
/** An entry, and the one before the last commit on the notice. */
export type SavedPromises = readonly [notice: string, now: SavedEntry, former: SavedEntry];

const none: PromiseCounts = { kept: 0, broken: 0, moved: 0 };
const newEntry: Entry = {
	...none,
	isDrill: false,
	isRetracted: false,
	latestUpdate: 0,
	expiresAt: Number.POSITIVE_INFINITY,
	open: null,
};

/** A promise for a time after the notice was no longer shown is none. */
const isBroken = ({ open, expiresAt }: Entry, now: number): boolean =>
	open !== null && !open.isCounted && open.by < now && open.by <= expiresAt;

export class PromiseLedger {
	readonly #entries = new Map<string, Entry>();
	/** Each entry before the last commit on its notice, which an operator may take back. */
	readonly #former = new Map<string, Entry>();
	/** The notices with a promise that is neither kept nor broken yet. */
	readonly #open = new Set<string>();
	/** Without drills, and without the open promises. */
	#totals = none;

	/** Takes the next commit of the log. */
	take({ at, cause, changes }: Commit): void {
		const now = Date.parse(at);
		for (const { kind, id, value } of changes) {
			if (kind !== 'notice') continue;
			const before = this.#entries.get(id) ?? newEntry;
			const notice = value as NoticeValue | null;
			// Most notices of other kinds never promise anything.
			if (before === newEntry && !notice?.promise) continue;
			const next = notice ? after(before, notice, updatesOf(id, changes), now) : retracted(before, now);
			const former = this.#former.get(id);
			this.#former.set(id, before);
			if (isMerged(id, changes)) this.#replace(id, before, { ...next, ...countsOf(before) });
			else if (cause.command === 'undo' && former && isSamePromise(former, next))
				this.#replace(id, before, { ...next, ...countsOf(former), open: former.open });
			else this.#replace(id, before, next);
		}
	}

	/** All that it knows, for {@link restore}. */
	*save(): Generator<SavedPromises> {
		for (const [id, entry] of this.#entries)
			yield [id, saved(entry), saved(this.#former.get(id) ?? newEntry)];
	}

	/** Takes one of the entries that were saved; all of them make this what it was. */
	restore([id, now, former]: SavedPromises): void {
		this.#former.set(id, restored(former));
		this.#replace(id, newEntry, restored(now));
	}

	/** The promises of one notice, the open one included once its time has passed. */
	of(notice: string, now: number): PromiseCounts {
		const entry = this.#entries.get(notice) ?? newEntry;
		return sum(entry, { broken: this.#isLate(entry, now) ? 1 : 0 });
	}

	/** All promises but those of drills. */
	totals(now: number): PromiseCounts {
		let late = 0;
		for (const notice of this.#open) {
			const entry = this.#entries.get(notice) ?? newEntry;
			if (!entry.isDrill && this.#isLate(entry, now)) late += 1;
		}
		return sum(this.#totals, { broken: late });
	}

	#isLate(entry: Entry, now: number): boolean {
		return !entry.isRetracted && isBroken(entry, now);
	}

	#replace(id: string, before: Entry, entry: Entry): void {
		this.#entries.set(id, entry);
		if (entry.open) this.#open.add(id);
		else this.#open.delete(id);
		this.#totals = sum(sum(this.#totals, before.isDrill ? none : before, -1), entry.isDrill ? none : entry);
	}
}

const saved = (entry: Entry): SavedEntry => ({
	...entry,
	expiresAt: entry.expiresAt < Number.POSITIVE_INFINITY ? entry.expiresAt : null,
});
const restored = (entry: SavedEntry): Entry => ({
	...entry,
	expiresAt: entry.expiresAt ?? Number.POSITIVE_INFINITY,
});

/** A merger posts an update to each of two notices. */
const updatesOf = (notice: string, changes: readonly Change[]): UpdateValue[] =>
	(changes.filter(({ kind, value }) => kind === 'update' && value) as { value: UpdateValue }[])
		.map(({ value }) => value)
		.filter((update) => update.notice === notice);

/** Whether another notice keeps the promise that this one made too, or breaks it. */
const isMerged = (notice: string, changes: readonly Change[]): boolean =>
	changes.some(({ kind, id, value }) => kind === 'merger' && id === notice && value !== null);

const countsOf = ({ kept, broken, moved }: PromiseCounts): PromiseCounts => ({ kept, broken, moved });

/** Whether an undo has brought back the promise of before, so that nothing became of it yet. */
const isSamePromise = (former: Entry, next: Entry): boolean =>
	former.open !== null && former.open.by === next.open?.by;

function sum(a: PromiseCounts, b: Partial<PromiseCounts>, sign: 1 | -1 = 1): PromiseCounts {
	const { kept = 0, broken = 0, moved = 0 } = b;
	return { kept: a.kept + sign * kept, broken: a.broken + sign * broken, moved: a.moved + sign * moved };
}

function retracted(entry: Entry, now: number): Entry {
	const { open } = entry;
	const isRetracted = true;
	if (!open || !isBroken(entry, now)) return { ...entry, isRetracted };
	return { ...counted(entry, 'broken'), isRetracted, open: { ...open, isCounted: true } };
}

const counted = (entry: Entry, outcome: Outcome): Entry => ({ ...entry, ...sum(entry, { [outcome]: 1 }) });

function after(before: Entry, value: NoticeValue, messages: readonly UpdateValue[], now: number): Entry {
	const { promise, drill, expiresAt, latestUpdate, phase } = value;
	const by = promise ? Date.parse(promise.nextUpdateBy) : null;
	const hasEnded = isEndedPhase(phase) || value.endedAt !== null;
	// A change of phase alone has no words, and leaves the promise as it is.
	const hasWords = messages.some(({ number, body }) => number === latestUpdate && body.length > 0);
	const isUpdate = latestUpdate > before.latestUpdate && hasWords;
	const isSame = before.open?.by === by;
	const fields = {
		isDrill: drill,
		isRetracted: false,
		latestUpdate,
		expiresAt: expiresAt === null ? Number.POSITIVE_INFINITY : Date.parse(expiresAt),
	};
	if (!isUpdate && !hasEnded && isSame) return { ...before, ...fields };
	const settled = settle(before, isUpdate || hasEnded ? 'kept' : 'moved', now);
	return { ...settled, ...fields, open: by === null ? null : { by, isCounted: false } };
}

/** The entry once its promise is over. `outcome`: what became of it if its time has not passed. */
function settle(entry: Entry, outcome: Outcome, now: number): Entry {
	const { open, expiresAt } = entry;
	if (!open || open.isCounted) return entry;
	if (isBroken(entry, now)) return counted(entry, 'broken');
	return open.by > expiresAt && now > expiresAt ? entry : counted(entry, outcome);
}
