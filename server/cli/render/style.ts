/** How words look on this terminal, and as of when they are said. */
import type picocolors from 'picocolors';
import type { Impact } from '../../../src/model/vocabulary.ts';
import { columnsOf, fit } from '../harmless.ts';

export interface Style {
	readonly colours: ReturnType<typeof picocolors.createColors>;
	/** How wide the terminal is; without end where words go somewhere else. */
	readonly columns: number;
	/** Epoch milliseconds. */
	readonly now: number;
	readonly timeZone: string | undefined;
}

export function impactColour({ colours }: Style, impact: Impact): (text: string) => string {
	if (impact === 'critical') return (text) => colours.bold(colours.red(text));
	if (impact === 'major') return colours.red;
	return impact === 'minor' ? colours.yellow : colours.cyan;
}

/** The longest id fits. */
const widestColumn = 64;

/**
 * Rows in columns as wide as their words. On a terminal the first `whole` columns are never cut, the others where they
 * get too wide or the terminal ends; elsewhere nothing is.
 */
export function table(
	rows: readonly (readonly string[])[],
	{ columns }: Pick<Style, 'columns'>,
	whole: number,
): string[] {
	const widths: number[] = [];
	for (const row of rows)
		for (const [index, cell] of row.entries())
			widths[index] = Math.min(widestColumn, Math.max(widths[index] ?? 0, columnsOf(cell)));
	return rows.map((row) => {
		const cells = row.map((cell, index) => {
			const width = widths[index] ?? 0;
			const kept = index < whole || columns === Number.POSITIVE_INFINITY ? cell : fit(cell, width);
			return kept + ' '.repeat(Math.max(0, width - columnsOf(kept)));
		});
		const first = cells.slice(0, whole).join('  ');
		const rest = cells.slice(whole).join('  ').trimEnd();
		const line = rest === '' ? first : `${first}  ${fit(rest, Math.max(1, columns - columnsOf(first) - 2))}`;
		return line.trimEnd();
	});
}
