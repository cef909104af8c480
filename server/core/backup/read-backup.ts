/** Reads a backup, and refuses one that is not whole or not what its manifest says. */
import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { CandorError } from '../../../src/model/errors.ts';
import type { Commit } from '../../../src/model/state/commit.ts';
import { readCommit } from '../log/stored-commit.ts';
import { decryptionWith } from './encryption.ts';
import {
	backupEnd,
	backupFile,
	backupHead,
	byAge,
	formatName,
	formatVersion,
	type Manifest,
	manifest,
	manifestFile,
	maxManifestBytes,
	type PrivateLine,
	privateLine,
} from './format.ts';
import { linesOf } from './lines.ts';
import type { BackupTarget } from './target.ts';

const damaged = (what: string): CandorError =>
	new CandorError('damaged', `The backup cannot be used: ${what}. Use another backup.`);

/**
 * The manifest of a backup. `name`: as in {@link backupFile}; `null`: the newest one. `site`: only of this
 * log. Throws CandorError `not-found`, `damaged` or `unsupported-version`.
 */
export async function findBackup(
	target: BackupTarget,
	name: string | null,
	site: string | null = null,
): Promise<Manifest> {
	const names =
		name === null
			? (await target.list())
					.flatMap((file) => backupFile(file) ?? [])
					.filter(({ isManifest }) => isManifest)
					.sort(byAge)
					.map((file) => file.name)
			: [name];
	for (const each of names.reverse()) {
		const found = await readManifest(target, each);
		if (found && (site === null || found.site === site)) return found;
		if (found && name !== null)
			throw new CandorError(
				'precondition-failed',
				`The backup ${name} is one of another log (${found.site}, not ${site}). Name a backup of this log.`,
			);
	}
	throw new CandorError(
		'not-found',
		`There is no ${name === null ? 'backup' : `backup ${name}`} in ${target.name}. A backup has a manifest, such as candor-20261130T211500Z-12.json.`,
	);
}

async function readManifest(target: BackupTarget, name: string): Promise<Manifest | null> {
	const chunks = await target.get(manifestFile(name));
	if (!chunks) return null;
	let bytes = Buffer.alloc(0);
	for await (const chunk of chunks) {
		bytes = Buffer.concat([bytes, chunk]);
		if (bytes.length > maxManifestBytes) throw damaged('its manifest is too large');
	}
	const value = parsed(bytes.toString('utf8'));
	const versions = z.object({ format: z.literal(formatName), formatVersion: z.int() }).safeParse(value).data;
	if (versions && versions.formatVersion > formatVersion)
		throw new CandorError(
			'unsupported-version',
			`The backup ${name} was made by a newer version of Candor, in version ${versions.formatVersion} of the format; this one reads up to ${formatVersion}. Restore it with that version.`,
		);
	const { data } = manifest.safeParse(value);
	if (data) return data;
	throw damaged(`its manifest ${manifestFile(name)} is damaged`);
}

const parsed = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};

export type BackupEntry =
	| { readonly record: PrivateLine; readonly commit?: never }
	| { readonly commit: Commit; readonly record?: never };

/**
 * What a backup holds, in order. It is only whole when this ends without an error: throws CandorError
 * `damaged` for what was changed or cut off, `unauthorized` for a wrong identity, `invalid` where one
 * is needed, and `unsupported-version`.
 */
export async function* readBackup(
	target: BackupTarget,
	about: Manifest,
	identity: string | null,
): AsyncGenerator<BackupEntry> {
	const hash = createHash('sha256');
	let rest = about.privateRecords;
	let seq = 0;
	let isFirst = true;
	let ended = false;
	for await (const text of linesOf(await plainBytes(target, about, identity))) {
		if (ended) throw damaged('it goes on after its end');
		const value = parsed(text);
		const end =
			seq === about.seq && rest === 0 && !isFirst ? backupEnd.safeParse(value).data?.end : undefined;
		if (end) {
			if (end.commits !== seq || end.sha256 !== hash.digest('hex')) throw damaged('its lines were changed');
			ended = true;
			continue;
		}
		hash.update(`${text}\n`);
		if (isFirst) {
			assertSameHead(value, about);
			isFirst = false;
		} else if (rest > 0) {
			const { data } = privateLine.safeParse(value);
			if (!data) throw damaged('a private record cannot be read');
			rest -= 1;
			yield { record: data };
		} else {
			seq += 1;
			if (seq > about.seq) throw damaged('it has more commits than its manifest says');
			yield { commit: readCommit(text, seq) };
		}
	}
	if (!ended) throw damaged('its end is missing');
}

function assertSameHead(value: unknown, about: Manifest): void {
	const { data: head } = backupHead.safeParse(value);
	if (!head) throw damaged('its first line cannot be read');
	if (head.site !== about.site)
		throw damaged(`its manifest is of the log ${about.site}, and its content of another one, ${head.site}`);
	if (head.seq !== about.seq || head.privateRecords !== about.privateRecords || head.at !== about.at)
		throw damaged('its manifest is of another backup');
}

/** Decrypted and decompressed, with the checksum of the file compared at its end. */
async function plainBytes(
	target: BackupTarget,
	about: Manifest,
	identity: string | null,
): Promise<AsyncIterable<Uint8Array>> {
	const isEncrypted = about.file.endsWith('.age');
	if (isEncrypted && identity === null)
		throw new CandorError(
			'invalid',
			`The backup is encrypted. Name the file with the identity of one of its recipients: --identity FILE, or CANDOR_BACKUP_IDENTITY_FILE. Its recipients: ${about.recipients.join(', ')}.`,
		);
	const decrypt = isEncrypted && identity !== null ? await decryptionWith(identity) : null;
	const file = await target.get(about.file);
	if (!file) throw damaged(`its manifest names the file ${about.file}, which is missing`);
	const checked = Readable.from(checkedFile(file, about));
	const plain = decrypt
		? Readable.fromWeb((await decrypt(Readable.toWeb(checked) as ReadableStream<Uint8Array>)) as never)
		: checked;
	const gunzip = createGunzip();
	// The first reason counts: what follows a damaged byte is damaged as well.
	plain.on('error', (error) => gunzip.destroy(error));
	checked.on('error', (error) => gunzip.destroy(error));
	return unzipped(plain.pipe(gunzip));
}

async function* unzipped(gunzip: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	try {
		yield* gunzip;
	} catch (error) {
		throw error instanceof CandorError ? error : damaged('it was changed or cut off');
	}
}

async function* checkedFile(chunks: AsyncIterable<Uint8Array>, about: Manifest): AsyncGenerator<Uint8Array> {
	const hash = createHash('sha256');
	let bytes = 0;
	for await (const chunk of chunks) {
		hash.update(chunk);
		bytes += chunk.byteLength;
		if (bytes > about.bytes) throw damaged(`the file ${about.file} is longer than its manifest says`);
		yield chunk;
	}
	if (bytes < about.bytes)
		throw damaged(`the file ${about.file} is cut off, after ${bytes} of ${about.bytes} bytes`);
	if (hash.digest('hex') !== about.sha256)
		throw damaged(`the file ${about.file} was changed: its checksum is not the one of its manifest`);
}
