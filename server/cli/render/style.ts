/** The colours, width, time and time zone that output uses. */
import picocolors from 'picocolors';
import type { Impact } from '../../../src/model/vocabulary.ts';
import type { Io } from '../io.ts';

export interface Style {
	readonly colours: ReturnType<typeof picocolors.createColors>;
	/** The width of the terminal; infinite for a pipe or a file. */
	readonly columns: number;
	/** Epoch milliseconds. */
	readonly now: number;
	readonly timeZone: string | undefined;
}

export const styleOf = (io: Io): Style => ({
	colours: picocolors.createColors(wantsColours(io)),
	columns: io.stdout.isTTY ? (io.stdout.columns ?? 80) : Number.POSITIVE_INFINITY,
	now: io.now(),
	timeZone: io.timeZone,
});

/** Colours need a terminal and can be turned off (no-color.org). */
const wantsColours = ({ environment, stdout }: Io): boolean =>
	stdout.isTTY === true && !environment.NO_COLOR && environment.TERM !== 'dumb';

export function impactColour({ colours }: Style, impact: Impact): (text: string) => string {
	if (impact === 'critical') return (text) => colours.bold(colours.red(text));
	if (impact === 'major') return colours.red;
	return impact === 'minor' ? colours.yellow : colours.cyan;
}
