/** One occurrence of a series is moved, cancelled, or put back. Its notice, if there is one, follows. */
import type { CommandOf } from '../../commands/command.ts';
import { CandorError } from '../../errors.ts';
import type { KnownChange } from '../../state/commit.ts';
import type { State } from '../../state/state.ts';
import { isEnded, isUpcoming } from '../../views/notices.ts';
import { type Context, checkOrder, hasPassed, invalid, requireNotice } from '../context.ts';
import { editNotice } from '../notices.ts';
import { reopen, resolve } from '../updates.ts';
import { withEntry } from './announce.ts';
import { horizonMs } from './clock-times.ts';
import { type Occurrence, occurrenceOn, type Series, unchanged } from './occurrences.ts';
import { requireSeries } from './series.ts';

/** The most occurrences that differ from the rule. */
const mostChanged = 200;

type OccurrenceCommand = Pick<CommandOf<'move-occurrence'>, 'series' | 'occurrence'>;

function required(
	command: OccurrenceCommand,
	state: State,
	now: string,
): Series & { occurrence: Occurrence } {
	const found = requireSeries(state, command.series);
	const occurrence = occurrenceOn(found.value, command.occurrence, state);
	if (!occurrence)
		throw new CandorError(
			'not-found',
			`The series "${found.id}" has no occurrence on ${command.occurrence}. List its occurrences (candor series show ${found.id}).`,
		);
	if (occurrence.notice === null && occurrence.end <= Date.parse(now))
		throw invalid('occurrence', 'This occurrence is over.');
	const { occurrences } = found.value;
	if (!Object.hasOwn(occurrences, occurrence.day) && Object.keys(occurrences).length >= mostChanged)
		throw invalid('occurrence', `${mostChanged} occurrences differ from the rule. Edit the series instead.`);
	return { ...found, occurrence };
}

const iso = (at: number): string => new Date(at).toISOString();

/** An end that is not given stays as it is. Nothing begins or ends by it. */
export function moveOccurrence(
	command: CommandOf<'move-occurrence'>,
	state: State,
	context: Context,
): KnownChange[] {
	const { now } = context;
	const { id, value, occurrence } = required(command, state, now);
	const { day, notice, state: current } = occurrence;
	const given = command.window;
	if (given.start === undefined && given.end === undefined)
		throw invalid('window', 'Give a start, an end, or both.');
	if (notice !== null) return editNotice({ type: 'edit-notice', notice, window: given }, state, context);
	if (current === 'cancelled') throw invalid('occurrence', 'This occurrence is cancelled. Restore it first.');
	const window = { start: given.start ?? iso(occurrence.start), end: given.end ?? iso(occurrence.end) };
	checkOrder('window', window, 'start', 'end');
	if (hasPassed(window.start, now))
		throw invalid(
			'window.start',
			'This start has passed, and a move does not begin maintenance. Give a start still to come.',
		);
	if (Date.parse(window.end) > Date.parse(now) + horizonMs)
		throw invalid('window.end', 'This is more than ten years ahead. Give a nearer time.');
	return [withEntry(id, value, day, { ...unchanged, ...window }, context)];
}

export function cancelOccurrence(
	command: CommandOf<'cancel-occurrence'>,
	state: State,
	context: Context,
): KnownChange[] {
	const { type: _, series: __, occurrence: ___, ...message } = command;
	const { id, value, occurrence } = required(command, state, context.now);
	const { day, notice, state: current } = occurrence;
	if (current === 'cancelled') throw invalid('occurrence', 'This occurrence is cancelled already.');
	if (notice === null) {
		const entry = value.occurrences[day] ?? unchanged;
		return [withEntry(id, value, day, { ...entry, cancelled: true, held: null }, context)];
	}
	const found = requireNotice(state, notice);
	const now = Date.parse(context.now);
	if (!isEnded(found.value, now) && !isUpcoming(found.value, now))
		throw invalid('occurrence', `This maintenance has begun. Resolve it (candor resolve ${notice}).`);
	return resolve({ type: 'resolve', notice, phase: 'cancelled', ...message }, state, context);
}

/** Takes the cancellation back, or the reason why it is held; without one of them, the move. */
export function restoreOccurrence(
	command: CommandOf<'restore-occurrence'>,
	state: State,
	context: Context,
): KnownChange[] {
	const { id, value, occurrence } = required(command, state, context.now);
	const { day, notice, ruled } = occurrence;
	const now = Date.parse(context.now);
	const found = notice === null ? null : requireNotice(state, notice);
	if (found?.value.phase === 'cancelled') {
		if (occurrence.start <= now)
			throw invalid('occurrence', 'Its start has passed, and a restoration does not begin maintenance.');
		return reopen({ type: 'reopen', notice: found.id, phase: 'scheduled' }, state, context);
	}
	const entry = value.occurrences[day];
	const stopped = entry?.cancelled || occurrence.held !== null;
	if (!found && entry && stopped && entry.start !== null && occurrence.start > now)
		return [withEntry(id, value, day, { ...entry, cancelled: false, held: null }, context)];
	const isAsRuled = !ruled || (ruled.start === occurrence.start && ruled.end === occurrence.end);
	if (found ? isAsRuled : !Object.hasOwn(value.occurrences, day))
		throw invalid('occurrence', 'This occurrence is as the rule says. There is nothing to restore.');
	if (stopped && (!ruled || ruled.start <= now))
		throw invalid('occurrence', 'Its start has passed, and a restoration does not begin maintenance.');
	if (!ruled || ruled.start <= now)
		throw invalid('occurrence', 'Its time by the rule has come. Move it to a start still to come instead.');
	if (!found) return [withEntry(id, value, day, null, context)];
	const window = { start: iso(ruled.start), end: iso(ruled.end) };
	return editNotice({ type: 'edit-notice', notice: found.id, window }, state, context);
}
