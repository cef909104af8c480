import { z } from '@hono/zod-openapi';
import { id, instant, languageTag, line } from '../../../../src/model/records/fields.ts';
import { actionStates, componentStatuses, impacts, noticeKinds } from '../../../../src/model/vocabulary.ts';

const problemStatuses = componentStatuses.filter((status) => status !== 'operational');

export const history = z
	.strictObject({
		site: z.string().describe('The id of the log.'),
		from: z.iso.date().describe('The first day.'),
		days: z.int().describe('The number of days. The last one is today.'),
		timeZone: z.literal('UTC'),
		components: z.array(
			z.strictObject({
				id,
				worst: z
					.array(z.enum(componentStatuses).nullable())
					.describe('The worst status of each day, the oldest first; null before the component existed.'),
				seconds: z
					.array(z.partialRecord(z.enum(problemStatuses), z.int()))
					.describe('For each day, how many seconds each status other than operational lasted.'),
			}),
		),
		notices: z
			.array(
				z.strictObject({
					id,
					kind: z.enum(noticeKinds),
					title: line(140),
					impact: z.enum(impacts),
					components: z.array(id),
					startedAt: instant,
					endedAt: instant.nullable(),
					addedLater: z.boolean().describe('Whether it was told after it had ended.'),
				}),
			)
			.describe('The notices of these days, the newest first, at most 200.'),
		promises: z
			.array(
				z.strictObject({
					notice: id.describe('The notice after which it was promised.'),
					about: line(140).describe('The title of that notice.'),
					title: line(200),
					language: languageTag.describe('The language of the title.'),
					state: z.enum(actionStates),
					dueBy: instant.nullable().describe('The day that is promised now.'),
					firstDueBy: instant.nullable().describe('The day that was promised first.'),
					promisedAt: instant,
					doneAt: instant.nullable(),
				}),
			)
			.describe(
				'What post-mortems promised: all that is not done, then what was done on these days, at most 200.',
			),
		signature: z.string().optional().describe('The last member, when frames are signed.'),
	})
	.openapi('History');
