/** Scorecards as the rows of a table, so that drills can be compared. */
import { scenarioTime } from '../../../model/drills/scenario-time.ts';
import type { Schema } from '../../api/client.ts';

type Scorecard = NonNullable<Schema<'Drill'>['scorecard']>;

interface Row {
	readonly name: string;
	/** One for each drill. */
	readonly cells: readonly string[];
}

const answeredRows = {
	affected: 'Says what is affected',
	unaffected: 'Says what still works',
	workaround: 'Says what customers can do',
	dataSafety: 'Says whether data is safe',
	nextUpdate: 'Says when the next update comes',
} as const;

const rows: readonly (readonly [string, (card: Scorecard) => string])[] = [
	['Duration', ({ seconds }) => scenarioTime(seconds)],
	[
		'Time to the first notice',
		({ firstNoticeSeconds }) => (firstNoticeSeconds === null ? 'none' : scenarioTime(firstNoticeSeconds)),
	],
	['Notices and updates', ({ notices, updates }) => `${notices}, ${updates}`],
	['Promises kept and broken', ({ promises }) => `${promises.kept}, ${promises.broken}`],
	...Object.entries(answeredRows).map(
		([answer, name]) =>
			[
				name,
				({ answered, notices }: Scorecard) =>
					`${answered[answer as keyof typeof answeredRows] ?? 0} of ${notices}`,
			] as const,
	),
	['Changes of phase', ({ phases }) => String(phases)],
	['Resolved, with a post-mortem', ({ resolved, postmortems }) => `${resolved}, ${postmortems}`],
	['Corrections', ({ corrections }) => String(corrections)],
];

/** `null`: the drill has no scorecard. */
export const scorecardRows = (cards: readonly (Scorecard | null)[]): Row[] =>
	rows.map(([name, textOf]) => ({ name, cells: cards.map((card) => (card ? textOf(card) : '–')) }));
