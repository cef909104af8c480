/**
 * What the plots of the trust report share. Places along the reading direction are percentages, so
 * that the plot fills its column and its text keeps its size; the others are pixels. Colours are
 * classes of the page's style, because its policy allows no styles of elements.
 */
import { escapeHtml } from '../html.ts';

/** The width of the room for the labels of an axis, in percent. */
export const axisRoom = 9;

export interface Frame {
	readonly id: string;
	/** The height in pixels. */
	readonly height: number;
	readonly title: string;
	/** All values in words, for readers who do not see the plot. */
	readonly description: string;
	/** Whether the page is read from right to left. */
	readonly isMirrored: boolean;
}

/** The place of a mark that begins at `from` and is so wide, both in percent. */
export const placeOf = ({ isMirrored }: Frame, from: number, width = 0): string =>
	`${round(isMirrored ? 100 - from - width : from)}%`;

/** Two decimals are less than a tenth of a pixel. */
export const round = (value: number): number => Math.round(value * 100) / 100;

export const mark = (
	frame: Frame,
	name: string,
	[from, width]: readonly [from: number, width: number],
	[y, height]: readonly [y: number, height: number],
): string =>
	`<rect class="${name}" x="${placeOf(frame, from, width)}" y="${round(y)}" width="${round(width)}%" height="${round(height)}"/>`;

/** `anchor`: the side of the text that is at `x`, in the direction of the page. */
export const textAt = (
	frame: Frame,
	x: number,
	y: number,
	text: string,
	anchor: 'start' | 'middle' | 'end',
): string => `<text x="${placeOf(frame, x)}" y="${y}" text-anchor="${anchor}">${escapeHtml(text)}</text>`;

/** Lines across the plot at round values, each with its label. */
export const gridLine = (frame: Frame, y: number, label: string): string =>
	`<line x1="${placeOf(frame, axisRoom)}" x2="${placeOf(frame, 100)}" y1="${round(y)}" y2="${round(y)}"/>${textAt(frame, axisRoom - 2, round(y) + 4, label, 'end')}`;

/** The class and the name of each series of a plot. Readers who do not see it need none. */
export type Legend = readonly (readonly [name: string, text: string])[];

export function legendList(legend: Legend): string {
	const items = legend.map(
		([name, text]) =>
			`<li><svg viewBox="0 0 12 12" aria-hidden="true"><rect class="${name}" width="12" height="12" rx="2"/></svg>${escapeHtml(text)}</li>`,
	);
	return `<ul class="lg q" aria-hidden="true">${items.join('')}</ul>`;
}

export const plot = ({ id, height, title, description }: Frame, marks: readonly string[]): string =>
	`<svg class="pl" width="100%" height="${height}" role="img" aria-labelledby="${id}-title" aria-describedby="${id}-values"><title id="${id}-title">${escapeHtml(title)}</title><desc id="${id}-values">${escapeHtml(description)}</desc>${marks.join('')}</svg>`;

/** The smallest of 1, 2, 5, 10, 20, … whose double is not below the value. */
export function stepFor(greatest: number): number {
	for (let power = 1; ; power *= 10)
		for (const digit of [1, 2, 5]) if (digit * power * 2 >= greatest) return digit * power;
}
