/** Writes a backup to its target: the content first, the manifest last. */
import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { CandorError } from '../../../src/model/errors.ts';
import type { BackupContent } from './content.ts';
import { encryptionTo } from './encryption.ts';
import { type BackupHead, backupName, contentFile, type Manifest, manifestFile } from './format.ts';
import type { BackupTarget, LocalFile } from './target.ts';

/** Compressed and encrypted, as the file has it. Throws CandorError while it is read. */
export async function backupBytes(
	{ chunks }: BackupContent,
	recipients: readonly string[],
): Promise<ReadableStream<Uint8Array>> {
	const encrypt = await encryptionTo(recipients);
	const gzip = createGzip();
	// The errors of the source end the result.
	pipeline(Readable.from(chunks), gzip).catch((error: Error) => gzip.destroy(error));
	return encrypt(Readable.toWeb(gzip) as ReadableStream<Uint8Array>);
}

/**
 * Stores a backup. Returns its manifest once everything is stored. Throws CandorError; what was
 * written before is no backup then, because it has no manifest.
 */
export async function writeBackup(
	head: BackupHead,
	recipients: readonly string[],
	bytes: AsyncIterable<Uint8Array>,
	target: BackupTarget,
): Promise<Manifest> {
	const name = backupName(head);
	const file = contentFile(name, recipients.length > 0);
	const stored = await store(target, file, bytes);
	const manifest: Manifest = { ...head, file, ...stored, recipients: [...recipients] };
	await store(target, manifestFile(name), [Buffer.from(`${JSON.stringify(manifest, null, '\t')}\n`)]);
	return manifest;
}

/** Stores a file that is not part of a backup, such as the keys. */
export async function store(
	target: BackupTarget,
	name: string,
	bytes: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<Pick<LocalFile, 'bytes' | 'sha256'>> {
	const path = await target.newFile();
	try {
		const written = await writeLocally(path, bytes);
		await target.put(name, { path, ...written });
		return written;
	} finally {
		await rm(path, { force: true });
	}
}

/** The file is on disk when this returns. */
async function writeLocally(path: string, source: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) {
	const hash = createHash('sha256');
	let bytes = 0;
	async function* counted(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
		for await (const chunk of chunks) {
			hash.update(chunk);
			bytes += chunk.byteLength;
			yield chunk;
		}
	}
	try {
		await pipeline(Readable.from(source), counted, createWriteStream(path, { flags: 'wx', mode: 0o600 }));
		const handle = await open(path, 'r+');
		await handle.sync().finally(() => handle.close());
	} catch (error) {
		const { syscall, code } = error as NodeJS.ErrnoException;
		if (syscall === undefined) throw error;
		throw new CandorError(
			'busy',
			`The backup could not be written to ${path} (${code}). Make room on its disk, and check that this user may write there.`,
		);
	}
	return { bytes, sha256: hash.digest('hex') };
}
