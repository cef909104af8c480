/** The content of a backup, read from the two ports while the server runs. */
import { createHash } from 'node:crypto';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { CandorError } from '../../../src/model/errors.ts';
import type { Commit } from '../../../src/model/state/commit.ts';
import type { Log } from '../log/log.ts';
import type { PrivateRecord, PrivateStore } from '../private-store/private-store.ts';
import { version } from '../version.ts';
import { type BackupHead, formatName, formatVersion, type PrivateLine } from './format.ts';

export interface BackupSource {
	readonly log: Log;
	readonly privateStore: PrivateStore;
	/** The number of the newest commit. */
	readonly seq: () => number;
	/** Epoch milliseconds. */
	readonly now: () => number;
}

export interface BackupContent {
	readonly head: BackupHead;
	/**
	 * Whole lines with their line breaks, in chunks. They may be read once. Throws CandorError `busy`
	 * when words were redacted in the meantime: what was read before may have them.
	 */
	readonly chunks: AsyncIterable<string>;
}

/** A page is read within a few milliseconds, and a commit waits no longer than for one page. */
const pageSize = 40;

/** A mark of the database file, which is about the file and not about its content. */
const ofFile = 'erasure';

/**
 * Private records are read first, and the log up to the newest commit afterwards: a cursor of a
 * channel never points behind the last commit of the backup.
 */
export async function readContent({ log, privateStore, seq, now }: BackupSource): Promise<BackupContent> {
	const at = new Date(now()).toISOString();
	const records: string[] = [];
	for await (const record of privateRecords(privateStore)) records.push(`${JSON.stringify(record)}\n`);
	const lastSeq = seq();
	const head: BackupHead = {
		...{ format: formatName, formatVersion, candor: version },
		...{ site: log.site, seq: lastSeq, at, privateRecords: records.length },
	};
	return { head, chunks: chunksOf(head, records, log) };
}

/** All private records. Other work of the process runs between the pages. */
export async function* privateRecords(privateStore: PrivateStore): AsyncGenerator<PrivateLine> {
	for (const kind of (await privateStore.kinds()).filter((each) => each !== ofFile))
		for (let after: string | undefined = ''; after !== undefined; ) {
			const page: readonly PrivateRecord[] = await privateStore.list(kind, { after, limit: pageSize });
			for (const { id, version, value } of page) yield { kind, id, version, value };
			after = page.at(-1)?.id;
			await setImmediate();
		}
}

async function* chunksOf(head: BackupHead, records: readonly string[], log: Log): AsyncGenerator<string> {
	const hash = createHash('sha256');
	const hashed = (chunk: string): string => {
		hash.update(chunk);
		return chunk;
	};
	yield hashed(`${JSON.stringify(head)}\n`);
	for (let index = 0; index < records.length; index += pageSize)
		yield hashed(records.slice(index, index + pageSize).join(''));
	for (let cursor = 0; cursor < head.seq; ) {
		const startedAt = performance.now();
		const page = await log.read(cursor, Math.min(pageSize, head.seq - cursor));
		const last = page.at(-1);
		if (!last) throw new CandorError('damaged', `Commit ${cursor + 1} of the log is missing.`);
		const chunk = hashed(page.map((commit) => `${JSON.stringify(commit)}\n`).join(''));
		// Other work of the process gets at least as much time.
		await setTimeout(performance.now() - startedAt);
		yield chunk;
		cursor = last.seq;
	}
	await refuseRedaction(log, head.seq);
	yield `${JSON.stringify({ end: { commits: head.seq, sha256: hash.digest('hex') } })}\n`;
}

const isRedaction = ({ cause }: Commit): boolean => cause.command.startsWith('redact-');

/** Commits that were read before the redaction have the former words. */
async function refuseRedaction(log: Log, afterSeq: number): Promise<void> {
	for (let cursor = afterSeq; ; ) {
		const page = await log.read(cursor, pageSize);
		const last = page.at(-1);
		if (!last) return;
		if (page.some(isRedaction))
			throw new CandorError(
				'busy',
				'Words were redacted while the backup was made, and it may still have them. It is discarded. Make the backup again.',
			);
		cursor = last.seq;
		await setImmediate();
	}
}
