/** Copies what has changed on a server to a mirror, in an order in which the mirror is whole at any moment. */

import { CandorError } from '../../../src/model/errors.ts';
import { readHistory } from '../../../src/model/history/history.ts';
import { locales } from '../../../src/model/locales.ts';
import { readSnapshot } from '../../../src/model/wire/values.ts';
import { themes } from '../../http/assets.ts';
import { cachingOf, keysCaching, snapshotCaching } from '../../http/cache/cache-control.ts';
import type { Fetched, MirrorFile, Source, Target } from './files.ts';

/** A state: a number means nothing in another log. */
export interface Position {
	readonly site: string;
	readonly seq: number;
}

interface Copied extends Position {
	readonly signed: boolean;
}

const json = 'application/json; charset=utf-8';
const script = 'text/javascript; charset=utf-8';
const css = 'text/css; charset=utf-8';
/** Browsers ask for it by this name, and hold on to it by rules of their own. */
const worker = 'candor-sw.js';
/** Without these a page has no banner. What else they name, and what is optional, may be absent. */
const needed = /^(?:candor|define|chunk-[\w-]+)\.js$/;
/** A server that has been broken into must not lead over other files of the target, or on and on. */
const known = /^(?:candor|candor-sw|define|reach|chunk-[\w-]+)\.js$/;
/** Far above what a version of Candor has. */
const mostScripts = 50;

export class Copier {
	readonly #source: Source;
	readonly #target: Target;
	/** The tags of what the mirror holds by now. */
	readonly #tags = new Map<string, string | null>();
	#copied: Copied | null = null;

	constructor(source: Source, target: Target) {
		this.#source = source;
		this.#target = target;
	}

	/** The state that the mirror holds; `null` before the first copy. */
	get position(): Position | null {
		return this.#copied;
	}

	/**
	 * Copies the snapshot, byte for byte: its signature holds for them alone. Gives the names of what was written. Throws
	 * CandorError for what is no snapshot, and for one that is older than `atLeast`: the copy stays as it was.
	 */
	async snapshot(atLeast: Position | null): Promise<string[]> {
		const fetched = await this.#fetch('v1/snapshot', 'snapshot.json', 'application/json');
		const next = fetched === null ? this.#copied : checkSnapshot(fetched.bytes);
		if (next) this.#refuseOlder(next, atLeast);
		if (!fetched || !next) return [];
		await this.#put({ name: 'snapshot.json', type: json, caching: snapshotCaching }, fetched);
		this.#copied = next;
		return ['snapshot.json'];
	}

	/** Copies the history, the list of keys, the words of languages, themes and the scripts. Gives the names of what was written. */
	async rest(): Promise<string[]> {
		const written: string[] = [];
		const history = await this.#fetch('v1/history', 'history.json', 'application/json', false);
		if (history) {
			checkHistory(history.bytes);
			await this.#put({ name: 'history.json', type: json, caching: snapshotCaching }, history);
			written.push('history.json');
		}
		const keys = await this.#fetch('v1/keys', 'keys.json', 'application/json');
		if (keys) {
			await this.#put({ name: 'keys.json', type: json, caching: keysCaching }, keys);
			written.push('keys.json');
		}
		const seen = new Set<string>();
		for (const tag of locales) written.push(...(await this.#extra(`locales/${tag}.json`, json)));
		for (const name of themes) written.push(...(await this.#extra(`themes/${name}.css`, css)));
		for (const name of ['define.js', 'candor.js', worker]) written.push(...(await this.#script(name, seen)));
		return written;
	}

	/** A server of another version may lack a language or a theme. */
	async #extra(name: string, type: string): Promise<string[]> {
		const fetched = await this.#fetch(name, name, type.split(';')[0] as string, false);
		if (!fetched) return [];
		await this.#put({ name, type, caching: cachingOf(name) }, fetched);
		return [name];
	}

	/** What a script names goes first: nobody may load a script and miss its parts. */
	async #script(name: string, seen: Set<string>): Promise<string[]> {
		if (seen.has(name)) return [];
		if (seen.size >= mostScripts)
			throw new CandorError(
				'bad-frame',
				`The server’s scripts name more than ${mostScripts} files, which those of Candor never do. Check its address.`,
			);
		seen.add(name);
		const fetched = await this.#fetch(name, name, 'text/javascript', needed.test(name));
		if (!fetched) return [];
		const written: string[] = [];
		for (const part of namedIn(fetched.bytes)) written.push(...(await this.#script(part, seen)));
		await this.#put({ name, type: script, caching: cachingOf(name) }, fetched);
		return [...written, name];
	}

	/** `null`: the mirror holds it already, or there is none and none is needed. */
	async #fetch(path: string, name: string, type: string, isNeeded = true): Promise<Fetched | null> {
		const fetched = await this.#source.fetch(path, this.#tags.get(name) ?? null);
		if (fetched === 'unchanged') return null;
		if (fetched === 'absent') {
			if (!isNeeded) return null;
			throw new CandorError('not-found', `The server has no ${path}. Check its address and its version.`);
		}
		// What answers in the place of a server, such as a login page, must not become a script of every page.
		if (fetched.type.split(';')[0]?.trim() === type) return fetched;
		throw new CandorError(
			'bad-frame',
			`The server sent ${fetched.type || 'something unnamed'} for ${path}, where ${type} belongs. Check its address.`,
		);
	}

	async #put(file: Omit<MirrorFile, 'bytes'>, { bytes, tag }: Fetched): Promise<void> {
		await this.#target.put({ ...file, bytes });
		this.#tags.set(file.name, tag);
	}

	/** Caches in between may answer with yesterday, and pages that pin keys would refuse what is not signed. */
	#refuseOlder(next: Copied, atLeast: Position | null): void {
		const copied = this.#copied;
		for (const known of [copied, atLeast])
			if (known && known.site === next.site && known.seq > next.seq)
				throw new CandorError(
					'busy',
					'The snapshot that came is older than what is known already. If this lasts, name the server itself in --url and not a cache before it.',
				);
		if (copied?.signed && !next.signed)
			throw new CandorError(
				'bad-frame',
				'The server no longer signs, and pages that pin its keys would refuse the copy. If that is meant, start the mirror again.',
			);
	}
}

/** Names of Candor's other scripts in a script's text. */
function namedIn(bytes: Uint8Array): Set<string> {
	const text = new TextDecoder().decode(bytes);
	const names = [...text.matchAll(/["'`](?:\.\/)?([\w-]+\.js)["'`]/g)].map(([, name = '']) => name);
	return new Set(names.filter((name) => known.test(name)));
}

function checkHistory(bytes: Uint8Array): void {
	if (!readHistory(new TextDecoder().decode(bytes)))
		throw new CandorError(
			'bad-frame',
			'The server sent no history for v1/history. Check its address and its version.',
		);
}

/** Throws CandorError `bad-frame` for anything but a whole snapshot, with its signature at the end or without one. */
function checkSnapshot(bytes: Uint8Array): Copied {
	const text = new TextDecoder().decode(bytes);
	const { site, seq } = readSnapshot(text);
	const signed = /,"signature":"[\w-]+\.\.[\w-]+"\}$/.test(text);
	if (!signed && 'signature' in JSON.parse(text))
		throw new CandorError('bad-frame', 'The snapshot’s signature is not where it belongs.');
	return { site, seq, signed };
}
