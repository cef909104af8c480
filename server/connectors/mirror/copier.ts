/**
 * Copies changed files from a server to a mirror, in an order that keeps the mirror complete at
 * every moment.
 */
import { CandorError } from '../../../src/model/errors.ts';
import { locales } from '../../../src/model/locales.ts';
import { noticesFile, themes } from '../../http/assets.ts';
import { assetCacheControl, keysCacheControl, snapshotCacheControl } from '../../http/cache/cache-control.ts';
import {
	checkHistory,
	checkSnapshot,
	isRequiredScript,
	type Position,
	type SnapshotInfo,
	scriptReferences,
} from './content.ts';
import { CopiedFiles } from './copied-files.ts';
import type { MirrorFile, Source, Target } from './files.ts';
import { css, entryScripts, html, json, pageDocuments, script, text } from './mirrored-files.ts';

/** `snapshot`: what a change of the state changes. */
export type Scope = 'snapshot' | 'all';

/**
 * Far more than any version of Candor has: a compromised server must not make the mirror copy
 * without end.
 */
const maxScripts = 50;

/** After so many documents, not one of them fails but the server or the storage. */
const mostFailures = 2;

export class Copier {
	readonly #files: CopiedFiles;
	/** The state for which each document was last asked for. */
	readonly #documentSeqs = new Map<string, number | undefined>();
	#copied: SnapshotInfo | null = null;

	/** @param monotonicNow - Milliseconds that no change of the system's clock affects. */
	constructor(source: Source, target: Target, monotonicNow: () => number) {
		this.#files = new CopiedFiles(source, target, monotonicNow);
	}

	/** The state that the mirror has; `null` before the first copy. */
	get position(): Position | null {
		return this.#copied;
	}

	/**
	 * Copies everything, or what a change of the state changes. The scripts do not depend on a document
	 * that fails. Adds the names of the files that were written to `written`, also when it throws.
	 * Throws CandorError, and an Error for a storage or a server that fails; what was written stays.
	 *
	 * @param minPosition - An older snapshot is an error. `null`: no position is known.
	 */
	async copy(scope: Scope, minPosition: Position | null, written: string[]): Promise<void> {
		await this.#copySnapshot(minPosition, written);
		const failures: unknown[] = [];
		await this.#copyDocuments(written).catch((error: unknown) => failures.push(error));
		if (scope === 'all') await this.#copyOtherFiles(written);
		if (failures.length > 0) throw failures[0];
	}

