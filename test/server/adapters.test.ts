/** One contract suite for the log and one for the vault, run on every adapter. */
import { randomUUID } from 'node:crypto';
import { memoryLog } from '../../server/log/memory-log.ts';
import { openFolder } from '../../server/storage.ts';
import { memoryVault } from '../../server/vault/memory-vault.ts';
import { aFolder } from '../support/folder.ts';
import { logContract } from './log.contract.ts';
import { vaultContract } from './vault.contract.ts';

type Context = { after(act: () => unknown): void };

const embedded = (context: Context) => {
	const storage = openFolder(aFolder(context));
	context.after(() => storage.close());
	return storage;
};

logContract('memory', () => memoryLog(randomUUID()));
logContract('SQLite', (context) => embedded(context).log);
vaultContract('memory', () => memoryVault());
vaultContract('SQLite', (context) => embedded(context).vault);
