/** Many real connections to one simulated server, on one simulated clock. */
import { createClock } from '../../../src/client/clock.ts';
import { maintainConnection } from '../../../src/client/connection/connection.ts';
import { createSources } from '../../../src/client/connection/source.ts';
import type { Environment } from '../../../src/client/environment.ts';
import { createStore, type Store } from '../../../src/client/store/store.ts';
import { emptyState, merge, type State } from '../../../src/model/state/state.ts';
import { changeOf, snapshotOf } from '../../../src/model/wire/frame-content.ts';
import { encodeFrame, preamble } from '../../../src/model/wire/frame-text.ts';
import { seeded } from '../../support/seeded-random.ts';
import { start } from '../fake-environment.ts';
import { record } from '../records.ts';

const source = 'https://status.example.com';
const eventStream = new Headers({ 'content-type': 'text/event-stream' });
const json = new Headers({ 'content-type': 'application/json' });
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Resolves when all callbacks that are ready have run. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Member {
	readonly store: Store;
	readonly life: AbortController;
	/** When each request was made, milliseconds of the simulated clock. */
	readonly requests: number[];
	/** When it became live after the last loss; `null` while it is not. */
	liveAt: number | null;
}
interface Stream {
	write(bytes: Uint8Array): void;
	fail(): void;
}

export class Herd {
	time = 0;
	isUp = true;
	state: State = merge(emptyState, 1, [record('n1', 1)]);
	readonly members: readonly Member[];
	readonly #timers = new Map<number, () => void>();
	/** Timers by the millisecond in which they are due. */
	readonly #timersDue = new Map<number, number[]>();
	readonly #streams = new Set<Stream>();
	#lastTimer = 0;
	#firstBySince = new Map<string, Uint8Array>();

	constructor(size: number) {
		this.members = Array.from({ length: size }, (_, seed) => this.#addMember(seed));
	}

	async advance(ms: number): Promise<void> {
		await settled();
		for (const end = this.time + ms; this.time < end; this.time += 1)
			for (let ids = this.#timersDue.get(this.time); ids; ids = this.#timersDue.get(this.time)) {
				this.#timersDue.delete(this.time);
				for (const id of ids) {
					const callback = this.#timers.get(id);
					this.#timers.delete(id);
					callback?.();
				}
				await settled();
			}
	}

	/** Stops the server and breaks all streams. */
	stopServer(): void {
		this.isUp = false;
		for (const member of this.members) member.liveAt = null;
		for (const stream of this.#streams) stream.fail();
	}

	/** Sends `retire` on all streams. */
	retire(afterMs: number): void {
		const bytes = encode(encodeFrame({ name: 'retire', data: { v: 1, afterMs } }));
		for (const member of this.members) member.liveAt = null;
		for (const stream of this.#streams) stream.write(bytes);
	}

	/** Commits a new notice and sends it on all open streams. */
	commit(): void {
		const seq = this.state.seq + 1;
		this.state = merge(this.state, seq, [record(`n${seq}`, seq)]);
		this.#firstBySince = new Map();
		const bytes = encode(encodeFrame({ name: 'change', data: changeOf(this.state, seq - 1, this.#stamp()) }));
		for (const stream of this.#streams) stream.write(bytes);
	}

	close(): void {
		for (const { life } of this.members) life.abort();
	}

	#stamp() {
		const policy = { mode: 'stream', intervalMs: 30_000 } as const;
		// Rare heartbeats keep the simulation fast.
		return { at: new Date(start + this.time).toISOString(), site: 'site-a', policy, heartbeatMs: 120_000 };
	}

	#addMember(seed: number): Member {
		const life = new AbortController();
		const { signal } = life;
		const environment = {
			fetch: async (address: string, request: RequestInit) => {
				member.requests.push(this.time);
				if (!this.isUp) throw new TypeError('Failed to fetch');
				const { pathname, searchParams } = new URL(address);
				if (pathname.endsWith('snapshot')) return this.#snapshot();
				return this.#stream(searchParams.get('since'), request.signal as AbortSignal);
			},
			setTimeout: (callback: () => void, ms: number) => {
				const id = ++this.#lastTimer;
				const due = this.time + Math.trunc(ms);
				this.#timers.set(id, callback);
				const ids = this.#timersDue.get(due);
				if (ids) ids.push(id);
				else this.#timersDue.set(due, [id]);
				return id;
			},
			clearTimeout: (id: number | undefined) => void this.#timers.delete(id ?? 0),
			// The simulation fires no events.
			addEventListener: () => undefined,
			Date: { now: () => start + this.time },
			performance: { now: () => 1 + this.time },
			Math: { random: seeded(seed) },
			document: { visibilityState: 'visible' },
		} as unknown as Environment;
		const clock = createClock(environment, () => false, signal);
		const store = createStore(clock);
		const member: Member = { store, life, requests: [], liveAt: null };
		store.subscribe(() => {
			if (store.snapshot().connection === 'live') member.liveAt ??= this.time;
		});
		void maintainConnection(
			{ environment, store, verify: null, onRefused: () => undefined },
			createSources({ source }),
			false,
			signal,
		);
		return member;
	}

	#snapshot() {
		return new Response(JSON.stringify(snapshotOf(this.state, this.#stamp())), { headers: json });
	}

	/** The first bytes of a stream, encoded once for all clients with the same cursor. */
	#firstBytes(since: string | null): Uint8Array {
		const cached = this.#firstBySince.get(`${since}`);
		if (cached) return cached;
		const frame = encodeFrame(
			since
				? { name: 'change', data: changeOf(this.state, Number(since), this.#stamp()) }
				: { name: 'snapshot', data: snapshotOf(this.state, this.#stamp()) },
		);
		const bytes = encode(preamble(3_000) + frame);
		this.#firstBySince.set(`${since}`, bytes);
		return bytes;
	}

	#stream(since: string | null, signal: AbortSignal) {
		const chunks: Uint8Array[] = [this.#firstBytes(since)];
		let isBroken = false;
		let wake: () => void = () => undefined;
		const stream: Stream = {
			write: (bytes) => {
				chunks.push(bytes);
				wake();
			},
			fail: () => {
				isBroken = true;
				this.#streams.delete(stream);
				wake();
			},
		};
		this.#streams.add(stream);
		signal.addEventListener('abort', stream.fail);
		const read = async () => {
			if (!chunks.length && !isBroken)
				await new Promise<void>((resolve) => {
					wake = resolve;
				});
			if (isBroken) throw new TypeError('network error');
			return { done: false, value: chunks.shift() };
		};
		return { status: 200, headers: eventStream, body: { getReader: () => ({ read }) } };
	}
}
