import type { Impact, NoticeKind } from '../../../src/model/vocabulary.ts';
import type { Tone } from './icons.ts';

const impactTones: Readonly<Record<Impact, Tone>> = {
	none: 'info',
	minor: 'degraded',
	major: 'partial-outage',
	critical: 'major-outage',
};

/** The tone of a notice. One that has ended is calm. */
export function toneOf(kind: NoticeKind, impact: Impact, hasEnded: boolean): Tone {
	if (hasEnded) return 'operational';
	if (kind === 'maintenance') return 'maintenance';
	return kind === 'incident' ? impactTones[impact] : 'info';
}
