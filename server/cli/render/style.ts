/** How words look on this terminal, and as of when they are said. */
import type picocolors from 'picocolors';
import type { Impact } from '../../../src/model/index.ts';
import { columnsOf, fit } from '../harmless.ts';

export interface Style {
	readonly colours: ReturnType<typeof picocolors.createColors>;
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

/** Rows in columns as wide as their words, none wider than 48; the last is cut where the terminal ends. */
export function table(rows: readonly (readonly string[])[], { columns }: Style): string[] {
	const widths: number[] = [];
	for (const row of rows)
		for (const [index, cell] of row.entries())
			widths[index] = Math.min(48, Math.max(widths[index] ?? 0, columnsOf(cell)));
	return rows.map((row) => {
		const cells = row.map((cell, index) => {
			const width = widths[index] ?? 0;
			const kept = fit(cell, width);
			return kept + ' '.repeat(width - columnsOf(kept));
		});
		return fit(cells.join('  ').trimEnd(), columns);
	});
}
