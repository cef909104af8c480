/**
 * Documents that are made of the public state: the Statuspage API, the feeds, the hosted page. Each
 * is made once, and again only when time or a commit can have changed it.
 */
import { nextStatusEndAt } from '../../../src/model/views/components.ts';
import { nextChangeAt } from '../../../src/model/views/notices.ts';
import type { Clock } from '../../core/clock.ts';
import type { LiveState } from '../../core/live-state.ts';
import { type CachedBody, cachedBody } from './encoded-body.ts';

/** The history of the days ends at the last full minute, and its documents change with it. */
const minuteMs = 60_000;
/**
 * How many documents are kept. There is one for each name, language, component and address of the
 * server, and some of these come from the request.
 */
const mostDocuments = 96;

export class DocumentCache {
	readonly #liveState: LiveState;
	readonly #clock: Clock;
	/** By key, the one that was made first before the others. */
	readonly #documents = new Map<string, { readonly version: number; readonly document: CachedBody }>();
	#version = 0;
	#seq = -1;
	#validFrom = 0;
	#validUntil = 0;

	constructor(liveState: LiveState, clock: Clock) {
		this.#liveState = liveState;
		this.#clock = clock;
	}

	/** `make` gets the time, epoch milliseconds, and returns the whole document. */
	current(key: string, make: (now: number) => string): CachedBody {
		const now = this.#clock.now();
		this.#renew(now);
		const kept = this.#documents.get(key);
		if (kept?.version === this.#version) return kept.document;
		const made = cachedBody(Buffer.from(make(now)));
		// Most of the time nothing has changed: what was compressed stays.
		const document = kept?.document.tag === made.tag ? kept.document : made;
		this.#documents.delete(key);
		const [oldest] = this.#documents.keys();
		if (oldest !== undefined && this.#documents.size >= mostDocuments) this.#documents.delete(oldest);
		this.#documents.set(key, { version: this.#version, document });
		return document;
	}

	/** Starts another version when what was made may be out of date. */
	#renew(now: number): void {
		const { state } = this.#liveState;
		if (state.seq === this.#seq && now >= this.#validFrom && now < this.#validUntil) return;
		this.#version += 1;
		this.#seq = state.seq;
		this.#validFrom = now;
		this.#validUntil = Math.min(
			(Math.floor(now / minuteMs) + 1) * minuteMs,
			nextChangeAt(state, now) ?? Number.POSITIVE_INFINITY,
			nextStatusEndAt(state, now) ?? Number.POSITIVE_INFINITY,
		);
	}
}
