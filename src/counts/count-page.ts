/**
 * Counts what a visitor does with notices (docs/how-to/counts.md). Each browser counts each thing once,
 * by its own memory.
 */
import type { Environment } from '../client/environment.ts';
import type { Feed } from '../client/index.ts';
import type { ReachListener } from '../client/reach.ts';
import { createOutageMemory } from '../client/storage/outage-memory.ts';
import { answerFlag, claimFlag, type VisitorFlags } from '../client/storage/visitor-flags.ts';
import { isFor, type VisitorContext } from '../model/audience.ts';
import type { CountEntry, RemedyCount, UpdateCount } from '../model/counts.ts';
import { type Finding, findingId, findingKind } from '../model/finding.ts';
import { liveRecord } from '../model/state/state.ts';
import { followedUp, outageName } from '../model/views/follow-ups.ts';
import { type Notice, notices } from '../model/views/notices.ts';
import { type Remedy, remedies } from '../model/views/remedies.ts';
import { createCountMemory } from './count-memory.ts';
import { watchEnd } from './end-of-details.ts';
import { createSender } from './sender.ts';

export interface CountedPage {
	readonly feed: Feed;
	readonly flags: VisitorFlags;
	readonly visitor: () => VisitorContext;
	readonly listen: (listener: ReachListener) => void;
	/** Default: the page's `window`. */
	readonly environment?: Environment;
}

const answers = ['affected', 'works-again', 'still-broken'] as const;

/** Counts from now on, for as long as the page is open. */
export function countPage({ feed, flags, visitor, listen, environment = window }: CountedPage): void {
	const memory = createCountMemory(environment, feed.source);
	const outages = createOutageMemory(environment, feed.source);
	const sender = createSender(environment, feed.source);
	const isVisible = (): boolean => environment.document.visibilityState !== 'hidden';

	async function add(name: string, entries: readonly CountEntry[]): Promise<void> {
		if (await memory.claim(name)) for (const entry of entries) sender.add(entry);
	}
	function count(of: UpdateCount, about: Notice): void {
		const { id, value } = about;
		const own = visitor();
		if (value.drill || id === findingId || !isFor(value, own)) return;
		const update = value.latestUpdate;
		const audiences = Object.entries(value.audience?.attributes ?? {}).flatMap(([attribute, values]) => {
			const given = own.attributes[attribute];
			return given !== undefined && values.includes(given) ? [{ attribute, value: given }] : [];
		});
		void add(`${of} ${id} ${value.openedAt} ${update}`, [
			{ of, notice: id, update },
			...audiences.map((audience) => ({ of, notice: id, update, audience })),
		]);
	}
	const countRemedy = (of: RemedyCount, { id, value }: Remedy): void =>
		void add(`${of} ${id} ${value.publishedAt}`, [{ of, remedy: id }]);

	let shown: readonly Notice[] = [];
	let details: HTMLElement | null = null;
	let remedy: Remedy | null = null;
	let stopWatching = (): void => undefined;
	/** What is drawn in a page in the background is counted once the visitor sees the page. */
	function countShown(): void {
		if (!isVisible()) return;
		for (const each of shown) count('shown', each);
		if (details) for (const each of shown) count('opened', each);
		if (remedy) countRemedy('remedy-shown', remedy);
	}
	listen({
		notices(now, open) {
			shown = now;
			if (open !== details) stopWatching();
			if (open && open !== details)
				stopWatching = watchEnd(open, () => {
					if (isVisible()) for (const each of shown) count('read', each);
				});
			details = open;
			countShown();
		},
		remedy(now) {
			remedy = now;
			countShown();
		},
	});
	environment.addEventListener('visibilitychange', countShown, { signal: new AbortController().signal });

	feed.dismissals.subscribe(() => {
		for (const each of notices(feed.snapshot().state))
			if (feed.dismissals.isDismissed(each)) count('dismissed', each);
	});
	flags.subscribe(() => {
		const { state } = feed.snapshot();
		for (const each of notices(state))
			for (const answer of answers) if (flags.has(answerFlag(each, answer))) count(answer, each);
		for (const each of remedies(state)) if (flags.has(claimFlag(each))) countRemedy('remedy-claimed', each);
	});

	/** At most once a day: errors, and the return of a browser after the outage that ended last. */
	function countDay(): void {
		const snapshot = feed.snapshot();
		const now = feed.clock.now();
		const day = new Date(now).toISOString().slice(0, 10);
		const finding = liveRecord(snapshot.state, findingKind, findingId)?.value as Finding | undefined;
		if (finding?.kind === 'servers-failing') void add(`errors ${day}`, [{ of: 'errors' }]);
		if (snapshot.connection !== 'live' && snapshot.connection !== 'polling') return;
		const [last] = followedUp(snapshot.state, now);
		if (!last) return;
		const of = outages.hasSeen(outageName(last)) ? 'saw' : 'missed';
		void memory.claimForGood(`back ${outageName(last)} ${day}`).then((isNew) => {
			if (isNew) sender.add({ of, notice: last.id });
		});
	}
	feed.subscribe(countDay);
	countDay();
}
