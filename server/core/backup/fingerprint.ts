/** One hash of what a backup or a storage holds. */
import { createHash } from 'node:crypto';
import type { Commit } from '../../../src/model/state/commit.ts';
import type { PrivateLine } from './format.ts';

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

export class Fingerprint {
	readonly #commits = createHash('sha256');
	/** Storages sort ids in different ways, so their order does not count. */
	readonly #records: string[] = [];

	addCommit(commit: Commit): void {
		this.#commits.update(`${JSON.stringify(commit)}\n`);
	}

	addRecord({ kind, id, version, value }: PrivateLine): void {
		this.#records.push(sha256(JSON.stringify({ kind, id, version, value })));
	}

	/** Hexadecimal. Nothing can be added afterwards. */
	end(): string {
		return this.#commits.update(this.#records.sort().join('\n')).digest('hex');
	}
}
