/** Continues a damaged log after its last good commit: `candor serve --last-good`. */

import { randomUUID } from 'node:crypto';
import { existsSync, renameSync } from 'node:fs';
import type Database from 'libsql';
import { CandorError } from '../../src/model/errors.ts';
import { databaseCopy, type PrivateRow } from './database-copy.ts';
import { readCommit } from './log/stored-commit.ts';
import { closeSqlite, databaseFile, openSqlite, reasonOf } from './sqlite.ts';
import { readStoredText, type StoredText } from './stored-text.ts';

export interface Rescued {
	/** The number of commits before the damage. */
	readonly commits: number;
	/** Where the damaged file is now. */
	readonly damagedFile: string;
	/** Why the first commit behind them cannot be read. */
	readonly reason: string;
}

/**
 * Moves a damaged database aside and writes a new one with all commits before the damage, every
 * private record that can be read, and a new identity, because later cursors have no meaning in it.
 * `null` when nothing is damaged. Throws CandorError `damaged` when no commit can be read.
 */
export function rescue(folder: string, at: Date): Rescued | null {
	const file = databaseFile(folder);
	if (!existsSync(file)) return null;
	const { commits, rows, reason } = readDamaged(folder);
	if (reason === null) return null;
	if (commits.length === 0)
		throw new CandorError(
			'damaged',
			`No commit of ${file} can be read (${reason}). Restore it from a backup, or move it away to start with an empty log.`,
		);
	const damagedFile = `${file}.damaged-${at.toISOString().replace(/[:.]/g, '-')}`;
	for (const suffix of ['', '-wal', '-shm'])
		if (existsSync(file + suffix)) renameSync(file + suffix, damagedFile + suffix);
	const copy = databaseCopy(folder);
	try {
		copy.add(
			commits.map((text, index) => ({ seq: index + 1, text })),
			rows,
		);
		copy.finish(randomUUID());
	} catch (error) {
		copy.abandon();
		throw error;
	}
	return { commits: commits.length, damagedFile, reason };
}

/** What can be read of a file. `reason`: what is wrong with it; `null` if nothing is. */
function readDamaged(folder: string): {
	readonly commits: string[];
	readonly rows: PrivateRow[];
	readonly reason: string | null;
} {
	const commits: string[] = [];
	const rows: PrivateRow[] = [];
	let reason: string | null = null;
	// Refuses a folder that another server uses, and brings an old file to the layout that is read
	// here.
	let database: Database.Database;
	try {
		database = openSqlite(folder);
	} catch (error) {
		if (error instanceof CandorError && error.code === 'in-use') throw error;
		return { commits, rows, reason: reasonOf(error) };
	}
	try {
		const one = database.prepare(
			'select seq, cast(text as blob) as bytes, checksum from commits where seq > ? order by seq limit 1',
		);
		for (;;) {
			const row = one.get(commits.length) as (StoredText & { readonly seq: number }) | undefined;
			if (!row) break;
			const text = readStoredText(row);
			// Throws for damage, and for a commit whose number is not the next one.
			readCommit(text, commits.length + 1);
			if (text !== null) commits.push(text);
		}
	} catch (error) {
		reason = reasonOf(error);
	}
	try {
		const all = database.prepare(
			`select cast(kind as blob) as kind, cast(id as blob) as id, version,
			cast(text as blob) as bytes, checksum from vault`,
		);
		for (const row of all.iterate() as Iterable<Record<string, unknown>>) {
			const [kind, id] = [row.kind, row.id].map((bytes) =>
				readStoredText({ bytes: bytes as Buffer, checksum: null }),
			);
			const text = readStoredText(row as unknown as StoredText);
			if (kind && id && text !== null) rows.push({ kind, id, version: Number(row.version), text });
			else reason ??= 'a private record is damaged';
		}
	} catch (error) {
		reason ??= reasonOf(error);
	}
	closeSqlite(database);
	return { commits, rows, reason };
}
