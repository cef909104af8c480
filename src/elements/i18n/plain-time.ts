/** Times without Intl: by the reader's zone and clock, in figures alone, which are read alike in most languages. */

const two = (count: number): string => `${count}`.padStart(2, '0');

/** The kinds of English that count the hours twice to twelve. */
const twice = /^en(-(US|CA|AU|NZ|IN|PH|SG|MY|HK|PK))?$/i;

/** "14:30", "2:30 PM". */
export function plainTime(date: Date, reader = navigator.language): string {
	const [hours, minutes] = [date.getHours(), two(date.getMinutes())];
	return twice.test(reader)
		? `${hours % 12 || 12}:${minutes} ${hours < 12 ? 'AM' : 'PM'}`
		: `${two(hours)}:${minutes}`;
}

/** "2026-11-24". */
export const plainDay = (date: Date): string =>
	`${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
