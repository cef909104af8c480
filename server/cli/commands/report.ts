/** `candor report`: the trust report, as the status page has it. */
import type { Command } from 'commander';
import { type JsonObject, requireObject, requireObjects } from '../api/response.ts';
import { examples } from '../help.ts';
import type { Io } from '../io.ts';
import { table } from '../render/table.ts';
import { openSession } from '../session.ts';
import { sanitize, textOf } from '../terminal-text.ts';

export function addReport(program: Command, io: Io): void {
	program
		.command('report')
		.summary('what happened in twelve months, and what was kept')
		.description(
			'Prints the trust report: incidents by month, times to the first notice, to resolve and between updates, promises, reports, promised actions, drills, the restored backup, and the minutes of each component. It is public. /report.csv of the server has the same for a spreadsheet.',
		)
		.addHelpText('after', examples('candor report', 'candor report --json'))
		.action(async (_options: object, self: Command) => {
			const session = openSession(io, self);
			const result = requireObject(await session.client.read('report.json'));
			session.printResult(result, () => {
				const report = requireObject(sanitize(result));
				const rows = (list: readonly (readonly string[])[]): string[] => table(list, session.style, 1);
				return [
					`From ${dayOf(report.from)} to ${dayOf(report.until)}, in UTC`,
					'',
					...rows(figures(report)),
					'',
					...rows([monthHeader, ...requireObjects(report, 'months').map(monthRow)]),
					'',
					...rows([componentHeader, ...requireObjects(report, 'components').map(componentRow)]),
				];
			});
		});
}

const dayOf = (instant: unknown): string => textOf(instant).slice(0, 10);

function figures(report: JsonObject): string[][] {
	const part = (name: string): JsonObject => requireObject(report[name]);
	const [incidents, promises, postmortems, actions] = [
		part('incidents'),
		part('promises'),
		part('postmortems'),
		part('actions'),
	];
	const all = Number(promises.kept) + Number(promises.broken);
	return [
		['Incidents', `${textOf(incidents.count)}, open: ${textOf(incidents.open)}`],
		...measuredRow('Time to first notice', incidents.timeToFirstNotice),
		['Time to resolve', measuredText(incidents.timeToResolve)],
		['Time between updates', measuredText(incidents.timeBetweenUpdates)],
		...cadenceRow(report.cadence),
		['Updates on time', `${textOf(promises.kept)} of ${all}`],
		[
			'Reports on time',
			`${textOf(postmortems.onTime)} of ${textOf(postmortems.expected)}, within ${textOf(postmortems.onTimeDays)} days`,
		],
		['Remedies', textOf(report.remedies)],
		[
			'Promised actions',
			`done: ${textOf(actions.done)}, to do: ${textOf(actions.open)}, overdue: ${textOf(actions.overdue)}`,
		],
		...drillRow(report.drills),
		...backupRow(report.backups),
	];
}

// A server of an earlier version does not send these figures.

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null;

const measuredRow = (name: string, value: unknown): string[][] =>
	isObject(value) ? [[name, measuredText(value)]] : [];

function cadenceRow(value: unknown): string[][] {
	if (!isObject(value)) return [];
	const { kept, all } = requireObject(value);
	const text = all === 0 ? 'nothing to measure' : `${textOf(kept)} of ${textOf(all)}`;
	return [['Updates within the target', text]];
}

function drillRow(value: unknown): string[][] {
	if (!isObject(value)) return [];
	const { held, lastAt } = requireObject(value);
	return [['Drills', lastAt === null ? 'none' : `${textOf(held)}, the last one on ${dayOf(lastAt)}`]];
}

function backupRow(value: unknown): string[][] {
	if (!isObject(value)) return [];
	const { verifiedAt, hasFailed } = requireObject(value);
	const checked = verifiedAt === null ? 'none' : `on ${dayOf(verifiedAt)}`;
	return [['Backup restored', hasFailed === true ? `${checked}; the last attempt failed` : checked]];
}

function measuredText(value: unknown): string {
	const { medianMinutes, p90Minutes } = requireObject(value);
	if (medianMinutes === null || p90Minutes === null) return 'nothing to measure';
	return `median ${textOf(medianMinutes)} min, 90 % within ${textOf(p90Minutes)} min`;
}

const monthHeader = ['Month', 'Critical', 'Major', 'Minor', 'None'];

function monthRow({ month, incidents }: JsonObject): string[] {
	const { critical, major, minor, none } = requireObject(incidents);
	return [month, critical, major, minor, none].map(textOf);
}

const componentHeader = ['Component', 'Uptime', 'Major outage', 'Partial outage', 'Degraded', 'Maintenance'];

function componentRow({ name, uptime, minutes }: JsonObject): string[] {
	const lasted = requireObject(minutes);
	const share = typeof uptime === 'number' ? `${(uptime * 100).toFixed(2)} %` : '–';
	const statuses = ['major-outage', 'partial-outage', 'degraded', 'maintenance'];
	return [textOf(name), share, ...statuses.map((status) => `${textOf(lasted[status])} min`)];
}
