/** The servers that share a database: each writes what it knows of itself, for operators. */
import { z } from 'zod';
import { CandorError } from '../../../src/model/errors.ts';
import { type Clock, repeat } from '../clock.ts';
import type { PrivateStore } from '../private-store/private-store.ts';

const nodeKind = 'node';
const intervalMs = 10_000;
/** Three writes were missed: the server hangs, has lost the database, or was killed. */
const silentAfterMs = 30_000;
/** Its record is removed then. */
const forgottenAfterMs = 24 * 60 * 60_000;

const storedNode = z.object({
	version: z.string(),
	startedAt: z.iso.datetime(),
	seenAt: z.iso.datetime(),
	/** The newest commit that the server has applied. */
	seq: z.int(),
	connections: z.int(),
});

export interface ClusterNode extends z.infer<typeof storedNode> {
	/** Among those that share the database; another one after each start. */
	readonly name: string;
	readonly isThis: boolean;
	/** It has not written for 30 s. */
	readonly isSilent: boolean;
}

interface Dependencies {
	readonly privateStore: PrivateStore;
	/** Whether other servers use the same private store. */
	readonly isShared: boolean;
	/** The name of this server. */
	readonly server: string;
	readonly version: string;
	readonly clock: Clock;
	/** What this server knows of itself now. */
	readonly facts: () => { readonly seq: number; readonly connections: number };
	/** Gets an error of a write, unless the store is away. */
	readonly onError: (error: unknown) => void;
}

/** A server that shares its database with none writes nothing. */
export class Nodes {
	readonly #dependencies: Dependencies;
	readonly #startedAt: string;
	readonly #stop: () => void;
	#writing: Promise<unknown> = Promise.resolve();
	#isWriting = false;

	constructor(dependencies: Dependencies) {
		this.#dependencies = dependencies;
		const { clock, isShared } = dependencies;
		this.#startedAt = new Date(clock.now()).toISOString();
		if (isShared) this.#write();
		this.#stop = isShared ? repeat(clock, intervalMs, () => this.#write()) : () => undefined;
	}

	/** The oldest first. This server is always among them. Throws CandorError `busy`. */
	async all(): Promise<readonly ClusterNode[]> {
		const { privateStore, server, clock, isShared } = this.#dependencies;
		const now = clock.now();
		const own = { name: server, ...this.#own(), isThis: true, isSilent: false };
		const records = isShared ? await privateStore.list(nodeKind) : [];
		const others = records.flatMap(({ id, value }): ClusterNode[] => {
			const { data } = storedNode.safeParse(value);
			if (!data || id === server) return [];
			// Clocks of two machines are rarely equal: a server that is ahead is not silent.
			return [{ name: id, ...data, isThis: false, isSilent: now - Date.parse(data.seenAt) > silentAfterMs }];
		});
		return [...others, own].sort((one, other) => Date.parse(one.startedAt) - Date.parse(other.startedAt));
	}

	/** Its record is removed, so that the others do not show it as silent. */
	async close(): Promise<void> {
		const { privateStore, server, isShared } = this.#dependencies;
		this.#stop();
		await this.#writing;
		// Where the store is away, the others forget this server after a day.
		if (isShared) await privateStore.remove(nodeKind, server).catch(() => false);
	}

	#own(): z.infer<typeof storedNode> {
		const { clock, version, facts } = this.#dependencies;
		const seenAt = new Date(clock.now()).toISOString();
		return { version, startedAt: this.#startedAt, seenAt, ...facts() };
	}

	/** One write at a time: where the store hangs, they must not pile up. */
	#write(): void {
		if (this.#isWriting) return;
		this.#isWriting = true;
		this.#writing = this.#writeOnce()
			.catch((error: unknown) => {
				// A store that is away says so itself.
				if (!(error instanceof CandorError && error.code === 'busy')) this.#dependencies.onError(error);
			})
			.finally(() => {
				this.#isWriting = false;
			});
	}

	async #writeOnce(): Promise<void> {
		const { privateStore, server, clock } = this.#dependencies;
		await privateStore.put(nodeKind, server, this.#own());
		for (const { id, value } of await privateStore.list(nodeKind)) {
			const { data } = storedNode.safeParse(value);
			if (!data || clock.now() - Date.parse(data.seenAt) > forgottenAfterMs)
				await privateStore.remove(nodeKind, id);
		}
	}
}
