import type { State } from '../../src/model/state/state.ts';
import { listNotices, type NoticeFilter } from '../../src/model/views/notice-lists.ts';
import type { Notice } from '../../src/model/views/notices.ts';

/** How many notices are read for a list: a log may have many that the filter leaves out. */
const mostRead = 5_000;

/** The notices that were opened last, without drills of earlier versions; the newest first. */
export function newestNotices(
	state: State,
	now: number,
	filter: NoticeFilter,
	most: number,
	isWanted: (notice: Notice) => boolean = () => true,
): Notice[] {
	const found: Notice[] = [];
	let read = 0;
	for (const { record, isIncluded } of listNotices(state, now, 'all', filter)) {
		const notice = record as Notice;
		if (isIncluded && !notice.value.drill && isWanted(notice)) found.push(notice);
		if (found.length === most || ++read === mostRead) break;
	}
	return found;
}
