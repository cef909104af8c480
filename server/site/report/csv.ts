/** The trust report as CSV (RFC 4180): one figure a line, so that a spreadsheet can filter it. */
import type { TrustReport } from '../../../src/model/report/trust-report.ts';
import { type CsvValue, csvOf } from '../../core/csv.ts';

/** `subject`: a month, the id of a component, or empty. An empty value: nothing was measured. */
const header = ['figure', 'subject', 'value'] as const;

const backupValues = ({ backups }: TrustReport): object =>
	backups ? { ...backups, hasFailed: Number(backups.hasFailed) } : {};

export function reportCsv(report: TrustReport): string {
	const { months, components, incidents, promises, postmortems, actions, drills, targets } = report;
	const { promises: drillPromises, ...ofDrills } = drills;
	const of = (figure: string, values: object, subject = ''): CsvValue[][] =>
		Object.entries(values).map(([name, value]) => [`${figure}.${name}`, subject, value]);
	const rows: CsvValue[][] = [
		[...header],
		...of('report', { from: report.from, until: report.until }),
		...of('incidents', { count: incidents.count, open: incidents.open }),
		...of('timeToFirstNotice', incidents.timeToFirstNotice),
		...of('timeToResolve', incidents.timeToResolve),
		...of('timeBetweenUpdates', incidents.timeBetweenUpdates),
		...of('cadence', report.cadence ?? {}),
		...of('promises', promises),
		...of('postmortems', postmortems),
		['remedies', '', report.remedies],
		...of('actions', actions),
		...of('drills', ofDrills),
		...of('drills.promises', drillPromises),
		...of('backups', backupValues(report)),
		...of('targets.updateMinutes', targets?.updateMinutes ?? {}),
		...(targets ? of('targets', { drillDays: targets.drillDays, restoreDays: targets.restoreDays }) : []),
		...months.flatMap(({ month, incidents: counts }) => of('month.incidents', counts, month)),
		...components.flatMap(({ id, name, uptime, minutes, outageMinutesByMonth }) => [
			...of('component', { name, uptime }, id),
			...of('component.minutes', minutes, id),
			...months.map(({ month }, index): CsvValue[] => [
				`component.outageMinutes.${month}`,
				id,
				outageMinutesByMonth[index] ?? 0,
			]),
		]),
	];
	return csvOf(rows);
}
