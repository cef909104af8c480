/**
 * Copies changed files from a server to a mirror, in an order that keeps the mirror complete at
 * every moment.
 */
import { CandorError } from '../../../src/model/errors.ts';
import { locales } from '../../../src/model/locales.ts';
import { noticesFile, themes } from '../../http/assets.ts';
import { assetCacheControl, keysCacheControl, snapshotCacheControl } from '../../http/cache/cache-control.ts';
import { documentTypes } from '../../http/document-types.ts';
import { documents } from '../../http/statuspage/documents.ts';
import {
	checkHistory,
	checkSnapshot,
	isRequiredScript,
	type Position,
	type SnapshotInfo,
	scriptReferences,
} from './content.ts';
import type { Fetched, MirrorFile, Source, Target } from './files.ts';

const json = 'application/json; charset=utf-8';
const script = 'text/javascript; charset=utf-8';
const css = 'text/css; charset=utf-8';
const text = 'text/plain; charset=utf-8';
const html = 'text/html; charset=utf-8';

/** The scripts that pages load by name; further scripts are found in them. */
const entryScripts = ['define.js', 'candor.js', 'candor-sw.js'];
/**
 * Far more than any version of Candor has: a compromised server must not make the mirror copy
 * without end.
 */
const maxScripts = 50;

/** For other programs, by their names: feeds, calendar, badges, and the Statuspage API. */
const pageDocuments: readonly (readonly [name: string, type: string])[] = [
	...Object.entries(documentTypes),
	...Object.keys(documents).map((path) => [`api/v2/${path}.json`, json] as const),
];

/** Shorter than the time between two copies of all files. */
const freshMs = 50_000;

interface FetchOptions {
	/** The path on the server. */
	readonly path: string;
	/** The name of the file in the mirror. */
	readonly name: string;
	/** The expected media type, as in `Content-Type`. */
	readonly type: string;
	/** Whether a server without this file is an error. */
	readonly isRequired: boolean;
}

export class Copier {
	readonly #source: Source;
	readonly #target: Target;
	/** The ETags of the files that the mirror has. */
	readonly #tags = new Map<string, string | null>();
	/** When each file was last found to be the server's, monotonic milliseconds. */
	readonly #checkedAt = new Map<string, number>();
	/** The state for which each document was last asked for. */
	readonly #documentSeqs = new Map<string, number | undefined>();
	readonly #monotonicNow: () => number;
	#copied: SnapshotInfo | null = null;

	/** @param monotonicNow - Milliseconds that no change of the system's clock affects. */
	constructor(source: Source, target: Target, monotonicNow: () => number) {
		this.#source = source;
		this.#target = target;
		this.#monotonicNow = monotonicNow;
	}

	/** The state that the mirror has; `null` before the first copy. */
	get position(): Position | null {
		return this.#copied;
	}

	/**
	 * Copies the snapshot byte for byte, because its signature is only valid for these bytes. Returns
	 * the names of the files that were written. Throws CandorError, and leaves the mirror as it was,
	 * for anything but a snapshot and for one that is older than `minPosition`.
	 */
	async copySnapshot(minPosition: Position | null): Promise<string[]> {
		const name = 'snapshot.json';
		const fetched = await this.#fetch({ path: 'v1/snapshot', name, type: json, isRequired: true });
		const next = fetched === null ? this.#copied : checkSnapshot(fetched.bytes);
		if (next) this.#refuseOlder(next, minPosition);
		if (!fetched || !next) return [];
		await this.#put({ name, type: json, caching: snapshotCacheControl }, fetched);
		this.#copied = next;
		return [name];
	}

