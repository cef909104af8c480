/** Maintenance that recurs: created, edited and removed. */
import type { CommandOf } from '../../commands/command.ts';
import { seriesNotice } from '../../commands/series.ts';
import { parseDuration } from '../../duration.ts';
import { CandorError, type Issue } from '../../errors.ts';
import type { SeriesValue } from '../../generated/record-types.ts';
import type { KnownChange } from '../../state/commit.ts';
import { recordKey, type State } from '../../state/state.ts';
import { type Context, invalid } from '../context.ts';
import { defined } from '../details.ts';
import { mostAnnounced, nextOpening } from './announce.ts';
import { horizonMs, localStart, nextRuled, ruledOccurrence, zoneName } from './clock-times.ts';
import { allSeries, mostSeries, type Series, series } from './occurrences.ts';
import { parseRule, ruleText } from './rrule.ts';

const dayMs = 86_400_000;
const longest = { duration: 14 * dayMs, announceAhead: 60 * dayMs } as const;

export function requireSeries(state: State, id: string): Series {
	const found = series(state, id);
	if (found) return found;
	throw new CandorError('not-found', `There is no series "${id}". List the series to see their ids.`);
}

export function createSeries(
	{ type: _, id: givenId, command, announceAhead = '7d', ...recurrence }: CommandOf<'create-series'>,
	state: State,
	context: Context,
): KnownChange[] {
	const { now, newId } = context;
	const id = givenId ?? newId();
	// The notices of a removed series have ids made of its own.
	if (state.records.get(recordKey('series', id)))
		throw invalid('id', `The id "${id}" is or was that of another series. Choose another, or leave it out.`);
	checkRoom(state);
	const value = { ...recurrence, announceAhead, command: stored(command), since: now, occurrences: {} };
	return [{ kind: 'series', id, value: checked(id, value, state, context) }];
}

/** Without fields that are `undefined`, which the log would not keep either. */
const stored = (command: object): Record<string, unknown> => JSON.parse(JSON.stringify(command));

/**
 * Changes the occurrences that are not announced. Those that are moved or cancelled stay so, if the
 * rule still has their day; those that are held are tried again.
 */
export function editSeries(
	{ type: _, series: name, change, ...given }: CommandOf<'edit-series'>,
	state: State,
	context: Context,
): KnownChange[] {
	const { id, value: before } = requireSeries(state, name);
	const merged = Object.entries({ ...before.command, ...change }).filter(
		([, field]) => field !== null && field !== undefined,
	);
	const { data, error } = seriesNotice.safeParse(Object.fromEntries(merged));
	if (!data) {
		const issues = error.issues.map(({ path, message }): Issue => ({ path: path.join('.'), message }));
		throw new CandorError('invalid', issues[0]?.message ?? 'This series is not complete.', issues);
	}
	const edited = { ...before, ...defined(given), command: stored(data), since: context.now };
	const value = checked(id, edited, state, context);
	const occurrences = Object.entries(before.occurrences).flatMap(([day, entry]) => {
		const isKept = entry.notice !== null || ruledOccurrence(value, day) !== undefined;
		const isChanged = entry.notice !== null || entry.cancelled || entry.start !== null;
		return isKept && isChanged ? [[day, { ...entry, held: null }] as const] : [];
	});
	return [{ kind: 'series', id, value: { ...value, occurrences: Object.fromEntries(occurrences) } }];
}

export function removeSeries({ series: name }: CommandOf<'remove-series'>, state: State): KnownChange[] {
	const { id } = requireSeries(state, name);
	return [{ kind: 'series', id, value: null }];
}

/** Takes a removal back. What would have begun meanwhile is not announced. */
export function restoreSeries(
	{ series: id, commit, value }: CommandOf<'restore-series'>,
	state: State,
	{ now }: Context,
): KnownChange[] {
	if (series(state, id))
		throw new CandorError(
			'precondition-failed',
			`The series "${id}" is not removed: there is nothing to do.`,
		);
	if (!value || state.records.get(recordKey('series', id))?.seq !== commit)
		throw new CandorError(
			'not-found',
			`No series "${id}" was removed. The log names the ones that were (candor log --command remove-series).`,
		);
	checkRoom(state);
	return [{ kind: 'series', id, value: { ...value, since: now } }];
}

function checkRoom(state: State): void {
	if (allSeries(state).length >= mostSeries)
		throw invalid('id', `There are ${mostSeries} series already. Remove one first (candor series list).`);
}

/** Throws CandorError `invalid` for a series that would announce nothing, too much, or wrongly. */
function checked(id: string, given: SeriesValue, state: State, context: Context): SeriesValue {
	const value = { ...given, zone: zoneName(given.zone), rrule: ruleText(given.rrule) };
	const now = Date.parse(context.now);
	parseRule(value.rrule);
	const start = localStart(value.start).toZonedDateTime('UTC').epochMilliseconds;
	if (Math.abs(start - now) > horizonMs)
		throw invalid('start', 'The first day is more than ten years away. Give a nearer one.');
	const duration = durationOf('duration', value.duration);
	const ahead = durationOf('announceAhead', value.announceAhead);
	const next = nextRuled(value, now, mostAnnounced + 1).filter((each) => each.start > now);
	if (next.length === 0)
		throw invalid(
			'rrule',
			'This rule has no occurrence in the next ten years: its days do not exist, or have passed.',
		);
	const overlaps = next.some(
		({ start: at }, index) => at + duration > (next[index + 1]?.start ?? at + duration),
	);
	if (overlaps)
		throw invalid('duration', 'Each maintenance would last until the next one begins. Shorten "duration".');
	if (next.filter((each) => each.start - ahead <= now).length > mostAnnounced)
		throw invalid(
			'announceAhead',
			`More than ${mostAnnounced} maintenances would be announced at once. Shorten "announceAhead".`,
		);
	// Refused as when its first notice is opened.
	nextOpening(id, { ...value, occurrences: {} }, state, context);
	return value;
}

function durationOf(name: keyof typeof longest, text: string): number {
	const duration = parseDuration(text);
	if (duration === null || duration < 60_000 || duration > longest[name])
		throw invalid(name, `"${name}" is a duration from 1m to ${longest[name] / dayMs}d, such as 2h.`);
	return duration;
}
