/** One contract suite per port, run on every adapter. */
import { randomUUID } from 'node:crypto';
import { memoryLog } from '../../../server/core/log/memory-log.ts';
import { memoryStore } from '../../../server/core/private-store/memory-store.ts';
import { openFolder } from '../../../server/core/storage.ts';
import { aFolder } from '../../support/folder.ts';
import { aDatabase } from '../../support/postgres.ts';
import { aPostgresStorage } from '../../support/postgres-storage.ts';
import { checkpointStoreContract } from './checkpoint-store.contract.ts';
import { logContract } from './log.contract.ts';
import { privateStoreContract } from './private-store.contract.ts';

type Context = { after(act: () => unknown): void };

const embedded = (context: Context) => {
	const storage = openFolder(aFolder(context));
	context.after(() => storage.close());
	return storage;
};
const postgres = async (context: Context) => aPostgresStorage(context, (await aDatabase(context)).address);

logContract('memory', () => memoryLog(randomUUID()));
logContract('SQLite', (context) => embedded(context).log);
logContract('Postgres', async (context) => (await postgres(context)).log);
checkpointStoreContract('memory', () => memoryLog(randomUUID()));
checkpointStoreContract('SQLite', (context) => embedded(context).log);
checkpointStoreContract('Postgres', async (context) => (await postgres(context)).log);
privateStoreContract('memory', () => memoryStore());
privateStoreContract('SQLite', (context) => embedded(context).privateStore);
privateStoreContract('Postgres', async (context) => (await postgres(context)).privateStore);
