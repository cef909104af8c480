/** The log as operators read it: the newest entry first, filtered, in pages. */
import { setImmediate } from 'node:timers/promises';
import { lastCommitOn } from '../../../src/model/decide/undo.ts';
import { CandorError } from '../../../src/model/errors.ts';
import type { Commit } from '../../../src/model/state/commit.ts';
import { recordKey } from '../../../src/model/state/state.ts';
import type { LiveState } from '../live-state.ts';
import type { Log } from '../log/log.ts';
import type { Tokens } from '../tokens/tokens.ts';
import { type ChangeWithBefore, type LogEntry, logEntry, noticeOf } from './log-entry.ts';
import { chunkSize, PreviousValues, UnlinkedChanges } from './previous-values.ts';

/** A missing condition is no condition. */
export interface LogFilter {
	/** The id or the name of the token. */
	readonly actor?: string | undefined;
	/** Epoch milliseconds, inclusive. */
	readonly since?: number | undefined;
	/** Epoch milliseconds, exclusive. */
	readonly until?: number | undefined;
	readonly notice?: string | undefined;
	readonly command?: string | undefined;
}

export interface LogPage {
	readonly entries: readonly LogEntry[];
	/** Read on with `before` set to it; `null`: there are no more entries. */
	readonly next: number | null;
}

/** A commit with the values before it. */
export interface CommitWithBefore {
	readonly commit: Commit;
	readonly changes: readonly ChangeWithBefore[];
}

interface PagesOptions {
	readonly limit?: number | undefined;
	readonly before?: number | undefined;
}
type Pages = AsyncIterable<readonly LogEntry[]>;

/**
 * The most commits that one page examines. A filter that matches little must not make one request
 * read the whole log: such a page has fewer entries than asked for, and a `next`.
 */
const maxExamined = 2_000;

export class AuditLog {
	readonly #log: Log;
	readonly #liveState: LiveState;
	readonly #tokens: Tokens;
	readonly #unlinked: UnlinkedChanges;
	/** Settles when the newest page is read: pages of several requests are read one after the other. */
	#newest: Promise<unknown> = Promise.resolve();

	constructor({ log, liveState, tokens }: { log: Log; liveState: LiveState; tokens: Tokens }) {
		this.#log = log;
		this.#liveState = liveState;
		this.#tokens = tokens;
		this.#unlinked = new UnlinkedChanges(log);
	}

	/** Entries with a `seq` below `before`; default: from the newest one on. */
	page(filter: LogFilter, limit: number, before = this.#liveState.state.seq + 1): Promise<LogPage> {
		const page = this.#newest.then(() => this.#page(filter, limit, before));
		this.#newest = page.catch(() => undefined);
		return page;
	}

	async #page(filter: LogFilter, limit: number, before: number): Promise<LogPage> {
		const names = await this.#tokens.actorNames();
		const entries: LogEntry[] = [];
		let next = before;
		for (let examined = 0; next > 1 && examined < maxExamined; examined += chunkSize) {
			const chunk = await this.#chunkBefore(next);
			const previous = new PreviousValues(this.#log, this.#unlinked, chunk);
			for (const commit of [...chunk].reverse()) {
				if (entries.length === limit) return { entries, next };
				next = commit.seq;
				const entry = await this.#entryIfMatching(commit, filter, previous, names);
				if (entry) entries.push(entry);
			}
			const { since } = filter;
			if (chunk.length === 0 || (since !== undefined && chunk.every(({ at }) => Date.parse(at) < since)))
				return { entries, next: null };
			await setImmediate();
		}
		return { entries, next: next > 1 ? next : null };
	}

	/** All entries that match, or the first `limit`, page by page. `before`: see {@link page}. */
	async *pages(filter: LogFilter, { limit = Number.POSITIVE_INFINITY, before }: PagesOptions): Pages {
		let cursor = before;
		for (let left = limit; left > 0; ) {
			const { entries, next } = await this.page(filter, Math.min(left, chunkSize), cursor);
			if (entries.length > 0) yield entries;
			if (next === null) return;
			cursor = next;
			left -= entries.length;
		}
	}

	/**
	 * The commits that changed a notice, retracted it or restored it, the newest first. Each names the
	 * one before it, so no other commits are read.
	 */
	async *commitsOn(notice: string): AsyncIterable<CommitWithBefore> {
		for (let seq = lastCommitOn(this.#liveState.state, notice); seq > 0; ) {
			const [commit] = await this.#log.read(seq - 1, 1);
			if (!commit) return;
			const previous = new PreviousValues(this.#log, this.#unlinked, [commit]);
			const changes: ChangeWithBefore[] = [];
			for (const change of commit.changes)
				changes.push({ change, before: await previous.before(change, seq) });
			yield { commit, changes };
			seq = await this.#previousOn(notice, commit);
		}
	}

	/** The commit that removed a record, and its value before; `null`: it was not removed. */
	async removalOf(
		kind: string,
		id: string,
	): Promise<{ readonly commit: number; readonly before: unknown } | null> {
		const record = this.#liveState.state.records.get(recordKey(kind, id));
		if (!record || record.value !== null) return null;
		const { seq } = record;
		const [commit] = await this.#log.read(seq - 1, 1);
		const change = commit?.changes.find((each) => each.kind === kind && each.id === id);
		if (!commit || !change) throw new CandorError('damaged', `Commit ${seq} of the log is missing.`);
		const previous = new PreviousValues(this.#log, this.#unlinked, [commit]);
		return { commit: seq, before: await previous.before(change, seq) };
	}

	async #previousOn(notice: string, { seq, changes }: Commit): Promise<number> {
		let last = 0;
		for (const change of changes)
			if (change.id === notice && (change.kind === 'notice' || change.kind === 'retraction'))
				last = Math.max(last, change.previous ?? (await this.#unlinked.previous(change, seq)));
		return last;
	}

	async #chunkBefore(seq: number): Promise<readonly Commit[]> {
		const afterSeq = Math.max(0, seq - 1 - chunkSize);
		return this.#log.read(afterSeq, seq - 1 - afterSeq);
	}

	async #entryIfMatching(
		commit: Commit,
		filter: LogFilter,
		previous: PreviousValues,
		names: ReadonlyMap<string, string>,
	): Promise<LogEntry | null> {
		const { seq, at, actor, cause, changes } = commit;
		const { since, until, command, notice } = filter;
		if (filter.actor !== undefined && filter.actor !== actor && filter.actor !== names.get(actor))
			return null;
		if (command !== undefined && command !== cause.command) return null;
		if (since !== undefined && Date.parse(at) < since) return null;
		if (until !== undefined && Date.parse(at) >= until) return null;
		const withBefore: ChangeWithBefore[] = [];
		// A removal alone does not say which notice it is about, so only removals are looked up before
		// the filter is decided.
		const mayMatch =
			notice === undefined ||
			changes.some((change) => change.value === null || noticeOf({ change, before: null }) === notice);
		if (!mayMatch) return null;
		for (const change of changes) withBefore.push({ change, before: await previous.before(change, seq) });
		if (notice !== undefined && !withBefore.some((each) => noticeOf(each) === notice)) return null;
		return logEntry(commit, withBefore, names);
	}
}
