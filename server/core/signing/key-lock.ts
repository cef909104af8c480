/** One change of a key file at a time, whichever process makes it. */
import { randomUUID } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, realpathSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { CandorError } from '../../../src/model/errors.ts';

/**
 * Carries `change` out while nobody else changes the file: beside it, under its name and `.lock`,
 * is the id of the process that does. Where `path` is a symbolic link, `change` gets what it leads
 * to. Throws CandorError `in-use` while another process is at it, and `busy` when the folder cannot
 * be written to.
 */
export function alone<Value>(path: string, change: (file: string) => Value): Value {
	const file = realPath(path);
	const lock = `${file}.lock`;
	try {
		mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
		take(lock);
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
		// It is not there yet; if anything else is wrong, whoever reads it will say so.
		return path;
	}
}

function take(lock: string): void {
	if (make(lock)) return;
	const holder = holderOf(lock);
	if (isGone(holder)) {
		// Renamed first: of several who find what a process has left behind, one gets it.
		const left = `${lock}.${randomUUID()}`;
		renameSync(lock, left);
		const isLeft = holderOf(left) === holder;
		// Another one was quicker, and it is its lock that was taken away.
		if (!isLeft) linkSync(left, lock);
		rmSync(left);
		if (isLeft && make(lock)) return;
	}
	throw new CandorError(
		'in-use',
		`Another process changes the keys right now (${lock}). Nothing was changed. Try again in a moment. If no "candor keys" runs, delete that file.`,
	);
}

/** `false`: there is one. */
function make(lock: string): boolean {
	try {
		writeFileSync(lock, String(process.pid), { flag: 'wx', mode: 0o600 });
		return true;
	} catch (error) {
		if (codeOf(error) === 'EEXIST') return false;
		throw error;
	}
}

/** What is in the lock; empty when it has just been let go of, or just been made. */
function holderOf(lock: string): string {
	try {
		return readFileSync(lock, 'utf8');
	} catch (error) {
		if (codeOf(error) === 'ENOENT') return '';
		throw error;
	}
}

function isGone(holder: string): boolean {
	if (!/^[1-9]\d{0,9}$/.test(holder)) return false;
	// This process holds none while it asks for one; in a container an earlier process may have had
	// the same id.
	if (Number(holder) === process.pid) return true;
	try {
		process.kill(Number(holder), 0);
		return false;
	} catch (error) {
		// EPERM: it runs, for another user.
		return codeOf(error) === 'ESRCH';
	}
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'unknown reason';
