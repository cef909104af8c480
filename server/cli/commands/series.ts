/** `candor series`: maintenance that recurs. */
import type { Command } from 'commander';
import { pathTo } from '../api/client.ts';
import { removed } from '../api/expectations.ts';
import { type JsonObject, requireObject, requireObjects } from '../api/response.ts';
import { readAnnounced, readSeries, seriesHelp } from '../api/series.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { parseId } from '../options/parsers.ts';
import { addWriteOptions, type WriteOptions } from '../options/write-options.ts';
import { announcedLines, seriesHead, seriesLines } from '../render/series.ts';
import { openSession } from '../session.ts';
import { quoted, sanitize } from '../terminal-text.ts';
import { addSeriesOccurrences } from './series-occurrences.ts';
import { addSeriesWrites } from './series-write.ts';

export function addSeries(program: Command, io: Io): void {
	const series = program
		.command('series')
		.summary('maintenance that recurs')
		.description(
			'A series announces each of its maintenances by itself, with an ordinary notice. Times are on the clocks of its zone.',
		)
		.addHelpText(
			'after',
			examples(
				'candor series list',
				'candor series create "Database upgrade" --every "week on sunday" --starts "sun 02:00" --lasts 2h --zone Europe/Berlin --component reports',
				'candor series move db-upgrade 2027-03-28 --ends "2027-03-28 06:00"',
				'candor series cancel db-upgrade 2027-04-04 -m "It is not needed."',
			),
		);
	addList(series, io);
	addShow(series, io);
	addSeriesWrites(series, io);
	addSeriesOccurrences(series, io);
	addRemove(series, io);
}

function addList(series: Command, io: Io): void {
	series
		.command('list')
		.summary('all series')
		.description('Lists the maintenance that recurs, with the next occurrence of each.')
		.addHelpText('after', examples('candor series list', 'candor series list --json'))
		.action(async (_options: object, self: Command) => {
			const session = openSession(io, self);
			const result = await session.client.read('v1/series', { asOperator: true });
			const list = requireObjects(sanitize(result), 'series');
			session.printResult(result, () =>
				list.length === 0
					? ['No maintenance recurs. Plan some with "candor series create".']
					: list.flatMap((each) => [
							...seriesHead(each, session.style),
							...seriesLines(first(each), session.style).slice(3),
						]),
			);
		});
}

/** The series with its next occurrence alone. */
const first = (series: JsonObject): JsonObject => ({
	...series,
	occurrences: requireObjects(series, 'occurrences').slice(0, 1),
});

function addShow(series: Command, io: Io): void {
	series
		.command('show')
		.summary('a series and its next five occurrences')
		.description('Shows a series, and its next five occurrences in UTC and in its zone.')
		.argument('<series>', seriesHelp, parseId)
		.addHelpText('after', examples('candor series show db-upgrade', 'candor series show db-upgrade --json'))
		.action(async (id: string, _options: object, self: Command) => {
			const session = openSession(io, self);
			const result = await readSeries(session.client, id);
			session.printResult(result, () => seriesLines(requireObject(sanitize(result)), session.style));
		});
}

function addRemove(series: Command, io: Io): void {
	const remove = series
		.command('remove')
		.summary('remove a series')
		.description('Removes a series: nothing more is announced. Notices that are announced stay.')
		.argument('<series>', seriesHelp, parseId);
	addWriteOptions(remove, ['the series', 'candor series list --json'])
		.addHelpText('after', examples('candor series remove db-upgrade'))
		.action(async (id: string, options: WriteOptions, self: Command) => {
			const session = openSession(io, self);
			const announced = await readAnnounced(session, id);
			await session.client.write({
				method: 'DELETE',
				path: pathTo('v1', 'series', id),
				expectation: removed('candor series list'),
				...options,
			});
			session.printResult({ id, removed: true }, () => [
				`Removed the series ${quoted(id)}. Nothing more is announced. To take it back: candor undo --series ${id}`,
				...announcedLines(announced, session.style, { isRemoved: true }),
			]);
		});
}
