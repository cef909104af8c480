/** The trust report as CSV (RFC 4180): one figure a line, so that a spreadsheet can filter it. */
import type { TrustReport } from '../../../src/model/report/trust-report.ts';

type Value = string | number | null;

/** A spreadsheet would run a name that begins like a formula. */
const isFormula = (text: string): boolean => /^[=+\-@\t\r]/.test(text);

function field(value: Value): string {
	if (typeof value === 'number' || value === null) return String(value ?? '');
	const text = isFormula(value) ? `'${value}` : value;
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** `subject`: a month, the id of a component, or empty. An empty value: nothing was measured. */
const header = ['figure', 'subject', 'value'] as const;

export function reportCsv(report: TrustReport): string {
	const { months, components, incidents, promises, postmortems, actions } = report;
	const of = (figure: string, values: object, subject = ''): Value[][] =>
		Object.entries(values).map(([name, value]) => [`${figure}.${name}`, subject, value]);
	const rows: Value[][] = [
		[...header],
		...of('report', { from: report.from, until: report.until }),
		...of('incidents', { count: incidents.count, open: incidents.open }),
		...of('timeToResolve', incidents.timeToResolve),
		...of('timeBetweenUpdates', incidents.timeBetweenUpdates),
		...of('promises', promises),
		...of('postmortems', postmortems),
		['remedies', '', report.remedies],
		...of('actions', actions),
		...months.flatMap(({ month, incidents: counts }) => of('month.incidents', counts, month)),
		...components.flatMap(({ id, name, uptime, minutes, outageMinutesByMonth }) => [
			...of('component', { name, uptime }, id),
			...of('component.minutes', minutes, id),
			...months.map(({ month }, index): Value[] => [
				`component.outageMinutes.${month}`,
				id,
				outageMinutesByMonth[index] ?? 0,
			]),
		]),
	];
	return rows.map((row) => `${row.map(field).join(',')}\r\n`).join('');
}
