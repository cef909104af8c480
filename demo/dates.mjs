/** Dates relative to today: `<time data-days="-2">` is the day before yesterday, in the server's time zone. */

const dates = /<time data-days="(-?\d+)">[^<]*<\/time>/g;
const day = new Intl.DateTimeFormat('en-IE', { weekday: 'short', day: 'numeric', month: 'short' });

/**
 * The server fills them in: date formats cost a phone more than everything else that the page does at its start.
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
