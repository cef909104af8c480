/**
 * The tone of a state: its colours (tokens.ts) and its icon (icons.ts), shown beside the word for
 * it.
 */
import type { NoticeValue } from '../../model/generated/record-types.ts';
import { isEnded } from '../../model/views/notices.ts';
import { type ComponentStatus, impacts } from '../../model/vocabulary.ts';

export type Tone = 'info' | 'maintenance' | 'minor' | 'major' | 'critical' | 'resolved' | 'assurance';

const statusTones: Record<ComponentStatus, Tone> = {
	operational: 'resolved',
	maintenance: 'maintenance',
	degraded: 'minor',
	'partial-outage': 'major',
	'major-outage': 'critical',
};
export const toneOfStatus = (status: ComponentStatus): Tone =>
	Object.hasOwn(statusTones, status) ? statusTones[status] : 'info';

/** `now`: server time, epoch milliseconds. */
export function toneOfNotice(value: NoticeValue, now: number): Tone {
	if (isEnded(value, now)) return 'resolved';
	if (value.kind === 'assurance' || value.kind === 'maintenance') return value.kind;
	// An impact that this version does not know is shown like no impact.
	return impacts.indexOf(value.impact) > 0 ? (value.impact as Tone) : 'info';
}
