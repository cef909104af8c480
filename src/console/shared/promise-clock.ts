/** How much time is left until a promised update, for operators. Pure. */
import { relativeTime } from '../../elements/i18n/relative-time.ts';
import type { Tone } from '../../elements/shared/tones.ts';
import type { NoticeValue } from '../../model/generated/record-types.ts';
import { promiseState } from '../../model/views/notices.ts';
import { secondsText } from './duration-text.ts';

export interface PromiseClock {
	readonly tone: Tone;
	readonly text: string;
}

const soonMs = 5 * 60_000;

/** `null`: no update is promised. */
export function promiseClock(value: NoticeValue, now: number): PromiseClock | null {
	const { state, at } = promiseState(value, now);
	if (at === null) return null;
	const seconds = Math.floor((now - at) / 1_000);
	if (state === 'overdue')
		return {
			tone: 'critical',
			text: seconds < 60 ? 'Update is late' : `Update is ${secondsText(seconds)} late`,
		};
	return { tone: at - now <= soonMs ? 'minor' : 'info', text: `Update due ${relativeTime(at, now)}` };
}