	/**
	 * Copies the snapshot byte for byte, because its signature is only valid for these bytes. Adds its
	 * name to `written` if it was. Throws CandorError, and leaves the mirror as it was, for anything
	 * but a snapshot and for one that is older than `minPosition`.
	 */
	async #copySnapshot(minPosition: Position | null, written: string[]): Promise<void> {
		const name = 'snapshot.json';
		const fetched = await this.#files.fetch({ path: 'v1/snapshot', name, type: json, isRequired: true });
		const next = fetched === null ? this.#copied : checkSnapshot(fetched.bytes);
		if (next) this.#refuseOlder(next, minPosition);
		if (!fetched || !next) return;
		await this.#files.put({ name, type: json, caching: snapshotCacheControl }, fetched);
		this.#copied = next;
		written.push(name);
	}

	/**
	 * Copies the status page and the documents for other programs, which hold the words of notices:
	 * what a redaction has removed must leave them at once. One that fails does not keep the others
	 * back. Adds the names of the files that were written to `written`. Throws the first error.
	 */
	async #copyDocuments(written: string[]): Promise<void> {
		const open = (this.#copied?.notices ?? []).map((id) => `notices/${id}`);
		const copied = this.#files.names().filter((name) => name.startsWith('notices/'));
		const pages = new Set(['index.html', 'promises', 'report', ...open, ...copied]);
		const failures: unknown[] = [];
		for (const [name, type] of [...pageDocuments, ...[...pages].map((name) => [name, html] as const)])
			try {
				await this.#copyDocument(name, type, written);
			} catch (error) {
				failures.push(error);
				if (failures.length === mostFailures) break;
			}
		if (failures.length > 0) throw failures[0];
	}

	/**
	 * Copies the history, the list of keys, the languages, the themes, the notices of bundled packages
	 * and the scripts, except files that were checked a moment ago: while one file fails, the others
	 * are not requested with each of its retries. Adds the names of the files that were written to
	 * `written`. Throws CandorError.
	 */
	async #copyOtherFiles(written: string[]): Promise<void> {
		const history = { name: 'history.json', type: json, caching: snapshotCacheControl };
		written.push(...(await this.#copy('v1/history', history, { check: checkHistory })));
		const keys = { name: 'keys.json', type: json, caching: keysCacheControl };
		written.push(...(await this.#copy('v1/keys', keys, { isRequired: true })));
		for (const locale of locales) written.push(...(await this.#copyAsset(`locales/${locale}.json`, json)));
		for (const theme of themes) written.push(...(await this.#copyAsset(`themes/${theme}.css`, css)));
		written.push(...(await this.#copyAsset(noticesFile, text)));
		const visited = new Set<string>();
		for (const name of entryScripts) written.push(...(await this.#copyScript(name, visited)));
	}

	/** Not again for the same state within a minute, while another file fails and is retried. */
	async #copyDocument(name: string, type: string, written: string[]): Promise<void> {
		const seq = this.#copied?.seq;
		if (this.#files.isFresh(name) && this.#documentSeqs.get(name) === seq) return;
		const path = name === 'index.html' ? '' : name;
		const fetched = await this.#files.fetch({ path, name, type, isRequired: false });
		this.#documentSeqs.set(name, seq);
		if (!fetched) return;
		await this.#files.put({ name, type, caching: snapshotCacheControl }, fetched);
		written.push(name);
	}

	/** Optional, because a server of another version may not have this file. */
	#copyAsset(name: string, type: string): Promise<string[]> {
		return this.#copy(name, { name, type, caching: assetCacheControl(name) });
	}

	async #copy(
		path: string,
		file: Omit<MirrorFile, 'bytes'>,
		{ isRequired = false, check = (_bytes: Uint8Array): void => undefined } = {},
	): Promise<string[]> {
		const { name, type } = file;
		if (this.#files.isFresh(name)) return [];
		const fetched = await this.#files.fetch({ path, name, type, isRequired });
		if (!fetched) return [];
		check(fetched.bytes);
		await this.#files.put(file, fetched);
		return [name];
	}

	/**
	 * Copies the scripts that a script loads before the script itself, so that no page loads one
	 * without its parts.
	 */
	async #copyScript(name: string, visited: Set<string>): Promise<string[]> {
		if (visited.has(name)) return [];
		if (visited.size >= maxScripts)
			throw new CandorError(
				'bad-frame',
				`The server’s scripts refer to more than ${maxScripts} files, which Candor’s scripts never do. Check its address.`,
			);
		visited.add(name);
		if (this.#files.isFresh(name)) return [];
		const isRequired = isRequiredScript(name);
		const fetched = await this.#files.fetch({ path: name, name, type: script, isRequired });
		if (!fetched) return [];
		const written: string[] = [];
		for (const part of scriptReferences(fetched.bytes))
			written.push(...(await this.#copyScript(part, visited)));
		await this.#files.put({ name, type: script, caching: assetCacheControl(name) }, fetched);
		return [...written, name];
	}

	/**
	 * A cache before the server may send an old snapshot. Pages that pin keys refuse a snapshot
	 * without a signature.
	 */
	#refuseOlder(next: SnapshotInfo, minPosition: Position | null): void {
		const copied = this.#copied;
		for (const position of [copied, minPosition])
			if (position && position.site === next.site && position.seq > next.seq)
				throw new CandorError(
					'busy',
					'The server sent a snapshot that is older than what is known already. If this lasts, use the address of the server itself in --url, not of a cache before it.',
				);
		if (copied?.isSigned && !next.isSigned)
			throw new CandorError(
				'bad-frame',
				'The server no longer signs, and pages that pin its keys would refuse the copy. If this is intended, start the mirror again.',
			);
	}
}
