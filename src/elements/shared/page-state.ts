import type { Feed } from '../../client/index.ts';
import { isFor } from '../../model/audience.ts';
import { overallStatus } from '../../model/views/components.ts';
import { activeNotices, effectivePhase, type Notice } from '../../model/views/notices.ts';
import type { ComponentStatus, Impact, NoticeKind, Phase } from '../../model/vocabulary.ts';
import { shownSnapshot } from './shown-snapshot.ts';
import { isStale } from './staleness.ts';
import { visitorContext } from './visitor-context.ts';

/** What is known at a moment, for scripts of the page: `Candor.state`. */
export interface PageState {
	/** The worst of all components; `null` while what is known may be so no longer. */
	readonly status: ComponentStatus | null;
	/** What is open and concerns this visitor, worst first. */
	readonly notices: readonly {
		readonly id: string;
		readonly title: string;
		readonly kind: NoticeKind;
		readonly phase: Phase;
		readonly impact: Impact;
		/** Ids of components. */
		readonly affected: readonly string[];
		/** An exercise, in which this visitor takes part. */
		readonly drill: boolean;
	}[];
}

/** Fired on `window` when `Candor.state` has become another one. */
export class ChangeEvent extends Event {
	readonly state: PageState;
	constructor(state: PageState) {
		super('candor-change');
		this.state = state;
	}
}

export function pageState(feed: Feed): PageState {
	const visitor = visitorContext(document.documentElement);
	const now = feed.clock.now();
	const snapshot = shownSnapshot(feed);
	const concerns = ({ value }: Notice): boolean => isFor(value, visitor);
	if (!snapshot) return { status: null, notices: [] };
	return {
		status: isStale(snapshot, now) ? null : overallStatus(snapshot.state, now, concerns),
		notices: activeNotices(snapshot.state, now)
			.filter(concerns)
			.map(({ id, value }) => ({
				id,
				title: value.title,
				kind: value.kind,
				phase: effectivePhase(value, now),
				impact: value.impact,
				affected: value.affected.map(({ component }) => component),
				drill: value.drill,
			})),
	};
}

/** Tells the page's scripts of every change from now on. */
export function dispatchChanges(feed: Feed): void {
	let last = '';
	const tell = (): void => {
		const state = pageState(feed);
		const words = JSON.stringify(state);
		if (words === last) return;
		last = words;
		dispatchEvent(new ChangeEvent(state));
	};
	for (const part of [feed, feed.clock]) part.subscribe(tell);
	tell();
}

declare global {
	interface WindowEventMap {
		'candor-change': ChangeEvent;
	}
}
