/** The outage and the maintenance that several elements show. */
import { changed, days, house, minutes, notice, postmortem, text, update } from './records.js';

const workaround = [
	{
		type: 'paragraph',
		children: [
			text('Transfers work. Please pay by '),
			{ type: 'strong', children: [text('bank transfer')] },
			text(' or see '),
			{ type: 'link', href: 'https://status.example.com/help', children: [text('other ways to pay')] },
			text('.'),
		],
	},
];
/** Its updates, by their minute after the first one. */
const updatesFrom = (start) => ({
	'update/u1': update(
		'n1',
		1,
		start,
		'Some card payments are declined. We are looking into it.',
		'investigating',
	),
	'update/u2': update('n1', 2, start + 10, 'Payments by one card network fail. No payment is taken twice.'),
	'update/u3': update(
		'n1',
		3,
		start + 22,
		'A supplier’s certificate ran out. A new one is being installed.',
		'identified',
	),
});
const lastUpdate = (at) =>
	update('n1', 4, at, 'The new certificate is in place. Every card payment goes through again.', 'resolved');
export const outage = {
	...house,
	'notice/n1': notice({
		phase: 'identified',
		affected: [{ component: 'cards', status: 'partial-outage' }],
		unaffected: ['transfers', 'app'],
		workaround,
		promise: { nextUpdateBy: minutes(12) },
		latestUpdate: 3,
	}),
	...updatesFrom(-24),
};
/** The actions, the author, and a link to more information. */
export const outageAtWork = {
	...changed(outage, {
		actions: ['Installing the new certificate', 'Watching the first payments'],
		moreUrl: 'https://status.example.com/cards',
		reporting: true,
	}),
	'update/u3': { ...outage['update/u3'], author: 'Payments team' },
};
export const worst = changed(outage, {
	title: 'Nobody can pay by card',
	impact: 'critical',
	affected: [{ component: 'cards', status: 'major-outage' }],
});
/** The resolution of the outage. */
export const resolved = {
	...changed(outage, {
		phase: 'resolved',
		affected: [],
		promise: null,
		updatedAt: minutes(-1),
		endedAt: minutes(-1),
		latestUpdate: 4,
	}),
	'update/u4': lastUpdate(-1),
};
const hour = 60;
const yesterday = -24 * hour;
/** Ended yesterday, with its post-mortem. */
export const reported = {
	...house,
	...updatesFrom(yesterday),
	'update/u4': lastUpdate(yesterday + 52),
	'notice/n1': notice({
		phase: 'resolved',
		openedAt: minutes(yesterday),
		updatedAt: minutes(yesterday + 52),
		endedAt: minutes(yesterday + 52),
		latestUpdate: 4,
	}),
	'postmortem/n1': postmortem({
		actions: [
			{ title: 'Reminders go to the team on call', state: 'done', dueBy: null },
			{ title: 'Certificates renew themselves', state: 'in-progress', dueBy: days(12) },
			{ title: 'A yearly exercise', state: 'planned', dueBy: days(80) },
		],
	}),
};
/** Three days, with the component changes of each update. */
export const longOutage = {
	...house,
	'notice/n1': notice({
		title: 'Transfers arrive late',
		phase: 'resolved',
		openedAt: days(-20),
		updatedAt: days(-18),
		endedAt: days(-18),
		latestUpdate: 4,
	}),
	'update/u1': update(
		'n1',
		1,
		-20 * 24 * hour,
		'Transfers to other banks wait longer than usual. They are not lost.',
		'investigating',
		{ transfers: 'degraded' },
	),
	'update/u2': update(
		'n1',
		2,
		-20 * 24 * hour + 90,
		'They wait in a queue that is full. New transfers are taken, and leave later.',
		'identified',
		{ transfers: 'partial-outage', app: 'degraded' },
	),
	'update/u3': update('n1', 3, -19 * 24 * hour, 'The queue has more room and grows shorter.', 'monitoring', {
		transfers: 'degraded',
		app: 'operational',
	}),
	'update/u4': update('n1', 4, -18 * 24 * hour, 'Every transfer has arrived.', 'resolved', {
		transfers: 'operational',
	}),
	'postmortem/n1': postmortem({
		title: 'What happened to transfers',
		body: [
			{
				type: 'paragraph',
				children: [
					text('The queue was made for half of what goes through it today. Nobody had looked since.'),
				],
			},
		],
		publishedAt: days(-14),
		updatedAt: days(-14),
		actions: [
			{ title: 'Room for four times as many transfers', state: 'done', dueBy: null },
			{ title: 'A warning while there is still room', state: 'in-progress', dueBy: days(-3) },
		],
	}),
};

export const planned = {
	kind: 'maintenance',
	title: 'Moving account history to new machines',
	impact: 'none',
	affected: [{ component: 'app', status: 'maintenance' }],
	unaffected: ['cards'],
};
export const upcoming = {
	'notice/m1': notice({ ...planned, phase: 'scheduled', window: { start: minutes(600), end: minutes(660) } }),
};
export const atWork = {
	...planned,
	phase: 'in-progress',
	window: { start: minutes(-10), end: minutes(50) },
};
export const withoutHistory = 'Your account history is not to be seen for up to an hour. All else works.';
/** Two of three components in a group. */
export const groups = {
	...outageAtWork,
	'component/cards': { ...house['component/cards'], group: 'Payments' },
	'component/transfers': { ...house['component/transfers'], group: 'Payments' },
};
/** Sixty components in six groups, of which one has trouble. */
const regions = ['Africa', 'Americas', 'Asia', 'Europe', 'Middle East', 'Oceania'];
const services = [
	'Accounts',
	'Cards',
	'Cash',
	'Exports',
	'Loans',
	'Reports',
	'Search',
	'Sign-in',
	'Support',
	'Transfers',
];
export const many = {
	...outage,
	...Object.fromEntries(
		regions.flatMap((group, region) =>
			services.map((name, service) => {
				const status = group === 'Europe' && name === 'Exports' ? 'degraded' : null;
				const value = {
					...house['component/app'],
					name,
					group,
					position: 10 + region * 10 + service,
					status,
				};
				return [`component/${group}-${name}`.toLowerCase().replaceAll(' ', '-'), value];
			}),
		),
	),
};
/** An update that was edited, one that was withdrawn, and one that was added later. */
export const corrected = {
	...outage,
	'update/u1': { ...outage['update/u1'], addedAt: minutes(-3) },
	'update/u2': { ...outage['update/u2'], editedAt: minutes(-8) },
	'update/u4': {
		...update('n1', 4, -1, '', null),
		body: [],
		withdrawnAt: minutes(-1),
	},
};
/** The estimate has passed. */
export const late = changed(outage, {
	promise: null,
	estimate: { earliest: minutes(-50), latest: minutes(-20) },
});
