import { CandorError } from '../errors.ts';
import { plainTitle } from '../plain-title.ts';
import type { NoticeValue } from '../records/notice.ts';
import { inOrder } from '../state/indexes.ts';
import type { State } from '../state/state.ts';
import { byOpening } from '../views/notice-lists.ts';
import { isActive, isExpired, isUpcoming, type Notice } from '../views/notices.ts';

/** Two operators who see the same outage open the same notice within this time. */
const similarWithinMs = 10 * 60_000;

type Opened = Pick<NoticeValue, 'kind' | 'title' | 'drill'> & {
	readonly affected: readonly { readonly component: string }[];
};

const shareComponent = ({ affected: first }: Opened, { affected: second }: Opened): boolean =>
	first.some(({ component }) => second.some((other) => other.component === component));

/** The notices of the last minutes that are open or announced. Older ones are not read. */
function openedLately(state: State, now: number): Notice[] {
	const found: Notice[] = [];
	for (const record of inOrder(state, byOpening)) {
		const { value } = record as Notice;
		if (now - Date.parse(value.openedAt) >= similarWithinMs) break;
		if (isActive(value, now) || (isUpcoming(value, now) && !isExpired(value, now)))
			found.push(record as Notice);
	}
	return found;
}

/**
 * Refuses a notice that has the title and a component of one that was just opened. Throws
 * CandorError `similar-open` with its id.
 */
export function checkNotSimilar(opened: Opened, state: State, now: string): void {
	const time = Date.parse(now);
	const similar = openedLately(state, time).find(
		({ value }) =>
			value.kind === opened.kind &&
			value.drill === opened.drill &&
			plainTitle(value.title) === plainTitle(opened.title) &&
			shareComponent(value, opened),
	);
	if (!similar) return;
	const message = `The notice "${similar.id}" with this title was opened less than ten minutes ago. Post an update to it, or open a second one with "anyway" (on the command line: --anyway).`;
	throw new CandorError('similar-open', message, [{ path: 'title', message }]);
}
