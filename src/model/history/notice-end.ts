/** When notices end. */
import type { NoticeValue } from '../generated/record-types.ts';
import { clockEndOf } from '../views/notices.ts';

/** When a notice ended in the log, or by its window or its expiry. `null` while it is open. */
export function endOf(value: NoticeValue, now: number): string | null {
	if (value.endedAt !== null) return value.endedAt;
	const [first = null] = [clockEndOf(value), value.expiresAt]
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
