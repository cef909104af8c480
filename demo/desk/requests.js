/** The texts of Larkfield's operators during the outage, as requests to Candor's API. */
export const larkfield = { name: 'Larkfield', supportUrl: 'mailto:help@larkfield.example' };
export const components = {
	'card-payments': { name: 'Card payments', description: 'In shops and online', position: 0 },
	transfers: { name: 'Transfers', description: 'Standing orders and direct debits too', position: 1 },
	'cash-machines': { name: 'Cash machines', position: 2 },
	'sign-in': { name: 'Signing in', description: 'In the browser and on phones', position: 3 },
};

const minute = 60_000;
const minutesOn = (now, count) => new Date(now + count * minute).toISOString();

/** Tomorrow at an hour of the visitor's clock. */
function tomorrowAt(now, hour) {
	const date = new Date(now);
	date.setDate(date.getDate() + 1);
	date.setHours(hour, 0, 0, 0);
	return date.toISOString();
}

const post = (path, body) => ({ method: 'POST', path, body });
const update = (id, body) => post(`/v1/notices/${id}/updates`, body);

/** Each act's requests, from the run's ids and the time now (epoch milliseconds). */
export const requests = {
	prepare: () => [
		{ method: 'PATCH', path: '/v1/page', body: larkfield },
		...Object.entries(components).map(([id, component]) => ({
			method: 'PUT',
			path: `/v1/components/${id}`,
			body: { description: null, group: null, status: null, ...component },
		})),
	],
	open: ({ cards }, now) => [
		post('/v1/notices', {
			id: cards,
			title: 'Card payments are failing',
			impact: 'major',
			body: 'Card payments in shops and online are being declined. We are looking for the cause. A payment that is declined is **not** taken from your account.',
			affected: [{ component: 'card-payments', status: 'major-outage' }],
			unaffected: ['transfers', 'cash-machines', 'sign-in'],
			promise: { nextUpdateBy: minutesOn(now, 20) },
		}),
	],
	identify: ({ cards }, now) => [
		update(cards, {
			phase: 'identified',
			body: 'We have found the cause: the certificate by which the card network recognises us was renewed on one side only. We are putting the new one in place on the other.',
			workaround:
				'Pay straight from your **Everyday account**: choose it on the Pay page. Cash machines work too.',
			actions: ['Putting the new certificate in place', 'Testing payments with the card network'],
			promise: { nextUpdateBy: minutesOn(now, 15) },
		}),
	],
	reassure: ({ security }, now) => [
		post('/v1/notices', {
			id: security,
			kind: 'assurance',
			title: 'Your money and your data',
			body: 'Some of you ask whether this is an attack. Here is what we know, and what we do not know yet.',
			dataSafety: {
				state: 'investigating',
				statement:
					'The declined payments have a technical cause. Whether anybody used the moment is being checked, system by system.',
				approvedBy: 'Security team',
			},
			checklist: [
				'Keep your card: it need not be blocked or replaced',
				'Give your code to nobody: we never ask for it',
				'Look through your last payments, and call us about any that is not yours',
			],
			promise: { nextUpdateBy: minutesOn(now, 30) },
			expiresAt: minutesOn(now, 24 * 60),
		}),
	],
	clear: ({ security }) => [
		update(security, {
			body: 'The check is finished. Your money and your data are safe.',
			dataSafety: {
				state: 'safe',
				statement: 'Nobody outside the bank read, changed or took anything, and no payment was taken twice.',
				evidence:
					'We compared every access to the card systems, from an hour before the first declined payment until now, with the list of our own programmes. Each entry is one of ours. A second team repeated the check and found the same.',
				approvedBy: 'Head of security',
			},
		}),
	],
	watch: ({ cards }, now) => [
		update(cards, {
			phase: 'monitoring',
			impact: 'minor',
			body: 'The new certificate is in place, and card payments go through again. Some still take longer than usual. We are watching them closely.',
			workaround: null,
			affected: [{ component: 'card-payments', status: 'degraded' }],
			promise: { nextUpdateBy: minutesOn(now, 30) },
		}),
	],
	resolve: ({ cards }) => [
		post(`/v1/notices/${cards}/resolve`, {
			body: 'Card payments work normally again, in shops and online. We are sorry that yours may have been declined. Nothing was taken for payments that failed. We are changing how we renew certificates, so that both sides change together.',
		}),
	],
	announce: ({ work }, now) => [
		post('/v1/notices', {
			id: work,
			kind: 'maintenance',
			title: 'Certificates of the card systems are renewed',
			body: 'Card payments may be declined for a few minutes. Everything else works as usual.',
			affected: [{ component: 'card-payments' }],
			window: { start: tomorrowAt(now, 2), end: tomorrowAt(now, 4) },
		}),
	],
};
