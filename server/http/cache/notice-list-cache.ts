/**
 * The encoded pages of `GET /v1/notices`. Equal requests share one page, and a page is made in
 * steps.
 */
import { createHash } from 'node:crypto';
import type { State } from '../../../src/model/state/state.ts';
import {
	listNotices,
	type NoticeFilter,
	type NoticeList,
	type Place,
} from '../../../src/model/views/notice-lists.ts';
import type { Notice } from '../../../src/model/views/notices.ts';
import type { Clock } from '../../core/clock.ts';
import type { LiveState } from '../../core/live-state.ts';
import type { Interruptible, SlicedWork } from '../../core/sliced-work.ts';
import { noticeResourceOf } from '../v1/notice-resource.ts';
import { type CachedBody, EncodedBody, type Encoding } from './encoded-body.ts';

export interface NoticePage {
	readonly list: NoticeList;
	readonly filter: NoticeFilter;
	readonly limit: number;
	readonly after: Place | undefined;
}

/** How many notices one request reads at most. A page may be shorter because of it. */
const mostRead = 20_000;
/** After this many milliseconds a page is made again: time alone ends notices. */
const maxAgeMs = 1_000;
const mostPages = 8;

export const cursorOf = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url');

export class NoticeListCache {
	readonly #liveState: LiveState;
	readonly #clock: Clock;
	readonly #work: SlicedWork;
	readonly #pages = new Map<string, Promise<CachedBody>>();
	#version = '';

	constructor(liveState: LiveState, clock: Clock, work: SlicedWork) {
		this.#liveState = liveState;
		this.#clock = clock;
		this.#work = work;
	}

	/** The page of a request, compressed already. Throws CandorError `busy`. */
	page(request: NoticePage, encoding: Encoding): Promise<CachedBody> {
		const { state } = this.#liveState;
		const now = this.#clock.now();
		const version = `${state.seq} ${Math.floor(now / maxAgeMs)}`;
		if (version !== this.#version) this.#pages.clear();
		this.#version = version;
		const key = JSON.stringify([request, encoding]);
		const known = this.#pages.get(key);
		if (known) return known;
		const made = this.#work.run(
			() => makePage(state, now, request),
			async (text) => {
				const digest = createHash('sha256').update(text).digest('base64url').slice(0, 16);
				const body = new EncodedBody(Buffer.from(text));
				await body.in(encoding);
				return { body, tag: `W/"${state.seq}-${digest}"` as const };
			},
		);
		const [oldest] = this.#pages.keys();
		if (oldest !== undefined && this.#pages.size >= mostPages) this.#pages.delete(oldest);
		this.#pages.set(key, made);
		// A failure is not kept; the caller gets it.
		made.catch(() => this.#pages.delete(key));
		return made;
	}
}

/** The JSON of a page. It can be interrupted after every notice. */
function* makePage(
	state: State,
	now: number,
	{ list, filter, limit, after }: NoticePage,
): Interruptible<string> {
	const notices: string[] = [];
	let last: Place | null = null;
	let hasMore = false;
	let read = 0;
	for (const { place, record, isIncluded } of listNotices(state, now, list, filter, after)) {
		if (notices.length === limit || read === mostRead) {
			hasMore = true;
			break;
		}
		read += 1;
		last = place;
		if (isIncluded) notices.push(JSON.stringify(noticeResourceOf(state, record as Notice)));
		yield;
	}
	const next = hasMore && last ? cursorOf(last) : null;
	return `{"seq":${state.seq},"notices":[${notices.join(',')}],"next":${JSON.stringify(next)}}`;
}
