/** Confirmed subscribers in the store of a folder, without an e-mail to each. */
import { EmailKey } from '../../../../server/connectors/email/email-key.ts';
import { StoredSubscribers } from '../../../../server/connectors/email/stored-subscribers.ts';
import { newId } from '../../../../server/core/ids.ts';
import { openFolder } from '../../../../server/core/storage.ts';

export async function storeSubscribers(folder: string, addresses: readonly string[]): Promise<void> {
	const storage = openFolder(folder);
	const { privateStore } = storage;
	const key = await EmailKey.open(privateStore);
	const subscribers = new StoredSubscribers({ privateStore, key, newId });
	const at = '2020-01-01T00:00:00.000Z';
	for (const address of addresses)
		await subscribers.change(await subscribers.idOf(address), () => ({
			...{ address, language: 'en', components: null, state: 'confirmed', createdAt: at, confirmedAt: at },
			...{ refusals: 0, request: null, confirmedRequest: null },
		}));
	await storage.close();
}
