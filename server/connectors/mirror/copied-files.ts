/** The files of a mirror, and when each of them was last compared with the server's. */
import { CandorError } from '../../../src/model/errors.ts';
import type { Fetched, MirrorFile, Source, Target } from './files.ts';
import { gonePage, goneTag, html } from './mirrored-files.ts';

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

export class CopiedFiles {
	readonly #source: Source;
	readonly #target: Target;
	/** The ETags of the files that the mirror has. */
	readonly #tags = new Map<string, string | null>();
	/** When each file was last found to be the server's, monotonic milliseconds. */
	readonly #checkedAt = new Map<string, number>();
	readonly #monotonicNow: () => number;

	/** @param monotonicNow - Milliseconds that no change of the system's clock affects. */
	constructor(source: Source, target: Target, monotonicNow: () => number) {
		this.#source = source;
		this.#target = target;
		this.#monotonicNow = monotonicNow;
	}

	/** The names of the files, without the pages that the server no longer has. */
	names(): string[] {
		return [...this.#tags].filter(([, tag]) => tag !== goneTag).map(([name]) => name);
	}

	/**
	 * `null`: the mirror has the file already, or the server has no such file and it is optional. A
	 * page that the server no longer has is {@link gonePage}. Throws CandorError for a required file
	 * that is not there, and for an answer of another type.
	 */
	async fetch({ path, name, type, isRequired }: FetchOptions): Promise<Fetched | null> {
		const tag = this.#tags.get(name) ?? null;
		const fetched = await this.#source.fetch(path, tag);
		if (fetched === 'absent' && type === html && tag !== null && tag !== goneTag)
			return { bytes: gonePage, type: html, tag: goneTag };
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

	/** Writes a file that was fetched. */
	async put(file: Omit<MirrorFile, 'bytes'>, { bytes, tag }: Fetched): Promise<void> {
		await this.#target.put({ ...file, bytes });
		this.#tags.set(file.name, tag);
		this.#checkedAt.set(file.name, this.#monotonicNow());
	}

	/** Whether it was found to be the server's a moment ago. */
	isFresh(name: string): boolean {
		const checkedAt = this.#checkedAt.get(name);
		return checkedAt !== undefined && this.#monotonicNow() - checkedAt < freshMs;
	}
}

const mediaType = (contentType: string): string => contentType.split(';')[0]?.trim() ?? '';
