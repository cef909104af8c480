import type { Feed } from '../../client/index.ts';
import { isFor } from '../../model/audience.ts';
import { overallStatus } from '../../model/views/components.ts';
import { activeNotices, effectivePhase, type Notice } from '../../model/views/notices.ts';
import type { ComponentStatus, Impact, NoticeKind, Phase } from '../../model/vocabulary.ts';
import { renderAllEvent } from './render-all.ts';
import { shownSnapshot } from './shown-snapshot.ts';
import { isStale } from './staleness.ts';
import { visitorContext } from './visitor-context.ts';
import { yieldToMain } from './yield-to-main.ts';

/** The status for this visitor, for scripts of the page: `Candor.state`. */
export interface PageState {
	/** The worst status of all components; `null` while the known state may be outdated. */
	readonly status: ComponentStatus | null;
	/** The open notices that affect this visitor, worst first. */
	readonly notices: readonly {
		readonly id: string;
		readonly title: string;
		readonly kind: NoticeKind;
		readonly phase: Phase;
		readonly impact: Impact;
		/** The ids of the affected components. */
		readonly affected: readonly string[];
		/** Whether it is a drill. Only visitors who take part receive it. */
		readonly drill: boolean;
	}[];
}

/** Fired on `window` when `Candor.state` has changed. */
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
	const affectsVisitor = ({ value }: Notice): boolean => isFor(value, visitor);
	if (!snapshot) return { status: null, notices: [] };
	return {
		status: isStale(snapshot, now) ? null : overallStatus(snapshot.state, now, affectsVisitor),
		notices: activeNotices(snapshot.state, now)
			.filter(affectsVisitor)
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

/**
 * Calls `listener` after every change of `read()`, when the elements have drawn it. Returns the
 * function that ends this.
 */
export function followChanges(
	feed: Feed,
	read: () => PageState,
	listener: (state: PageState) => void,
): () => void {
	let last = JSON.stringify(read());
	let changes = 0;
	let hasEnded = false;
	const callAfterDrawing = async (): Promise<void> => {
		changes += 1;
		const own = changes;
		// Elements yield once before they draw.
		await yieldToMain();
		await yieldToMain();
		// A later change waits for its own drawing.
		if (own !== changes || hasEnded) return;
		const state = read();
		const text = JSON.stringify(state);
		if (text === last) return;
		last = text;
		listener(state);
	};
	const ends = [feed, feed.clock].map((part) => part.subscribe(callAfterDrawing));
	// The visitor's context may have changed.
	addEventListener(renderAllEvent, callAfterDrawing);
	return () => {
		hasEnded = true;
		removeEventListener(renderAllEvent, callAfterDrawing);
		for (const end of ends) end();
	};
}

/** Dispatches a {@link ChangeEvent} now and after every change, when the elements have drawn it. */
export function dispatchChanges(feed: Feed): void {
	const dispatch = (state: PageState): void => void dispatchEvent(new ChangeEvent(state));
	followChanges(feed, () => pageState(feed), dispatch);
	dispatch(pageState(feed));
}

declare global {
	interface WindowEventMap {
		'candor-change': ChangeEvent;
	}
}
