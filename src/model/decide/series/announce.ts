/** The clock opens the notice of each occurrence, once. */
import type { Command, CommandOf } from '../../commands/command.ts';
import { seriesNotice } from '../../commands/series.ts';
import { parseDuration } from '../../duration.ts';
import { CandorError } from '../../errors.ts';
import type { SeriesValue } from '../../generated/record-types.ts';
import { noTitle } from '../../redaction.ts';
import type { KnownChange } from '../../state/commit.ts';
import type { State } from '../../state/state.ts';
import { openNoticeAt } from '../backdated.ts';
import { type Context, invalid } from '../context.ts';
import { noticeIdOf } from './notice-id.ts';
import {
	allSeries,
	nextOccurrences,
	type Occurrence,
	occurrenceOn,
	series,
	unchanged,
} from './occurrences.ts';

/** How many notices of one series may be announced at a time. */
export const mostAnnounced = 14;
/** How long the record of an occurrence that is over is kept. */
const keptMs = 30 * 86_400_000;

/** The command that opens the notice of an occurrence. */
function openingOf(
	value: SeriesValue,
	id: string,
	{ start, end }: Pick<Occurrence, 'start' | 'end'>,
): CommandOf<'open-notice'> {
	const { data } = seriesNotice.safeParse({ ...value.command, type: 'open-notice' });
	if (!data || data.title === noTitle)
		throw invalid('series', 'Its words were removed, or a newer version wrote them. Edit its texts.');
	const window = { start: new Date(start).toISOString(), end: new Date(end).toISOString() };
	// The notices of one series have the same title, and several may be announced at once.
	return { ...data, id, window, anyway: true };
}

/** What opening the notice of an occurrence changes. Throws CandorError where it cannot be opened. */
export const openedFor = (
	value: SeriesValue,
	id: string,
	times: Pick<Occurrence, 'start' | 'end'>,
	state: State,
	context: Context,
): readonly KnownChange[] => openNoticeAt(openingOf(value, id, times), state, context);

/** What opening the notice of the next occurrence would change. */
export function nextOpening(
	id: string,
	value: SeriesValue,
	state: State,
	context: Context,
): readonly KnownChange[] {
	const next = nextOccurrences(value, Date.parse(context.now), 1, state)[0];
	// An id that no day has: the real one may exist already.
	return next ? openedFor(value, noticeIdOf(id, '0000-00-00'), next, state, context) : [];
}

const isDue = ({ state, announceAt, end }: Occurrence, now: number): boolean =>
	state === 'planned' && announceAt <= now && end > now;

/** The next occurrences that the clock will announce, those that are due included. */
const toAnnounce = (value: SeriesValue, now: number, state: State): Occurrence[] =>
	nextOccurrences(value, now, mostAnnounced + 1, state).filter((each) => each.state === 'planned');

/** The commands by which the server announces what is due. */
export const dueSeriesCommands = (state: State, now: string): Command[] =>
	allSeries(state).flatMap(({ id, value }) =>
		toAnnounce(value, Date.parse(now), state)
			.filter((each) => isDue(each, Date.parse(now)))
			.map(({ day }): Command => ({ type: 'announce-occurrence', series: id, occurrence: day })),
	);

/** When the clock announces something next, epoch milliseconds; `now` or earlier: it is due. */
export function nextSeriesAt(state: State, now: number): number | null {
	const times = allSeries(state).flatMap(({ value }) =>
		toAnnounce(value, now, state).map(({ announceAt }) => announceAt),
	);
	return times.length > 0 ? Math.min(...times) : null;
}

/** Changes nothing if another server has announced it, or if an operator has changed the series. */
export function announceOccurrence(
	{ series: id, occurrence: day }: CommandOf<'announce-occurrence'>,
	state: State,
	context: Context,
): KnownChange[] {
	const found = series(state, id);
	const occurrence = found && occurrenceOn(found.value, day, state);
	if (!found || !occurrence || !isDue(occurrence, Date.parse(context.now))) return [];
	const notice = noticeIdOf(id, day);
	try {
		const changes = openedFor(found.value, notice, occurrence, state, context);
		const [start, end] = [occurrence.start, occurrence.end].map((at) => new Date(at).toISOString());
		const entry = { ...unchanged, start: start ?? null, end: end ?? null, notice };
		return [withEntry(id, found.value, day, entry, context), ...changes];
	} catch (error) {
		if (!(error instanceof CandorError) || error.code === 'internal') throw error;
		return [heldOccurrence(id, found.value, day, error.message, context)];
	}
}

/** The occurrence waits, and operators learn why. */
export const heldOccurrence = (
	id: string,
	value: SeriesValue,
	day: string,
	held: string,
	context: Context,
): KnownChange => withEntry(id, value, day, { ...(value.occurrences[day] ?? unchanged), held }, context);

/** The series with another record of an occurrence; `null`: none. Records of old ones are removed. */
export function withEntry(
	id: string,
	value: SeriesValue,
	day: string,
	entry: SeriesValue['occurrences'][string] | null,
	{ now }: Pick<Context, 'now'>,
): KnownChange {
	const oldest = Date.parse(now) - keptMs - (parseDuration(value.duration) ?? 0);
	const kept = Object.entries(value.occurrences).filter(
		([other, { end }]) => other !== day && Date.parse(end ?? other) > oldest,
	);
	const occurrences = Object.fromEntries([...kept, ...(entry ? [[day, entry] as const] : [])]);
	return { kind: 'series', id, value: { ...value, occurrences } };
}
