/** What visitors can answer about a notice, and the sums of their answers. */
import { z } from 'zod';
import { instant } from '../../../src/model/records/fields.ts';

const count = z.int().min(0);
export const noticeCounts = z.object({
	affected: count,
	worksAgain: count,
	stillBroken: count,
	/** When the first report came; `null`: there is none. */
	since: instant.nullable(),
});
export type NoticeCounts = z.infer<typeof noticeCounts>;

export const noReports: NoticeCounts = { affected: 0, worksAgain: 0, stillBroken: 0, since: null };

/** The field that counts each answer. */
export const fieldOf = {
	affected: 'affected',
	'works-again': 'worksAgain',
	'still-broken': 'stillBroken',
} as const satisfies Record<string, keyof NoticeCounts>;
/** `says` of a report on the wire. */
export type VisitorAnswer = keyof typeof fieldOf;
export const visitorAnswers = Object.keys(fieldOf) as [VisitorAnswer, ...VisitorAnswer[]];

/** As noticeCounts, but a damaged field reads as "no reports": the others are still right. */
const damagedCounts = z.object({
	affected: count.catch(0),
	worksAgain: count.catch(0),
	stillBroken: count.catch(0),
	since: instant.nullable().catch(null),
});

/** Reads sums from the private store, as far as they are not damaged. */
export const readCounts = (value: unknown): NoticeCounts => damagedCounts.safeParse(value).data ?? noReports;

/** The sums of two sets of reports. */
export const addCounts = (a: NoticeCounts, b: NoticeCounts): NoticeCounts => ({
	affected: a.affected + b.affected,
	worksAgain: a.worksAgain + b.worksAgain,
	stillBroken: a.stillBroken + b.stillBroken,
	since: a.since === null || (b.since !== null && b.since < a.since) ? b.since : a.since,
});
