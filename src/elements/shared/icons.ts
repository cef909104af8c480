/** One silhouette per tone, so that a state is told by shape as well as by colour and word. */
import type { NoticeValue } from '../../model/records/records.ts';
import { type ComponentStatus, impacts } from '../../model/vocabulary.ts';
import { dress } from './dom.ts';

export type Tone = 'info' | 'maintenance' | 'minor' | 'major' | 'critical' | 'resolved' | 'assurance';

/** 20 by 20; drawn as strokes, as quiet as the text beside them. */
const paths: Record<Tone, string> = {
	info: 'M10 2a8 8 0 1 0 .1 0zM10 9v5M10 6v.1',
	maintenance: 'M3 3h14v14H3zM8 7v6M12 7v6',
	minor: 'M10 2l8 8-8 8-8-8zM10 6v5M10 14v.1',
	major: 'M10 2l9 15H1zM10 8v4M10 14v.1',
	critical: 'M7 2h6l5 5v6l-5 5H7l-5-5V7zM10 6v5M10 14v.1',
	resolved: 'M10 2a8 8 0 1 0 .1 0zM7 10l2 2 4-4',
	assurance: 'M10 2l7 3v5q0 5-7 8-7-3-7-8V5zM7 10l2 2 4-4',
};

const draw = (tag: string, attributes: Readonly<Record<string, string>>): SVGElement =>
	dress(document.createElementNS('http://www.w3.org/2000/svg', tag) as SVGElement, attributes);

/** A decorative shape of 20 by 20: the word beside it says the same. */
export function shape(d: string): SVGElement {
	const element = draw('svg', { class: 'icon', viewBox: '0 0 20 20', 'aria-hidden': 'true' });
	element.append(draw('path', { d }));
	return element;
}

export const icon = (tone: Tone): SVGElement => shape(paths[tone]);

const tonesOfStatus: Record<ComponentStatus, Tone> = {
	operational: 'resolved',
	maintenance: 'maintenance',
	degraded: 'minor',
	'partial-outage': 'major',
	'major-outage': 'critical',
};
export const toneOfStatus = (status: ComponentStatus): Tone =>
	Object.hasOwn(tonesOfStatus, status) ? tonesOfStatus[status] : 'info';

export function toneOfNotice(value: NoticeValue, ended: boolean): Tone {
	if (ended) return 'resolved';
	if (value.kind === 'assurance' || value.kind === 'maintenance') return value.kind;
	// An impact that this version does not know is told as quietly as none.
	return impacts.indexOf(value.impact) > 0 ? (value.impact as Tone) : 'info';
}
