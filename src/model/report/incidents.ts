/** The incidents of a report, with what is counted about each. `now` is epoch milliseconds. */
import type { UpdateValue } from '../generated/record-types.ts';
import { inOrder } from '../state/indexes.ts';
import type { State } from '../state/state.ts';
import { mergedInto } from '../views/mergers.ts';
import { byOpening } from '../views/notice-lists.ts';
import type { Notice } from '../views/notices.ts';
import { postmortemOf } from '../views/postmortems.ts';
import { remediesFor } from '../views/remedies.ts';
import { timeline } from '../views/updates.ts';
import { type Impact, impacts, worst } from '../vocabulary.ts';

export interface IncidentFigures {
	readonly id: string;
	readonly openedAt: number;
	/** The worst that it ever had. */
	readonly impact: Impact;
	/** From the opening to the end. `null`: it is open. */
	readonly durationMs: number | null;
	/** From the beginning that operators name to the publication: 0 if it was published at once. */
	readonly firstNoticeAfterMs: number;
	/** Between one update with words and the next, with the impact that it had meanwhile. */
	readonly gaps: readonly { readonly ms: number; readonly impact: Impact }[];
	/** From the end to the publication of its post-mortem. `null`: there is none, or no end. */
	readonly postmortemAfterMs: number | null;
	readonly remedies: number;
}

/**
 * The incidents that were opened from `from` on, the newest first. Drills, retracted notices and
 * duplicates do not count. One is worked out at a time: a server does other work between them.
 */
export function* incidentsSince(state: State, from: number): Generator<IncidentFigures | null, void> {
	for (const record of inOrder(state, byOpening)) {
		const { id, value } = record as Notice;
		if (Date.parse(value.openedAt) < from) return;
		const isCounted = value.kind === 'incident' && !value.drill && mergedInto(state, id) === null;
		yield isCounted ? figuresOf(state, record as Notice) : null;
	}
}

function figuresOf(state: State, { id, value }: Notice): IncidentFigures {
	const [openedAt, endedAt] = [Date.parse(value.openedAt), Date.parse(value.endedAt ?? '')];
	const updates = timeline(state, id).map((update) => update.value);
	const written = updates
		.filter(({ withdrawnAt }) => withdrawnAt == null)
		.sort((a, b) => Date.parse(a.at) - Date.parse(b.at) || a.number - b.number);
	const first = written.find(({ impact }) => impact !== null)?.impact ?? value.impact;
	const published = Date.parse(postmortemOf(state, id)?.value.publishedAt ?? '');
	const hasEnded = value.endedAt !== null;
	return {
		...{ id, openedAt },
		impact: worst(impacts, [value.impact, ...updates.flatMap(({ impact }) => impact ?? [])]),
		durationMs: hasEnded ? endedAt - openedAt : null,
		firstNoticeAfterMs: value.addedAt == null ? 0 : Math.max(0, Date.parse(value.addedAt) - openedAt),
		gaps: gapsBetween(written, first),
		postmortemAfterMs: hasEnded && !Number.isNaN(published) ? Math.max(0, published - endedAt) : null,
		remedies: remediesFor(state, id).length,
	};
}

/** `first`: the impact until an update changes it. */
function gapsBetween(written: readonly UpdateValue[], first: Impact): IncidentFigures['gaps'] {
	const gaps: { ms: number; impact: Impact }[] = [];
	let impact = first;
	let before: number | null = null;
	for (const update of written) {
		const at = Date.parse(update.at);
		if (update.body.length > 0 && before !== null) gaps.push({ ms: at - before, impact });
		if (update.body.length > 0) before = at;
		impact = update.impact ?? impact;
	}
	return gaps;
}
