/** When notices end. */
import type { NoticeValue } from '../records/notice.ts';

/** When a notice ended in the log, or by its window or its expiry. `null` while it is open. */
export function endOf({ endedAt, window, expiresAt }: NoticeValue, now: number): string | null {
	if (endedAt !== null) return endedAt;
	const [first = null] = [window?.end ?? null, expiresAt]
		.filter((instant) => instant !== null)
		.filter((instant) => Date.parse(instant) <= now)
		.sort((a, b) => Date.parse(a) - Date.parse(b));
	return first;
}

/** When a notice ends if nothing changes it. `null`: never. */
export const lastEndOf = (value: NoticeValue): string | null => endOf(value, Number.POSITIVE_INFINITY);

/** Whether a notice was told after it had ended, as history. */
export const isBackdated = ({ addedAt, endedAt }: NoticeValue): boolean =>
	addedAt != null && endedAt !== null && Date.parse(endedAt) <= Date.parse(addedAt);
