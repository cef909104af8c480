/** A log with commits and private records, a backup of it, and the identity that opens it. */
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { generateX25519Identity, identityToRecipient } from 'age-encryption';
import { readContent } from '../../../../server/core/backup/content.ts';
import { folderBackups } from '../../../../server/core/backup/folder-target.ts';
import type { Manifest } from '../../../../server/core/backup/format.ts';
import { backupBytes, writeBackup } from '../../../../server/core/backup/write-backup.ts';
import { openFolder, type Storage } from '../../../../server/core/storage.ts';
import { aFolder } from '../../../support/folder.ts';
import { aCommit } from '../log.contract.ts';

export const madeAt = Date.parse('2026-11-30T21:15:00Z');

export interface Given {
	/** The data folder. */
	readonly data: string;
	/** The folder of backups. */
	readonly folder: string;
	readonly storage: Storage;
	readonly identity: string;
	readonly recipient: string;
	/** Makes a backup at a time. Default: {@link madeAt}, encrypted to the recipient. */
	backUp(options?: { readonly at?: number; readonly recipients?: readonly string[] }): Promise<Manifest>;
	close(): Promise<void>;
}

/** @param commits - How many commits the log has. */
export async function givenLog(context: TestContext, commits: number): Promise<Given> {
	const root = aFolder(context);
	const [data, folder] = [join(root, 'data'), join(root, 'backups')];
	const storage = openFolder(data);
	let isOpen = true;
	const close = async (): Promise<void> => {
		if (isOpen) await storage.close();
		isOpen = false;
	};
	context.after(close);
	for (let seq = 1; seq <= commits; seq++) await storage.log.append(aCommit(seq), seq - 1);
	for (let index = 0; index < 100; index++)
		await storage.privateStore.put('token', `t-${index}`, { hash: `ü${index}`, index });
	await storage.privateStore.put('cursor', 'c', { seq: 1 });
	await storage.privateStore.put('cursor', 'c', { seq: 2 });
	const identity = await generateX25519Identity();
	const recipient = await identityToRecipient(identity);
	return {
		...{ data, folder, storage, identity, recipient, close },
		async backUp({ at = madeAt, recipients = [recipient] } = {}) {
			const { log, privateStore } = storage;
			const seq = async (): Promise<number> => {
				let last = 0;
				for (let page = await log.read(0); page.length > 0; page = await log.read(last))
					last = page.at(-1)?.seq ?? last;
				return last;
			};
			const newest = await seq();
			const content = await readContent({ log, privateStore, seq: () => newest, now: () => at });
			const bytes = await backupBytes(content, recipients);
			return writeBackup(content.head, recipients, bytes, folderBackups(folder));
		},
	};
}
