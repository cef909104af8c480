import type { State } from '../../model/state/state.ts';
import { activeNotices, type Notice } from '../../model/views/notices.ts';
import { type ComponentStatus, componentStatuses, statusForImpact, worst } from '../../model/vocabulary.ts';
import { type Tone, toneOfNotice, toneOfStatus } from '../shared/tones.ts';

/** The worst status that an open notice stands for. */
const statusOf = ({ value }: Notice): ComponentStatus =>
	worst(componentStatuses, [
		...value.affected.map(({ status }) => status),
		...(value.kind === 'incident' ? [statusForImpact[value.impact]] : []),
	]);

/**
 * The tone of the whole page. It is the tone of the notice that explains the status, so that one
 * event looks the same in every element; without one it is that of the status.
 */
export function overallTone(
	state: State,
	now: number,
	overall: ComponentStatus,
	isCounted: (notice: Notice) => boolean,
): Tone {
	const cause = activeNotices(state, now)
		.filter(isCounted)
		.find((notice) => statusOf(notice) === overall);
	const tone = cause ? toneOfNotice(cause.value, now) : 'info';
	// A notice without an impact has no tone of its own.
	return tone === 'info' ? toneOfStatus(overall) : tone;
}
