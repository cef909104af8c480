/** One silhouette per tone, so that a state is told by shape as well as by colour and word. */
import type { NoticeValue } from '../model/records.ts';
import type { ComponentStatus } from '../model/vocabulary.ts';

export type Tone = 'info' | 'maintenance' | 'minor' | 'major' | 'critical' | 'resolved' | 'assurance';

/** 20 by 20; drawn as strokes, as quiet as the text beside them. */
const paths: Record<Tone, string> = {
	info: 'M10 2.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 1 1 0-15M10 9v5M10 6v.01',
	maintenance:
		'M12.9 2.9a4.6 4.6 0 0 0-4.7 6.2L2.9 14.4a1.9 1.9 0 0 0 2.7 2.7l5.3-5.3a4.6 4.6 0 0 0 6.2-4.7l-2.7 2.7-2.9-.9-.9-2.9z',
	minor: 'M10 2.5 17.5 10 10 17.5 2.5 10zM10 7v3.5M10 13v.01',
	major: 'M10 2.8 18 17H2zM10 8v4M10 14.5v.01',
	critical: 'M6.9 2.5h6.2l4.4 4.4v6.2l-4.4 4.4H6.9l-4.4-4.4V6.9zM10 6v5M10 14v.01',
	resolved: 'M10 2.5a7.5 7.5 0 1 1 0 15a7.5 7.5 0 1 1 0-15M6.5 10.2l2.4 2.4 4.6-5',
	assurance: 'M10 2.3 16.5 4.6v5c0 4-2.7 6.9-6.5 8.1-3.8-1.2-6.5-4.1-6.5-8.1v-5zM7 9.9l2.2 2.2 3.9-4.3',
};

const svg = 'http://www.w3.org/2000/svg';

/** A decorative icon: the word beside it says the same. */
export function icon(tone: Tone): SVGElement {
	const element = document.createElementNS(svg, 'svg');
	const path = document.createElementNS(svg, 'path');
	element.setAttribute('viewBox', '0 0 20 20');
	element.setAttribute('aria-hidden', 'true');
	element.setAttribute('class', 'icon');
	path.setAttribute('d', paths[tone]);
	element.append(path);
	return element;
}

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
	return value.impact === 'minor' || value.impact === 'major' || value.impact === 'critical'
		? value.impact
		: 'info';
}
