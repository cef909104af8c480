/** The texts of Larkfield's operators during the outage, as requests to Candor's API. */
import { sequel } from './sequel.js';

export const larkfield = { name: 'Larkfield', supportUrl: 'mailto:help@larkfield.example' };
export const components = {
	'card-payments': { name: 'Card payments', description: 'In shops and online', position: 0 },
	transfers: { name: 'Transfers', description: 'Standing orders and direct debits too', position: 1 },
	'cash-machines': { name: 'Cash machines', position: 2 },
	'sign-in': { name: 'Sign-in', description: 'In the browser and on phones', position: 3 },
};

const minute = 60_000;
const minutesOn = (now, count) => new Date(now + count * minute).toISOString();

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
			body: 'Card payments in shops and online are being declined. We are looking for the cause. If a payment is declined, **no money** leaves your account.',
			affected: [{ component: 'card-payments', status: 'major-outage' }],
			unaffected: ['transfers', 'cash-machines', 'sign-in'],
			actions: ['Looking for the cause with the card network'],
			promise: { nextUpdateBy: minutesOn(now, 20) },
			reporting: true,
		}),
	],
	identify: ({ cards }, now) => [
		update(cards, {
			phase: 'identified',
			body: 'We have found the cause: the certificate by which the card network recognises us was renewed on our side only. The network is installing it too.',
			workaround:
				'Pay straight from your **Everyday account**: choose it on the Pay page. Cash machines work too.',
			actions: ['Installing the certificate at the card network', 'Preparing test payments'],
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
					'The declined payments have a technical cause. We are checking, system by system, whether anyone took advantage of it.',
				approvedBy: 'Security team',
			},
			checklist: [
				'Keep your card: you do not need to block or replace it',
				'Never share your code: we never ask for it',
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
				statement: 'No one outside the bank read, changed or took any data, and no payment was taken twice.',
				evidence:
					'We compared every access to the card systems since an hour before the first declined payment with the list of our own programs. Each entry is one of ours. A second team repeated the check, with the same result.',
				approvedBy: 'Head of security',
			},
		}),
	],
	watch: ({ cards }, now) => [
		update(cards, {
			phase: 'monitoring',
			impact: 'minor',
			body: 'The certificate is installed on both sides, and card payments go through again. Some still take longer than usual.',
			workaround: null,
			actions: ['Watching card payments closely'],
			affected: [{ component: 'card-payments', status: 'degraded' }],
			promise: { nextUpdateBy: minutesOn(now, 30) },
		}),
	],
	resolve: ({ cards }) => [
		post(`/v1/notices/${cards}/resolve`, {
			body: 'Card payments work normally again, in shops and online. We are sorry that yours may have been declined. No money was taken for a payment that failed.',
		}),
	],
	...sequel,
};
