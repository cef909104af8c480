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
/** A page ends after the notice that reaches so many characters: more would be sent in one step. */
const enoughLength = 250_000;
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
			async ({ text, digest }) => {
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

/**
 * The JSON of a page, and a hash of it. It can be interrupted after every notice and every update.
 */
function* makePage(
	state: State,
	now: number,
	{ list, filter, limit, after }: NoticePage,
): Interruptible<{ readonly text: string; readonly digest: string }> {
	const hash = createHash('sha256');
	const parts: string[] = [];
	let length = 0;
	const add = (part: string): void => {
		parts.push(part);
		hash.update(part);
		length += part.length;
	};
	let last: Place | null = null;
	let next: string | null = null;
	let included = 0;
	let read = 0;
	add(`{"seq":${state.seq},"notices":[`);
	for (const { place, record, isIncluded } of listNotices(state, now, list, filter, after)) {
		if (last && (included === limit || read === mostRead || length >= enoughLength)) {
			next = cursorOf(last);
			break;
		}
		read += 1;
		last = place;
		if (isIncluded) {
			const { updates, ...fields } = noticeResourceOf(state, record as Notice);
			if (included > 0) add(',');
			add(`${JSON.stringify(fields).slice(0, -1)},"updates":[`);
			for (const [index, update] of updates.entries()) {
				add((index > 0 ? ',' : '') + JSON.stringify(update));
				yield;
			}
			add(']}');
			included += 1;
		}
		yield;
	}
	add(`],"next":${JSON.stringify(next)}}`);
	return { text: parts.join(''), digest: hash.digest('base64url').slice(0, 16) };
}
