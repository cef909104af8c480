/**
 * Lets one process at a time change a file: the id of that process is in a file beside it, with
 * `.lock` after its name.
 */
import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CandorError } from '../../../src/model/errors.ts';

/**
 * Runs `change` while no other process changes the file. If `path` is a symbolic link, `change`
 * gets the path of its target. Throws CandorError `in-use` when another process has the lock, and
 * `busy` when the folder cannot be written.
 */
export function withFileLock<Value>(path: string, change: (file: string) => Value): Value {
	const file = realPath(path);
	const lock = `${file}.lock`;
	try {
		mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
		acquire(lock);
	} catch (error) {
		if (error instanceof CandorError) throw error;
		throw new CandorError(
			'busy',
			`The file ${lock} could not be written (${codeOf(error)}). Nothing was changed. Check the folder and its disk.`,
		);
	}
	try {
		return change(file);
	} finally {
		rmSync(lock, { force: true });
	}
}

function realPath(path: string): string {
	try {
		return realpathSync(path);
	} catch {
		// The file does not exist yet. Any other problem is reported when the file is read.
		return path;
	}
}

function acquire(lock: string): void {
	if (tryCreate(lock)) return;
	const holder = readHolder(lock);
	if (hasEnded(holder)) {
		// Of several processes that find the same stale lock, one succeeds in renaming it.
		const stale = `${lock}.${randomUUID()}`;
		renameSync(lock, stale);
		const isStale = readHolder(stale) === holder;
		// Another process replaced the stale lock in between, and this renamed the new one: put it
		// back.
		if (!isStale) linkSync(stale, lock);
		rmSync(stale);
		if (isStale && tryCreate(lock)) return;
	}
	throw new CandorError(
		'in-use',
		`Another process is changing the keys (${lock}). Nothing was changed. Try again in a moment. If no "candor keys" is running, delete that file.`,
	);
}

/** `false` when there is a lock already. */
function tryCreate(lock: string): boolean {
	try {
		writeFileSync(lock, String(process.pid), { flag: 'wx', mode: 0o600 });
		return true;
	} catch (error) {
		if (codeOf(error) === 'EEXIST') return false;
		throw error;
	}
}

/** The process id in the lock; empty when the lock has just been removed or created. */
function readHolder(lock: string): string {
	try {
		return readFileSync(lock, 'utf8');
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return '';
		throw error;
	}
}

function hasEnded(holder: string): boolean {
	if (!/^[1-9]\d{0,9}$/.test(holder)) return false;
	// This process has no lock now. In a container, an earlier process may have had the same id.
	if (Number(holder) === process.pid) return true;
	try {
		process.kill(Number(holder), 0);
		return false;
	} catch (error) {
		// EPERM: the process is running as another user.
		return codeOf(error) === 'ESRCH';
	}
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown reason';
