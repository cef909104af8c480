/**
 * Text measured in the columns of a terminal. Apart from terminal-text.ts, because the tables of
 * Unicode take longer to load than the rest of the command line.
 */
import stringWidth from 'string-width';

/** The number of columns that a terminal uses for a text without escape sequences. */
export const columnsOf = (text: string): number => stringWidth(text);

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** The text, shortened to at most `maxColumns` columns with "…" at its end. */
export function fit(text: string, maxColumns: number): string {
	if (columnsOf(text) <= maxColumns) return text;
	let kept = '';
	let columns = 1;
	for (const { segment } of graphemes.segment(text)) {
		columns += columnsOf(segment);
		if (columns > maxColumns) break;
		kept += segment;
	}
	return `${kept.trimEnd()}…`;
}
