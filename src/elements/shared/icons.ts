/** One shape per tone, so that a state can be recognised without its colour. */
import { setAttributes } from './dom.ts';
import type { Tone } from './tones.ts';

/** Outlines in a box of 20 by 20. */
const paths: Record<Tone, string> = {
	info: 'M10 2a8 8 0 1 0 .1 0zM10 9v5M10 6v.1',
	maintenance: 'M3 3h14v14H3zM8 7v6M12 7v6',
	minor: 'M10 2l8 8-8 8-8-8zM10 6v5M10 14v.1',
	major: 'M10 2l9 15H1zM10 8v4M10 14v.1',
	critical: 'M7 2h6l5 5v6l-5 5H7l-5-5V7zM10 6v5M10 14v.1',
	resolved: 'M10 2a8 8 0 1 0 .1 0zM7 10l2 2 4-4',
	assurance: 'M10 2l7 3v5q0 5-7 8-7-3-7-8V5zM7 10l2 2 4-4',
};

export const createSvg = (tag: string, attributes: Readonly<Record<string, string>>): SVGElement =>
	setAttributes(document.createElementNS('http://www.w3.org/2000/svg', tag) as SVGElement, attributes);

/** A decorative icon, hidden from assistive technology: the word beside it means the same. */
export function svgIcon(path: string): SVGElement {
	const icon = createSvg('svg', { class: 'icon', viewBox: '0 0 20 20', 'aria-hidden': 'true' });
	icon.append(createSvg('path', { d: path }));
	return icon;
}

export const toneIcon = (tone: Tone): SVGElement => svgIcon(paths[tone]);
