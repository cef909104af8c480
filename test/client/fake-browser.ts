/**
 * What the pages of one browser share: locks (Web Locks API) and channels (HTML, "Broadcasting to
 * other browsing contexts").
 */
import type { Environment } from '../../src/client/environment.ts';

export type Browser = Required<Pick<Environment, 'navigator' | 'BroadcastChannel'>>;

interface Request {
	readonly callback: () => unknown;
	readonly resolve: (value: unknown) => void;
	readonly reject: (reason: unknown) => void;
}

function fakeLocks(): Pick<LockManager, 'request'> {
	const held = new Map<string, Request>();
	const waiting = new Map<string, Request[]>();
	const grant = (name: string): void => {
		const next = held.has(name) ? undefined : waiting.get(name)?.shift();
		if (!next) return;
		held.set(name, next);
		Promise.resolve()
			.then(next.callback)
			.then(next.resolve, next.reject)
			.finally(() => {
				// The lock may have been stolen meanwhile.
				if (held.get(name) !== next) return;
				held.delete(name);
				grant(name);
			});
	};
	const request = (
		name: string,
		{ signal, steal = false }: LockOptions,
		callback: () => unknown,
	): Promise<unknown> =>
		new Promise((resolve, reject) => {
			const queue = waiting.get(name) ?? [];
			waiting.set(name, queue);
			const own: Request = { callback, resolve, reject };
			signal?.addEventListener('abort', () => {
				// Only a waiting request can be withdrawn.
				if (!queue.includes(own)) return;
				queue.splice(queue.indexOf(own), 1);
				reject(signal.reason);
			});
			if (steal) {
				held.get(name)?.reject(new DOMException('The lock was stolen.', 'AbortError'));
				held.delete(name);
				queue.unshift(own);
			} else queue.push(own);
			grant(name);
		});
	return { request } as Pick<LockManager, 'request'>;
}

export function fakeBrowser(): Browser {
	const channels = new Set<FakeChannel>();
	class FakeChannel {
		readonly name: string;
		onmessage: ((event: { readonly data: unknown }) => void) | null = null;
		constructor(name: string) {
			this.name = name;
			channels.add(this);
		}
		postMessage(message: unknown): void {
			if (!channels.has(this)) throw new DOMException('The channel is closed.', 'InvalidStateError');
			const data: unknown = structuredClone(message);
			for (const other of channels)
				if (other !== this && other.name === this.name)
					queueMicrotask(() => channels.has(other) && other.onmessage?.({ data }));
		}
		close(): void {
			channels.delete(this);
		}
	}
	return {
		navigator: { locks: fakeLocks() },
		BroadcastChannel: FakeChannel as unknown as typeof BroadcastChannel,
	};
}
