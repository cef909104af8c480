/** Finds the commits of a log that hold the words which a command redacts. */
import { setImmediate } from 'node:timers/promises';
import { type Redaction, redacted } from '../../src/model/redaction.ts';
import type { Commit } from '../../src/model/state/commit.ts';
import type { Log } from './log/log.ts';

export class RedactionScan {
	readonly #log: Log;
	readonly #redaction: Redaction;
	readonly #found: Commit[] = [];
	#seq = 0;

	constructor(log: Log, redaction: Redaction) {
		this.#log = log;
		this.#redaction = redaction;
	}

	/**
	 * Reads on from where the last call stopped. Other work of this process runs between the pages.
	 */
	async readUpTo(lastSeq: number): Promise<void> {
		while (this.#seq < lastSeq) {
			const page = (await this.#log.read(this.#seq)).filter(({ seq }) => seq <= lastSeq);
			const last = page.at(-1);
			if (!last) return;
			this.#found.push(...page.filter((commit) => redacted(commit, this.#redaction, 0) !== null));
			this.#seq = last.seq;
			await setImmediate();
		}
	}

	/** The commits that were found, without the words. `seq`: the commit that redacts them. */
	rewritten(seq: number): readonly Commit[] {
		return this.#found.flatMap((commit) => redacted(commit, this.#redaction, seq) ?? []);
	}
}
