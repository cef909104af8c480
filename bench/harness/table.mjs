/** The report for people. */
import { medianRatio } from './statistics.mjs';

/** One table per run: medians, and their ratio to the C program. */
export function printRun({ scenario, readers, columns, results }) {
	if (!results?.length) return;
	const limit = results.find(({ server }) => server === 'c');
	const rows = results.map(({ server, medians, rounds }) => [
		server,
		...Object.keys(columns).map((key) => {
			const ratio =
				limit && server !== 'c'
					? medianRatio(
							rounds.map((values) => values[key]),
							limit.rounds.map((values) => values[key]),
						)
					: null;
			// A ratio to almost zero is meaningless.
			const worthwhile = ratio !== null && limit.medians[key] >= 1 && Number.isFinite(ratio);
			return `${digits(medians[key])}${worthwhile ? ` (${ratio.toFixed(2)} ×)` : ''}`;
		}),
	]);
	const rounds = results[0].rounds.length;
	console.log(
		`\n${scenario}, ${readers} readers, ${rounds === 1 ? '1 round' : `median of ${rounds} rounds`}`,
	);
	printTable([['', ...Object.values(columns)], ...rows]);
}

export function printChecks(checks) {
	if (checks.length === 0) return;
	console.log('\nBudgets');
	printTable([
		['', 'measured', 'at most', ''],
		...checks.map(({ name, measured, budget, unit, held }) => [
			name,
			`${digits(measured)} ${unit}`.trim(),
			`${budget} ${unit}`.trim(),
			held ? 'holds' : 'OVER',
		]),
	]);
}

const digits = (value) =>
	(value ?? null) === null
		? '–'
		: Math.abs(value) >= 100
			? value.toFixed(0)
			: value.toFixed(Math.abs(value) >= 10 ? 1 : 2);

function printTable(rows) {
	const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
	for (const row of rows)
		console.log(
			row
				.map((cell, column) => (column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column])))
				.join('  ')
				.trimEnd(),
		);
}
