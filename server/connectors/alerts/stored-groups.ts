/**
 * The alerts of each incident in the private store, so that hold-downs survive the end of the
 * process. Labels may hold anything, and never enter the log.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { PrivateStore } from '../../core/private-store/private-store.ts';

const kind = 'alert-group';
const time = z.number();

const storedAlert = z.object({
	firing: z.boolean(),
	labels: z.record(z.string(), z.string()),
	summary: z.string(),
	/** {@link Alert.at} */
	at: time.nullable(),
});

const storedGroup = z.object({
	source: z.string(),
	rule: z.string(),
	phase: z.enum(['pending', 'open', 'closed']),
	firingSince: time,
	quietSince: time.nullable(),
	changes: z.array(time),
	alerts: z.record(z.string(), storedAlert),
	/** Counts the times that the rule has waited to act. Steps of each have their own keys. */
	episode: z.int(),
	/** The draft or the notice that the rule made, and the commit after which it was as the rule left it. */
	made: z.object({ draft: z.string().nullable(), notice: z.string().nullable(), seq: z.int() }).nullable(),
	/** The components that it names. */
	components: z.array(z.string()),
	/** The notice or the draft of something else that says the same already. */
	coveredBy: z.string().nullable(),
	/** Why the rule did not act, for operators. */
	note: z.string().nullable(),
});
export type StoredAlert = z.infer<typeof storedAlert>;
export type StoredGroup = z.infer<typeof storedGroup>;

export interface Group {
	readonly id: string;
	/** Of the record in the private store; 0: it is not there. */
	readonly version: number;
	readonly value: StoredGroup;
}

/** The id of the alerts that a rule treats as one incident. */
export const groupId = (source: string, rule: string, group: string): string =>
	createHash('sha256')
		.update(JSON.stringify([source, rule, group]))
		.digest('hex')
		.slice(0, 24);

export class StoredGroups {
	readonly #store: PrivateStore;
	/** As this server has read or written them last. */
	readonly #known = new Map<string, Group>();

	constructor(store: PrivateStore) {
		this.#store = store;
	}

	get known(): readonly Group[] {
		return [...this.#known.values()];
	}

	/** Also those of other servers on the same store. A damaged record is left out. */
	async readAll(): Promise<void> {
		const read = (await this.#store.list(kind)).flatMap(({ id, version, value }) => {
			const { data } = storedGroup.safeParse(value);
			return data ? [[id, { id, version, value: data }] as const] : [];
		});
		this.#known.clear();
		for (const [id, group] of read) this.#known.set(id, group);
	}

	/**
	 * Changes a group and returns it once it is on disk. `change` is called again if another server
	 * has changed it; it returns `null` to remove the group.
	 */
	async update(
		id: string,
		change: (group: StoredGroup | null) => StoredGroup | null,
	): Promise<StoredGroup | null> {
		for (;;) {
			const found = await this.#store.get(kind, id);
			const before = storedGroup.safeParse(found?.value).data ?? null;
			const value = change(before);
			if (value === null) {
				await this.#store.remove(kind, id);
				this.#known.delete(id);
				return null;
			}
			const { done, version } = await this.#store.put(kind, id, value, found?.version ?? 0);
			if (!done) continue;
			this.#known.set(id, { id, version, value });
			return value;
		}
	}
}
