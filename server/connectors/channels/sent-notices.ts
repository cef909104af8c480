/**
 * The notices that a channel has sent something about, in the private store. Their retraction is sent
 * too, whatever the filter says by then, and that of no other notice.
 */
import type { PrivateStore } from '../../core/private-store/private-store.ts';

const kindOf = (channel: string): string => `channel-notice:${channel}`;

export class SentNotices {
	readonly #privateStore: PrivateStore;

	constructor(privateStore: PrivateStore) {
		this.#privateStore = privateStore;
	}

	async has(channel: string, notice: string): Promise<boolean> {
		return (await this.#privateStore.get(kindOf(channel), notice)) !== null;
	}

	/** Before the first attempt: a message whose answer is lost may have arrived. */
	async add(channel: string, notice: string): Promise<void> {
		await this.#privateStore.put(kindOf(channel), notice, {}, 0);
	}

	async removeAll(channel: string): Promise<void> {
		for (const { id } of await this.#privateStore.list(kindOf(channel)))
			await this.#privateStore.remove(kindOf(channel), id);
	}
}
