import type { State } from '../../model/state/state.ts';
import { endOf, type Notice, recentNotices } from '../../model/views/notices.ts';
import { dayText } from '../i18n/dates.ts';
import { message } from '../i18n/messages.ts';

/**
 * What stands in place of notices where none is open: since when there are none, if the end of the
 * last one is known. `isShown`: whether a notice is for this visitor.
 */
export function nothingOpenText(state: State, now: number, isShown: (notice: Notice) => boolean): string {
	const last = recentNotices(state, now, Number.POSITIVE_INFINITY).find(isShown);
	const day = last ? dayText(endOf(last.value)) : '';
	// An incident of today is no reason to say that there is nothing to report.
	return day && day !== dayText(now) ? message('nothingSince', { day }) : message('noNotices');
}
