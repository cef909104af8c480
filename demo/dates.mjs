/** Dates that are always this week's: `<time data-days="-2">` is the day before yesterday, in this programme's zone. */

const dates = /<time data-days="(-?\d+)">[^<]*<\/time>/g;
const day = new Intl.DateTimeFormat('en-IE', { weekday: 'short', day: 'numeric', month: 'short' });

/**
 * Filled in here and not in the page: formats cost a phone more than all else that a page does as it opens.
 *
 * @param {string} markup
 * @param {number} now epoch milliseconds
 */
export const withDates = (markup, now) =>
	markup.replace(dates, (_, days) => {
		const date = new Date(now);
		date.setDate(date.getDate() + Number(days));
		const pad = (part) => String(part).padStart(2, '0');
		const machine = [date.getFullYear(), pad(date.getMonth() + 1), pad(date.getDate())].join('-');
		return `<time datetime="${machine}">${day.format(date)}</time>`;
	});
