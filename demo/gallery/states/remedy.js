import { lost } from '../feed.js';
import { days, house, minutes, words } from '../records.js';

/** A unique id, because claims are stored by id. */
const sorry = (claim, { id = 'r1', ...value } = {}) => ({
	...house,
	[`remedy/${id}`]: {
		notice: null,
		title: 'We are sorry about last night',
		apology: words(
			'For an hour you could not pay by card. That was our fault, and we know what it costs you.',
		),
		offer: { kind: 'service-credit', summary: 'One month without the account fee' },
		terms: words('For every account that was open on the day. It is taken off the next bill.'),
		expiresAt: days(14),
		claim,
		audience: null,
		language: null,
		translations: {},
		publishedAt: minutes(-30),
		...value,
	},
});
const link = { type: 'link', href: 'https://status.example.com/claim' };
const code = { type: 'code', code: 'SORRY-2611' };
const event = { type: 'event' };
const offer = (kind, summary) => sorry(link, { terms: null, offer: { kind, summary } });

export const remedy = [
	['service credit, claimed by a link', sorry(link)],
	['discount', offer('discount', 'A tenth off your next three bills')],
	['extended trial', offer('extended-trial', 'Two more weeks to try it')],
	['waived fee', offer('waived-fee', 'No fee for transfers this month')],
	['loyalty points', offer('loyalty-points', '500 points for your next order')],
	['free access', offer('free-access', 'The premium account, free until the new year')],
	['rescheduling', offer('rescheduling', 'A new appointment on a day that suits you')],
	['claimed by a code', sorry(code)],
	['code copied', sorry(code, { id: 'r2' }), { presses: ['button'] }],
	['claimed in the page', sorry(event)],
	['claimed', sorry(event, { id: 'r3' }), { presses: ['button'] }],
	['it has ended', sorry(event), { later: sorry(event, { expiresAt: minutes(-60) }) }],
	['all claims are made', sorry(event), { later: sorry(event, { ended: 'sold-out' }) }],
	['the budget is spent', sorry(event), { later: sorry(event, { ended: 'spent' }) }],
	['connection lost', sorry(link), { heard: lost() }],
];
