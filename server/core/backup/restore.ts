/** Restores a backup into a new database, and compares what the database has with the backup. */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { CandorError } from '../../../src/model/errors.ts';
import { emptyState, liveRecords, merge, recordsOf } from '../../../src/model/state/state.ts';
import { type CommitRow, databaseCopy, type PrivateRow } from '../database-copy.ts';
import { closeSqlite, databaseFile, openSqlite } from '../sqlite.ts';
import { openFolder } from '../storage.ts';
import { privateRecords } from './content.ts';
import { Fingerprint } from './fingerprint.ts';
import type { Manifest } from './format.ts';
import { readBackup } from './read-backup.ts';
import type { BackupTarget } from './target.ts';

interface Source {
	readonly target: BackupTarget;
	readonly manifest: Manifest;
	/** What age-keygen has written; `null`: the backup is not encrypted. */
	readonly identity: string | null;
	/** Stops it. Default: nothing does. */
	readonly signal?: AbortSignal;
}

export interface Verified {
	readonly manifest: Manifest;
	/** How many records the state has after the last commit. */
	readonly records: number;
	/** Of all private records and commits, the same in the backup and in the restored database. */
	readonly sha256: string;
}

/** So many commits and records are written at once: a few milliseconds. */
const batchSize = 40;

/**
 * Restores a backup into a scratch folder, replays its log, compares both, and removes the folder.
 * Throws CandorError for a backup that could not be restored.
 */
export async function verifyBackup(source: Source): Promise<Verified> {
	const folder = mkdtempSync(join(tmpdir(), 'candor-verify-'));
	try {
		return await restoreInto(folder, source);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

export interface Restored extends Verified {
	/** The identity of the log now. */
	readonly site: string;
	/** Where the former database is; `null`: there was none. */
	readonly replaced: string | null;
}

/**
 * Restores a backup into a data folder, under a new identity of the log: clients drop what they know
 * of a later state. The former database is moved aside once the restored one is verified. Throws
 * CandorError `in-use` where there is one and `replace` is false, or where a server uses it.
 */
export async function restoreBackup(
	folder: string,
	source: Source,
	replace: boolean,
	now: number,
): Promise<Restored> {
	mkdirSync(folder, { recursive: true, mode: 0o700 });
	assertFree(folder, replace);
	const scratch = mkdtempSync(join(folder, 'restore-'));
	try {
		const verified = await restoreInto(scratch, source);
		// Again, because a server may have started in the meantime.
		assertFree(folder, replace);
		const file = databaseFile(folder);
		let replaced: string | null = null;
		if (existsSync(file)) {
			replaced = `${file}.replaced-${new Date(now).toISOString().replace(/[:.]/g, '-')}`;
			for (const suffix of ['', '-wal', '-shm'])
				if (existsSync(file + suffix)) renameSync(file + suffix, replaced + suffix);
		}
		renameSync(databaseFile(scratch), file);
		return { ...verified, replaced };
	} finally {
		rmSync(scratch, { recursive: true, force: true });
	}
}

/** Throws CandorError `in-use`. */
function assertFree(folder: string, replace: boolean): void {
	const file = databaseFile(folder);
	if (!existsSync(file)) return;
	if (!replace)
		throw new CandorError(
			'in-use',
			`There is a database in ${folder}. Restore into another folder with --data, or add --replace: then ${file} is moved aside, and not deleted.`,
		);
	try {
		// Refuses a folder that a server uses.
		closeSqlite(openSqlite(folder));
	} catch (error) {
		// A damaged database is a reason to restore one.
		if (!(error instanceof CandorError) || error.code === 'in-use') throw error;
	}
}

async function restoreInto(
	folder: string,
	{ target, manifest, identity, signal }: Source,
): Promise<Restored> {
	const site = randomUUID();
	const fingerprint = new Fingerprint();
	const copy = databaseCopy(folder);
	try {
		let commits: CommitRow[] = [];
		let rows: PrivateRow[] = [];
		const write = async (): Promise<void> => {
			signal?.throwIfAborted();
			copy.add(commits, rows);
			[commits, rows] = [[], []];
			await setTimeout(1);
		};
		for await (const { record, commit } of readBackup(target, manifest, identity)) {
			if (commit) {
				fingerprint.addCommit(commit);
				commits.push({ seq: commit.seq, text: JSON.stringify(commit) });
			} else {
				fingerprint.addRecord(record);
				rows.push({ ...record, text: JSON.stringify(record.value) });
			}
			if (commits.length + rows.length >= batchSize) await write();
		}
		await write();
		copy.finish(site);
	} catch (error) {
		copy.abandon();
		throw error;
	}
	const sha256 = fingerprint.end();
	const restored = await replay(folder);
	if (restored.seq !== manifest.seq || restored.sha256 !== sha256)
		throw new CandorError(
			'damaged',
			'The restored database differs from the backup. Check the disk of the folder, and restore again.',
		);
	return { manifest, records: restored.records, sha256, site, replaced: null };
}

/** Reads a restored database as a server does, and replays its log. */
async function replay(folder: string) {
	const { log, privateStore, close } = openFolder(folder);
	try {
		const fingerprint = new Fingerprint();
		let state = emptyState;
		for (;;) {
			const page = await log.read(state.seq, batchSize);
			const last = page.at(-1);
			if (!last) break;
			state = merge(state, last.seq, page.flatMap(recordsOf));
			for (const commit of page) fingerprint.addCommit(commit);
			await setTimeout(1);
		}
		for await (const record of privateRecords(privateStore)) fingerprint.addRecord(record);
		return { seq: state.seq, records: liveRecords(state).length, sha256: fingerprint.end() };
	} finally {
		await close();
	}
}
