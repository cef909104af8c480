/** The last days of a component as one drawing: a path for each status, not a node for each day. */
import type { ComponentHistory } from '../../model/history/history.ts';
import { createSvg } from '../shared/icons.ts';
import { toneOfStatus } from '../shared/tones.ts';

/** Of the drawing. A day is one unit wide, and its bar a part of it, so that the bars are apart. */
const height = 28;
const barWidth = 0.77;

/** A bar differs in height as well as in colour. In parts of the drawing's height. */
const heights: Readonly<Record<string, number>> = {
	operational: 0.6,
	maintenance: 0.6,
	degraded: 0.75,
	'partial-outage': 0.88,
	'major-outage': 1,
};
/** A day before the component existed. */
const heightWithoutStatus = 0.1;

/** The narrowest screens have room for this many days. */
export const narrowDays = 30;

const barPath = (index: number, share: number): string =>
	`M${index} ${height}v${-height * share}h${barWidth}v${height * share}z`;

/**
 * The drawing fills its box, whatever size that has. Its first path is for {@link markDay}. It is
 * drawn from left to right; history-styles.ts turns it round.
 */
export function historyBars({ worst }: ComponentHistory): SVGElement {
	const days = worst.length;
	const paths = new Map<string, string>();
	for (const [index, status] of worst.entries()) {
		const share = heights[status ?? ''] ?? heightWithoutStatus;
		paths.set(status ?? '', `${paths.get(status ?? '') ?? ''}${barPath(index, share)}`);
	}
	const svg = createSvg('svg', {
		class: 'strip',
		viewBox: `0 0 ${days} ${height}`,
		preserveAspectRatio: 'none',
	});
	svg.append(
		createSvg('path', { class: 'pointed' }),
		...[...paths].map(([status, d]) =>
			createSvg(
				'path',
				status ? { d, 'data-status': status, 'data-tone': toneOfStatus(status as 'operational') } : { d },
			),
		),
	);
	// No content security policy forbids styles that are set through the CSSOM.
	svg.style.setProperty('--_zoom', `${Math.max(1, days / narrowDays)}`);
	return svg;
}

/** Marks one day, or none with `null`. */
export function markDay(bars: SVGElement, index: number | null): void {
	const d = index === null ? '' : `M${index} 0h${barWidth}v${height}h${-barWidth}z`;
	bars.firstElementChild?.setAttribute('d', d);
}

/** The index of the day at a place in the window, CSS pixels from its left edge. */
export function dayAt(bars: SVGElement, days: number, clientX: number, isRtl: boolean): number {
	const { left, width } = bars.getBoundingClientRect();
	const share = (clientX - left) / width;
	return Math.max(0, Math.min(days - 1, Math.floor((isRtl ? 1 - share : share) * days)));
}
