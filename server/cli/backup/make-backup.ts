/** The content of a backup: from a running server, or from the data folder of one that is stopped. */
import { z } from 'zod';
import { CandorError } from '../../../src/model/errors.ts';
import { readContent } from '../../core/backup/content.ts';
import { backupHead, type Manifest } from '../../core/backup/format.ts';
import type { BackupTarget } from '../../core/backup/target.ts';
import { backupBytes, writeBackup } from '../../core/backup/write-backup.ts';
import type { Log } from '../../core/log/log.ts';
import { openFolder } from '../../core/storage.ts';
import { readText } from '../api/limited-body.ts';
import { responseError, unexpectedResponse, unreachableError } from '../api/response.ts';
import { retryDelayMs, secondsText } from '../api/retry.ts';
import { CliError } from '../cli-error.ts';
import type { Session } from '../session.ts';

/** A backup of a large log may take minutes. */
const timeoutMs = 60 * 60_000;

const received = backupHead.extend({ recipients: z.array(z.string()) });

/**
 * Asks the server, and again where it is busy, cannot be reached, or cuts the connection because what
 * it sent is not whole.
 */
export async function backUpServer(session: Session, target: BackupTarget): Promise<Manifest> {
	const { io, settings } = session;
	for (let attempt = 1; ; attempt++)
		try {
			return await backUpOnce(session, target);
		} catch (error) {
			const isTransient = error instanceof CliError && error.exit === 'unreachable';
			const delayMs = isTransient ? retryDelayMs(attempt, io.random) : null;
			if (delayMs === null) throw error;
			session.printProgress(
				`The backup from ${settings.url.host} failed. Retrying in ${secondsText(delayMs)}.`,
			);
			await io.sleep(delayMs);
		}
}

async function backUpOnce({ io, client, settings }: Session, target: BackupTarget): Promise<Manifest> {
	const unreachable = (error: unknown): unknown =>
		error instanceof CliError || error instanceof CandorError
			? error
			: unreachableError(settings.url, [error], null);
	const response = await client
		.openStream('v1/backup', io.timeout(timeoutMs), { asOperator: true, accept: 'application/octet-stream' })
		.catch((error: unknown) => {
			throw unreachable(error);
		});
	if (response.status !== 200) throw responseError(response, await readText(response, null));
	const { data } = received.safeParse(parsed(response.headers.get('candor-backup') ?? ''));
	if (!data || !response.body) throw unexpectedResponse('it does not describe the backup');
	const { recipients, ...head } = data;
	try {
		return await writeBackup(head, recipients, response.body, target);
	} catch (error) {
		throw unreachable(error);
	}
}

const parsed = (text: string): unknown => {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
};

/** Reads a data folder that no server uses. Throws CandorError `in-use` where one does. */
export async function backUpFolder(
	folder: string,
	recipients: readonly string[],
	target: BackupTarget,
	now: () => number,
): Promise<Manifest> {
	const { log, privateStore, close } = openFolder(folder);
	try {
		const last = await lastSeq(log);
		const { head, chunks } = await readContent({ log, privateStore, seq: () => last, now });
		return await writeBackup(head, recipients, await backupBytes({ head, chunks }, recipients), target);
	} finally {
		await close();
	}
}

async function lastSeq(log: Log): Promise<number> {
	for (let seq = 0; ; ) {
		const last = (await log.read(seq)).at(-1);
		if (!last) return seq;
		seq = last.seq;
	}
}
