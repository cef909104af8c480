/** Many real connections to one server that is not real, on one clock that runs as fast as it can. */
import { createClock } from '../../../src/client/clock.ts';
import { maintainConnection } from '../../../src/client/connection/connection.ts';
import { createSources } from '../../../src/client/connection/source.ts';
import type { Environment } from '../../../src/client/environment.ts';
import { createStore, type Store } from '../../../src/client/store/store.ts';
import { emptyState, merge, type State } from '../../../src/model/state/commit.ts';
import { changeOf, encodeFrame, preamble, snapshotOf } from '../../../src/model/wire/wire.ts';
import { start } from '../fake-environment.ts';
import { record } from '../records.ts';
import { seeded } from '../seeded.ts';

const source = 'https://status.example.com';
const eventStream = new Headers({ 'content-type': 'text/event-stream' });
const json = new Headers({ 'content-type': 'application/json' });
const encode = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Resolves once all that follows from what has just happened has happened. */
const ready = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface Member {
	readonly store: Store;
	readonly life: AbortController;
	/** When each of its requests was made, milliseconds of the herd's time. */
	readonly tries: number[];
	/** When it was live for the first time since the last loss; `null` while it is not. */
	liveAt: number | null;
}
interface Stream {
	write(bytes: Uint8Array): void;
	fail(): void;
}

export class Herd {
	time = 0;
	/** Whether anybody answers. */
	up = true;
	state: State = merge(emptyState, 1, [record('n1', 1)]);
	readonly members: readonly Member[];
	readonly #timers = new Map<number, () => void>();
	/** Timers by the millisecond in which they are due. */
	readonly #due = new Map<number, number[]>();
	readonly #streams = new Set<Stream>();
	#lastTimer = 0;
	#first = new Map<string, Uint8Array>();

	constructor(size: number) {
		this.members = Array.from({ length: size }, (_, seed) => this.#join(seed));
	}

	/** Lets time pass. */
	async pass(ms: number): Promise<void> {
		await ready();
		for (const end = this.time + ms; this.time < end; this.time += 1)
			for (let ids = this.#due.get(this.time); ids; ids = this.#due.get(this.time)) {
				this.#due.delete(this.time);
				for (const id of ids) {
					const callback = this.#timers.get(id);
					this.#timers.delete(id);
					callback?.();
				}
				await ready();
			}
	}

	/** The server is gone, and with it every stream. */
	fall(): void {
		this.up = false;
		for (const member of this.members) member.liveAt = null;
		for (const stream of this.#streams) stream.fail();
	}

	/** Every stream is told to come back within so long. */
	retire(afterMs: number): void {
		const bytes = encode(encodeFrame({ name: 'retire', data: { v: 1, afterMs } }));
		for (const member of this.members) member.liveAt = null;
		for (const stream of this.#streams) stream.write(bytes);
	}

	/** One commit, told to every open stream. */
	commit(): void {
		const seq = this.state.seq + 1;
		this.state = merge(this.state, seq, [record(`n${seq}`, seq)]);
		this.#first = new Map();
		const bytes = encode(encodeFrame({ name: 'change', data: changeOf(this.state, seq - 1, this.#stamp()) }));
		for (const stream of this.#streams) stream.write(bytes);
	}

	end(): void {
		for (const { life } of this.members) life.abort();
	}

	#stamp() {
		const policy = { mode: 'stream', intervalMs: 30_000 } as const;
		// Few heartbeats: what is looked at here is who comes back.
		return { at: new Date(start + this.time).toISOString(), site: 'site-a', policy, heartbeatMs: 120_000 };
	}

	#join(seed: number): Member {
		const life = new AbortController();
		const { signal } = life;
		const environment = {
			fetch: async (address: string, request: RequestInit) => {
				member.tries.push(this.time);
				if (!this.up) throw new TypeError('Failed to fetch');
				const { pathname, searchParams } = new URL(address);
				if (pathname.endsWith('snapshot')) return this.#snapshot();
				return this.#stream(searchParams.get('since'), request.signal as AbortSignal);
			},
			setTimeout: (callback: () => void, ms: number) => {
				const id = ++this.#lastTimer;
				const due = this.time + Math.trunc(ms);
				this.#timers.set(id, callback);
				const ids = this.#due.get(due);
				if (ids) ids.push(id);
				else this.#due.set(due, [id]);
				return id;
			},
			clearTimeout: (id: number | undefined) => void this.#timers.delete(id ?? 0),
			// Nobody touches these pages, and nothing happens to them.
			addEventListener: () => undefined,
			Date: { now: () => start + this.time },
			performance: { now: () => 1 + this.time },
			Math: { random: seeded(seed) },
			document: { visibilityState: 'visible' },
		} as unknown as Environment;
		const clock = createClock(environment, () => false, signal);
		const store = createStore(clock);
		const member: Member = { store, life, tries: [], liveAt: null };
		store.subscribe(() => {
			if (store.snapshot().connection === 'live') member.liveAt ??= this.time;
		});
		void maintainConnection(
			{ environment, store, verify: null, onRefused: () => undefined },
			createSources({ source }),
			true,
			signal,
		);
		return member;
	}

	#snapshot() {
		return new Response(JSON.stringify(snapshotOf(this.state, this.#stamp())), { headers: json });
	}

	/** The bytes that a stream begins with, made once for all who stand at the same place. */
	#begin(since: string | null): Uint8Array {
		const known = this.#first.get(`${since}`);
		if (known) return known;
		const frame = encodeFrame(
			since
				? { name: 'change', data: changeOf(this.state, Number(since), this.#stamp()) }
				: { name: 'snapshot', data: snapshotOf(this.state, this.#stamp()) },
		);
		const bytes = encode(preamble(3_000) + frame);
		this.#first.set(`${since}`, bytes);
		return bytes;
	}

	#stream(since: string | null, signal: AbortSignal) {
		const chunks: Uint8Array[] = [this.#begin(since)];
		let broken = false;
		let go: () => void = () => undefined;
		const stream: Stream = {
			write: (bytes) => {
				chunks.push(bytes);
				go();
			},
			fail: () => {
				broken = true;
				this.#streams.delete(stream);
				go();
			},
		};
		this.#streams.add(stream);
		signal.addEventListener('abort', stream.fail);
		const read = async () => {
			if (!chunks.length && !broken)
				await new Promise<void>((resolve) => {
					go = resolve;
				});
			if (broken) throw new TypeError('network error');
			return { done: false, value: chunks.shift() };
		};
		return { status: 200, headers: eventStream, body: { getReader: () => ({ read }) } };
	}
}
