/** Maintenance that recurs. */
import { z } from '@hono/zod-openapi';
import { anyInstant } from '../../../../src/model/commands/fields.ts';
import {
	cancelOccurrence,
	createSeries,
	editSeries,
	moveOccurrence,
	seriesNotice,
} from '../../../../src/model/commands/series.ts';
import { id, translationsOf } from '../../../../src/model/records/fields.ts';
import { seriesValue } from '../../../../src/model/records/series.ts';
import { phases } from '../../../../src/model/vocabulary.ts';
import { markdown, requiredMarkdown } from './markdown.ts';
import { noticeTexts, translationsWithBody } from './notice-texts.ts';
import { seq, stateSeq } from './seq.ts';
import { templateUse } from './templates.ts';

const notice = seriesNotice.omit({ type: true, kind: true }).extend({
	...noticeTexts,
	body: markdown.optional(),
	translations: translationsWithBody,
});

const { shape } = createSeries;
const recurrence = {
	zone: shape.zone.describe('The zone whose clocks count, such as Europe/Berlin.'),
	start: shape.start.describe('The first day, and the time of day on the clocks of the zone.'),
	duration: shape.duration.describe('How long each maintenance lasts: 1m to 14d.'),
	rrule: shape.rrule.describe(
		'When it recurs (RFC 5545, 3.3.10): FREQ=DAILY, WEEKLY, MONTHLY or YEARLY, with INTERVAL, COUNT, UNTIL, BYDAY, BYMONTH, BYMONTHDAY, BYSETPOS and WKST.',
	),
	announceAhead: shape.announceAhead.describe(
		'How long before its start each one is announced: 1m to 60d. Default: 7d.',
	),
};
/** The fields of a request that are not those of the notices. */
export const recurrenceFields = Object.keys(recurrence);

export const createSeriesRequest = notice
	.extend({
		id: shape.id,
		title: notice.shape.title.optional().openapi({ description: 'Required, unless a template gives it.' }),
		...templateUse,
		...recurrence,
	})
	.openapi('CreateSeries');

/** `null` removes a field of the notices. */
export const editSeriesRequest = z
	.strictObject(
		Object.fromEntries(
			Object.entries(notice.shape).map(([name, field]): [string, z.ZodType] => [name, field.nullish()]),
		),
	)
	.extend(
		editSeries.pick({ zone: true, start: true, duration: true, rrule: true, announceAhead: true }).shape,
	)
	.refine((body) => Object.keys(body).length > 0, { message: 'Name at least one field to change.' })
	.openapi('EditSeries');

export const moveRequest = moveOccurrence.shape.window
	.refine((window) => Object.keys(window).length > 0, { message: 'Give a start, an end, or both.' })
	.openapi('MoveOccurrence');
export const cancelRequest = cancelOccurrence
	.pick({ author: true })
	.extend({ body: markdown.optional(), translations: translationsOf(requiredMarkdown).optional() })
	.openapi('CancelOccurrence');

/** Whole days: a calendar asks for a month and its neighbouring days. */
export const spanQuery = z.strictObject({
	from: anyInstant.optional().openapi({ description: 'With `to`: the occurrences that begin in this span.' }),
	to: anyInstant.optional().openapi({ description: 'At most 62 days after `from`.' }),
});

const window = z.strictObject({
	start: z.iso.datetime(),
	end: z.iso.datetime(),
	startInZone: z.iso
		.datetime({ offset: true })
		.openapi({ description: 'On the clocks of the zone.', example: '2027-03-28T03:00:00+02:00' }),
	endInZone: z.iso.datetime({ offset: true }),
});
const occurrence = window
	.extend({
		day: z.string().openapi({
			description: 'The day by which the rule names it. It stays when the occurrence is moved.',
			example: '2027-03-28',
		}),
		state: z.enum(['planned', 'cancelled', 'held', 'announced', 'retracted']).openapi({
			description: 'held: the server could not announce it. retracted: its notice is retracted.',
		}),
		phase: z.enum(phases).nullable().openapi({ description: 'Of its notice. Null: it has none.' }),
		notice: id.nullable().openapi({ description: 'The notice that announces it.' }),
		announceAt: z.iso.datetime().openapi({ description: 'When its notice is opened.' }),
		ruled: window.nullable().openapi({
			description: 'When it is by the rule. Null: the rule has changed since it was announced.',
		}),
		moved: z.boolean(),
		clockChange: z.enum(['skipped', 'repeated']).nullable().openapi({
			description:
				'skipped: the clocks skip the time of day, so it begins as much later. repeated: they show it twice, and the first counts.',
		}),
		held: z.string().nullable().openapi({ description: 'Why the server could not announce it.' }),
	})
	.openapi('Occurrence');

export const seriesResource = seriesValue
	.omit({ command: true, occurrences: true })
	.extend({
		id,
		seq,
		notice: z
			.record(z.string(), z.unknown())
			.openapi({ description: 'What each notice says: the fields of `OpenNotice`.' }),
		occurrences: z
			.array(occurrence)
			.openapi({ description: 'The next five, or those of the span that the request names.' }),
	})
	.openapi('Series');
export const seriesList = z
	.strictObject({ seq: stateSeq, series: z.array(seriesResource) })
	.openapi('SeriesList');
