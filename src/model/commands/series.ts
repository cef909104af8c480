/** Commands on maintenance that recurs. */
import { z } from 'zod';
import { id, line, richText, translationsOf } from '../records/fields.ts';
import { seriesValue } from '../records/series.ts';
import { time } from './fields.ts';
import { openNotice } from './notices.ts';

/** The first day and the time of day, without a zone. */
const localTime = z
	.string()
	.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/, 'Use a day and a time of day without a zone: 2027-03-07T02:00.');

/** The day of an occurrence. */
export const dayPattern = /^\d{4}-\d\d-\d\d$/;
export const dayHint = 'Use the day of an occurrence, such as 2027-03-28.';
const day = z.string().regex(dayPattern, dayHint);

/**
 * What a series says in its notices: `open-notice` without its times, which would be the same for
 * each of them.
 */
export const seriesNotice = openNotice
	.omit({
		...{ id: true, phase: true, window: true, started: true, ended: true, drill: true },
		...{ promise: true, estimate: true, expiresAt: true, anyway: true, newComponents: true },
	})
	.extend({ kind: z.literal('maintenance') });

/** When it recurs. decide/series checks each field. */
const recurrence = {
	zone: line(64),
	start: localTime,
	duration: z.string().max(20),
	rrule: z.string().max(200),
	announceAhead: z.string().max(20),
};

export const createSeries = z.strictObject({
	type: z.literal('create-series'),
	/** The server generates an id if there is none. */
	id: id.max(50).optional(),
	command: seriesNotice,
	...recurrence,
	/** Default: 7d. */
	announceAhead: recurrence.announceAhead.optional(),
});

/** Changes the occurrences that are not announced yet. */
export const editSeries = z.strictObject({
	type: z.literal('edit-series'),
	series: id,
	/** The fields of the notices that change; `null` removes one. */
	change: z.record(z.string(), z.unknown()),
	...z.strictObject(recurrence).partial().shape,
});

export const removeSeries = z.strictObject({ type: z.literal('remove-series'), series: id });

/** Takes a removal back. The server adds what the log knows: a state has no former values. */
export const restoreSeries = z.strictObject({
	type: z.literal('restore-series'),
	series: id,
	/** The commit that removed it; 0: none did. */
	commit: z.int().min(0),
	/** The series before its removal. `null`: it is not known. */
	value: seriesValue.nullable(),
});

const occurrence = { series: id, occurrence: day };

/** Moves one occurrence. An end that is not given stays as it is. */
export const moveOccurrence = z.strictObject({
	type: z.literal('move-occurrence'),
	...occurrence,
	window: z.strictObject({ start: time, end: time }).partial(),
});

export const cancelOccurrence = z.strictObject({
	type: z.literal('cancel-occurrence'),
	...occurrence,
	/** The text of the update, if a notice announces it already. */
	body: richText.optional(),
	author: line(80).nullish(),
	translations: translationsOf(richText).optional(),
});

/** Takes back the cancellation, or what holds the occurrence; without one, its move. */
export const restoreOccurrence = z.strictObject({ type: z.literal('restore-occurrence'), ...occurrence });

/** Given by the server only: opens the notice of an occurrence whose time has come. */
export const announceOccurrence = z.strictObject({ type: z.literal('announce-occurrence'), ...occurrence });