	/**
	 * Copies the status page and the documents for other programs, which hold the words of notices: what a redaction has
	 * removed must leave them at once. Returns the names of the files that were written. Throws
	 * CandorError.
	 */
	async copyDocuments(): Promise<string[]> {
		const written: string[] = [];
		for (const [name, type] of pageDocuments) await this.#copyDocument(name, name, type, written);
		await this.#copyDocument('', 'index.html', html, written);
		const notices = this.#copied?.notices ?? [];
		for (const id of notices) await this.#copyDocument(`notices/${id}`, `notices/${id}`, html, written);
		for (const name of this.#tags.keys())
			if (name.startsWith('notices/') && !notices.includes(name.slice('notices/'.length)))
				await this.#replaceRetracted(name, written);
		return written;
	}

	/**
	 * Copies the history, the list of keys, the languages, the themes, the notices of bundled packages
	 * and the scripts, except files that were checked a moment ago: while one file fails, the others
	 * are not requested with each of its retries. Returns the names of the files that were written.
	 * Throws CandorError.
	 */
	async copyOtherFiles(): Promise<string[]> {
		const written: string[] = [];
		const history = { name: 'history.json', type: json, caching: snapshotCacheControl };
		written.push(...(await this.#copy('v1/history', history, { check: checkHistory })));
		const keys = { name: 'keys.json', type: json, caching: keysCacheControl };
		written.push(...(await this.#copy('v1/keys', keys, { isRequired: true })));
		for (const locale of locales) written.push(...(await this.#copyAsset(`locales/${locale}.json`, json)));
		for (const theme of themes) written.push(...(await this.#copyAsset(`themes/${theme}.css`, css)));
		written.push(...(await this.#copyAsset(noticesFile, text)));
		const visited = new Set<string>();
		for (const name of entryScripts) written.push(...(await this.#copyScript(name, visited)));
		return written;
	}

	/** Not again for the same state within a minute, while another file fails and is retried. */
	async #copyDocument(path: string, name: string, type: string, written: string[]): Promise<void> {
		const seq = this.#copied?.seq;
		if (this.#isFresh(name) && this.#documentSeqs.get(name) === seq) return;
		const fetched = await this.#fetch({ path, name, type, isRequired: false });
		this.#documentSeqs.set(name, seq);
		if (!fetched) return;
		await this.#put({ name, type, caching: snapshotCacheControl }, fetched);
		written.push(name);
	}

	/** A mirror cannot delete. The page of a notice that only became too old stays. */
	async #replaceRetracted(name: string, written: string[]): Promise<void> {
		const tag = this.#tags.get(name) ?? null;
		if ((await this.#source.fetch(name, tag)) !== 'absent') return;
		const bytes = Buffer.from(
			'<!doctype html><html lang="en"><title>Not found</title><p>This notice does not exist.',
		);
		await this.#target.put({ name, bytes, type: html, caching: snapshotCacheControl });
		this.#tags.delete(name);
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
		if (this.#isFresh(name)) return [];
		const fetched = await this.#fetch({ path, name, type, isRequired });
		if (!fetched) return [];
		check(fetched.bytes);
		await this.#put(file, fetched);
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
		if (this.#isFresh(name)) return [];
		const isRequired = isRequiredScript(name);
		const fetched = await this.#fetch({ path: name, name, type: script, isRequired });
		if (!fetched) return [];
		const written: string[] = [];
		for (const part of scriptReferences(fetched.bytes))
			written.push(...(await this.#copyScript(part, visited)));
		await this.#put({ name, type: script, caching: assetCacheControl(name) }, fetched);
		return [...written, name];
	}

	/** `null`: the mirror has the file already, or the server has no such file and it is optional. */
	async #fetch({ path, name, type, isRequired }: FetchOptions): Promise<Fetched | null> {
		const fetched = await this.#source.fetch(path, this.#tags.get(name) ?? null);
		const isChecked = fetched === 'unchanged' || (fetched === 'absent' && !isRequired);
		if (isChecked) {
			this.#checkedAt.set(name, this.#monotonicNow());
			return null;
		}
		if (fetched === 'absent')
			throw new CandorError('not-found', `The server has no ${path}. Check its address and its version.`);
		// Something else may answer instead of the server, such as a login page. It must not become a
		// script of every page.
		if (mediaType(fetched.type) === mediaType(type)) return fetched;
		throw new CandorError(
			'bad-frame',
			`The server sent ${fetched.type || 'no Content-Type'} for ${path} instead of ${mediaType(type)}. Check its address.`,
		);
	}

	async #put(file: Omit<MirrorFile, 'bytes'>, { bytes, tag }: Fetched): Promise<void> {
		await this.#target.put({ ...file, bytes });
		this.#tags.set(file.name, tag);
		this.#checkedAt.set(file.name, this.#monotonicNow());
	}

	#isFresh(name: string): boolean {
		const checkedAt = this.#checkedAt.get(name);
		return checkedAt !== undefined && this.#monotonicNow() - checkedAt < freshMs;
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

const mediaType = (contentType: string): string => contentType.split(';')[0]?.trim() ?? '';
