/**
 * Times and days in digits only, without `Intl`: the visitor's zone, and 12 or 24 hours as usual in
 * their language.
 */

const twoDigits = (count: number): string => `${count}`.padStart(2, '0');

/** The kinds of English that use a 12-hour clock. */
const twelveHourLanguages = /^en(-(US|CA|AU|NZ|IN|PH|SG|MY|HK|PK))?$/i;

/** "14:30", "2:30 PM". `language`: a BCP 47 tag. */
export function plainTime(date: Date, language = navigator.language): string {
	const [hours, minutes] = [date.getHours(), twoDigits(date.getMinutes())];
	return twelveHourLanguages.test(language)
		? `${hours % 12 || 12}:${minutes} ${hours < 12 ? 'AM' : 'PM'}`
		: `${twoDigits(hours)}:${minutes}`;
}

/** "2026-11-24". */
export const plainDay = (date: Date): string =>
	`${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;
