/** The encoded and signed body of `GET /v1/history`, made again only when its content changes. */
import { createHash } from 'node:crypto';
import { lastDays } from '../../../src/model/history/last-days.ts';
import type { ActionHistory } from '../../../src/model/promises/action-history.ts';
import { promisesSince } from '../../../src/model/views/promised-actions.ts';
import type { Clock } from '../../core/clock.ts';
import type { LiveState } from '../../core/live-state.ts';
import type { HistoryProjection } from '../../core/projections/history-projection.ts';
import { withSignature } from '../../core/signing/jws.ts';
import type { Signer } from '../../streaming/hub/frames.ts';
import { type CachedBody, EncodedBody } from './encoded-body.ts';

interface Dependencies {
	readonly history: HistoryProjection;
	readonly actionHistory: ActionHistory;
	readonly liveState: LiveState;
	readonly clock: Clock;
	readonly signer: Signer;
}

const minuteMs = 60_000;
/**
 * A `304` makes caches keep an old signature, so the body is signed again long before it expires.
 */
const signAgainMs = 3_600_000;

export class HistoryCache {
	readonly #dependencies: Dependencies;
	/** By the number of days. */
	readonly #bodies = new Map<number, CachedBody & { readonly key: string }>();

	constructor(dependencies: Dependencies) {
		this.#dependencies = dependencies;
	}

	/** The history of the last `days`, at most 90. */
	current(days: number): CachedBody {
		const { history, actionHistory, liveState, clock, signer } = this.#dependencies;
		const now = clock.now();
		const key = `${liveState.state.seq} ${Math.floor(now / minuteMs)} ${signer.kid}`;
		const cached = this.#bodies.get(days);
		if (cached?.key === key) return cached;
		const shown = lastDays(history.at(liveState.state, now), days);
		const json = JSON.stringify({
			site: liveState.site,
			...shown,
			promises: promisesSince(liveState.state, actionHistory, now, Date.parse(shown.from)),
		});
		const content = [json, signer.kid, Math.floor(now / signAgainMs)].join('\n');
		const tag = `W/"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"` as const;
		// Most minutes change nothing: the compressed body is kept, and so is the copy in every cache.
		const body =
			cached?.tag === tag
				? cached.body
				: new EncodedBody(Buffer.from(withSignature(json, signer.sign('history', json))));
		const next = { key, tag, body };
		this.#bodies.set(days, next);
		return next;
	}
}
