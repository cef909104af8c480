/** What Larkfield's operators publish after the outage: the post-mortem, the remedy, and two notices that look ahead. */

const hour = 3_600_000;
const hoursOn = (now, count) => new Date(now + count * hour).toISOString();

/** Tomorrow at an hour of the visitor's clock. */
function tomorrowAt(now, hours) {
	const date = new Date(now);
	date.setDate(date.getDate() + 1);
	date.setHours(hours, 0, 0, 0);
	return date.toISOString();
}

/** The requests of these acts, in the form of requests.js. */
export const sequel = {
	explain: ({ cards }, now) => [
		{
			method: 'PUT',
			path: `/v1/notices/${cards}/postmortem`,
			body: {
				title: 'Why card payments failed',
				body: 'We renewed a certificate a day before the card network expected it. Our test covered our side only, so we found out when payments were declined. The alarm came from customers before it came from our own monitoring. That was too late, and it is our mistake.',
				actions: [
					{ title: 'Both sides renew on the same day', state: 'done', dueBy: null },
					{ title: 'A test payment after every renewal', state: 'in-progress', dueBy: hoursOn(now, 7 * 24) },
					{
						title: 'An alarm at the first declined payments',
						state: 'planned',
						dueBy: hoursOn(now, 30 * 24),
					},
				],
			},
		},
	],
	repair: ({ cards, remedy }, now) => [
		{
			method: 'PUT',
			path: `/v1/remedies/${remedy}`,
			body: {
				notice: cards,
				title: 'We are sorry about your card',
				apology:
					'You stood at a till and could not pay. That should not happen, and we know that it is embarrassing.',
				offer: { kind: 'waived-fee', summary: 'No account fee next month' },
				terms: 'For every account with a Larkfield card. Use the code under Settings, Fees.',
				claim: { type: 'code', code: 'LARK-SORRY' },
				expiresAt: hoursOn(now, 14 * 24),
				audience: null,
			},
		},
	],
	announce: ({ work }, now) => [
		{
			method: 'POST',
			path: '/v1/notices',
			body: {
				id: work,
				kind: 'maintenance',
				title: 'Upgrade of the card systems',
				body: 'Card payments may be declined for a few minutes. Everything else works as usual.',
				affected: [{ component: 'card-payments' }],
				window: { start: tomorrowAt(now, 2), end: tomorrowAt(now, 4) },
			},
		},
	],
	address: ({ business }) => [
		{
			method: 'POST',
			path: '/v1/notices',
			body: {
				id: business,
				kind: 'announcement',
				title: 'Business accounts: collect declined payments again',
				body: 'Your customers’ declined payments are listed under Reports. You can collect all of them again with one click.',
				audience: { attributes: { plan: ['business'] }, routes: [], signedIn: null, percentage: null },
			},
		},
	],
};
