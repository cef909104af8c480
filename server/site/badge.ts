/** A badge with the status of the page or of one component: a picture, and data for shields.io. */
import stringWidth from 'string-width';
import { directionOf } from '../../src/model/text-direction.ts';
import { components, overallStatus } from '../../src/model/views/components.ts';
import type { ComponentStatus } from '../../src/model/vocabulary.ts';
import { escapeHtml, readableXml } from './html.ts';
import type { SiteView } from './view.ts';

/** Dark enough for white letters: at least 4.5:1. */
export const badgeColours = {
	operational: '#18733a',
	maintenance: '#1f5fa8',
	degraded: '#855500',
	'partial-outage': '#a8480b',
	'major-outage': '#b3261e',
} as const satisfies Record<ComponentStatus, string>;
export const labelColour = '#3d4450';

interface Badge {
	readonly label: string;
	readonly message: string;
	readonly colour: string;
}

function badgeOf({ state, now, words, component }: SiteView): Badge {
	const found = components(state, now).find(({ id }) => id === component);
	if (found)
		return {
			label: found.value.name,
			message: words.statuses[found.status],
			colour: badgeColours[found.status],
		};
	const status = overallStatus(state, now);
	return { label: words.region, message: words.pills[status], colour: badgeColours[status] };
}

/** The response of an endpoint of shields.io. */
export function shieldsBadge(view: SiteView): string {
	const { label, message, colour } = badgeOf(view);
	return JSON.stringify({ schemaVersion: 1, label, message, color: colour.slice(1), cacheSeconds: 60 });
}

const height = 20;
const padding = 7;
/** Of a column of text, at 11 px. The browser fits the text into it, whatever font it has. */
const columnPx = 6.6;

export function svgBadge(view: SiteView): string {
	const { label, message, colour } = badgeOf(view);
	const whole = escapeHtml(`${label}: ${message}`);
	const direction = directionOf(view.language);
	const parts = [
		{ text: label, fill: labelColour },
		{ text: message, fill: colour },
	].map((part) => ({ ...part, textPx: Math.ceil(stringWidth(part.text) * columnPx) }));
	// The label is where the line begins.
	const ordered = direction === 'rtl' ? [...parts].reverse() : parts;
	let x = 0;
	const drawn = ordered.map(({ text, fill, textPx }) => {
		const width = textPx + 2 * padding;
		const middle = x + width / 2;
		const rect = `<rect x="${x}" width="${width}" height="${height}" fill="${fill}"/>`;
		const words = `<text x="${middle}" y="14" textLength="${textPx}" lengthAdjust="spacingAndGlyphs">${escapeHtml(text)}</text>`;
		x += width;
		return { rect, words };
	});
	return readableXml(`<svg xmlns="http://www.w3.org/2000/svg" width="${x}" height="${height}" viewBox="0 0 ${x} ${height}" role="img" aria-label="${whole}" lang="${view.language}"><title>${whole}</title><clipPath id="r"><rect width="${x}" height="${height}" rx="4"/></clipPath><g clip-path="url(#r)">${drawn.map(({ rect }) => rect).join('')}</g><g fill="#fff" text-anchor="middle" direction="${direction}" font-family="Verdana,DejaVu Sans,Geneva,sans-serif" font-size="11">${drawn.map(({ words }) => words).join('')}</g></svg>
`);
}
