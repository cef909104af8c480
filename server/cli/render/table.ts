/** Rows of text as aligned columns. */
import { columnsOf, fit } from '../text-width.ts';
import type { Style } from './style.ts';

/** The longest id fits. */
const maxColumnWidth = 64;

/**
 * The rows as lines. On a terminal the first `uncut` columns are printed whole; the others are
 * shortened to the widest column allowed and to the terminal's edge. Without a terminal nothing is
 * shortened.
 */
export function table(
	rows: readonly (readonly string[])[],
	{ columns }: Pick<Style, 'columns'>,
	uncut: number,
): string[] {
	const widths: number[] = [];
	for (const row of rows)
		for (const [index, cell] of row.entries())
			widths[index] = Math.min(maxColumnWidth, Math.max(widths[index] ?? 0, columnsOf(cell)));
	return rows.map((row) => {
		const cells = row.map((cell, index) => {
			const width = widths[index] ?? 0;
			const isWhole = index < uncut || columns === Number.POSITIVE_INFINITY;
			const text = isWhole ? cell : fit(cell, width);
			return text + ' '.repeat(Math.max(0, width - columnsOf(text)));
		});
		const first = cells.slice(0, uncut).join('  ');
		const rest = cells.slice(uncut).join('  ').trimEnd();
		const line = rest === '' ? first : `${first}  ${fit(rest, Math.max(1, columns - columnsOf(first) - 2))}`;
		return line.trimEnd();
	});
}
