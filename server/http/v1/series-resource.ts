/** Maintenance that recurs, as the API returns it. */
import type { z } from '@hono/zod-openapi';
import { inZone } from '../../../src/model/decide/series/clock-times.ts';
import {
	nextOccurrences,
	type Occurrence,
	occurrencesBetween,
	type Series,
} from '../../../src/model/decide/series/occurrences.ts';
import { requireSeries } from '../../../src/model/decide/series/series.ts';
import { CandorError } from '../../../src/model/errors.ts';
import type { State } from '../../../src/model/state/state.ts';
import type { spanQuery } from './schemas/series.ts';

const shownCount = 5;
const longestSpanMs = 62 * 86_400_000;

/** Epoch milliseconds. */
export interface Span {
	readonly from: number;
	readonly to: number;
}

/** `null`: the next five. Throws CandorError `invalid`. */
export function spanOf({ from, to }: z.output<typeof spanQuery>): Span | null {
	if (from === undefined && to === undefined) return null;
	const span = { from: Date.parse(from ?? ''), to: Date.parse(to ?? '') };
	if (span.to > span.from && span.to - span.from <= longestSpanMs) return span;
	throw new CandorError('invalid', 'A span has "from" and "to", and is at most 62 days long.', [
		{ path: 'to', message: 'Give both, with "to" at most 62 days after "from".' },
	]);
}

export function seriesResourceOf(
	{ id, seq, value }: Series,
	state: State,
	now: number,
	span: Span | null = null,
) {
	const { command, occurrences: _, ...recurrence } = value;
	const { type: __, kind: ___, ...notice } = command;
	// Of the record itself, not of a copy: what was computed of it is kept by its identity.
	const found = span
		? occurrencesBetween(value, span.from, span.to, state)
		: nextOccurrences(value, now, shownCount, state);
	return {
		id,
		seq,
		...recurrence,
		notice,
		occurrences: found.map((each) => occurrenceResource(each, value.zone)),
	};
}

export const seriesAt = (state: State, id: string, now: number, span: Span | null = null) =>
	seriesResourceOf(requireSeries(state, id), state, now, span);

const windowOf = ({ start, end }: Pick<Occurrence, 'start' | 'end'>, zone: string) => {
	const [from, to] = [start, end].map((at) => new Date(at).toISOString()) as [string, string];
	return { start: from, end: to, startInZone: inZone(from, zone), endInZone: inZone(to, zone) };
};

function occurrenceResource({ day, start, end, ruled, announceAt, ...others }: Occurrence, zone: string) {
	return {
		day,
		...windowOf({ start, end }, zone),
		...others,
		announceAt: new Date(announceAt).toISOString(),
		ruled: ruled && windowOf(ruled, zone),
		moved: ruled !== null && (ruled.start !== start || ruled.end !== end),
	};
}
