/** Every element in every state, by scripted feeds: the page that designers and screenshots look at. */
import '/define.js';

const now = Date.now();
const minutes = (count) => new Date(now + count * 60_000).toISOString();
const text = (words) => ({ type: 'text', text: words });
const words = (...paragraphs) => paragraphs.map((each) => ({ type: 'paragraph', children: [text(each)] }));

const page = {
	name: 'Larkfield',
	statusUrl: 'https://status.example.com/',
	supportUrl: 'mailto:help@example.com',
	subscribe: [
		{ by: 'email', href: 'https://status.example.com/email' },
		{ by: 'rss', href: 'https://status.example.com/feed' },
	],
};
const component = (name, position, description = null) => ({
	name,
	description,
	group: null,
	position,
	status: null,
});
const house = {
	'page/page': page,
	'component/cards': component('Card payments', 0, 'In shops and online'),
	'component/transfers': component('Transfers', 1),
	'component/app': component('App sign-in', 2),
};
const notice = (value) => ({
	kind: 'incident',
	title: 'Card payments are failing',
	phase: 'investigating',
	impact: 'major',
	affected: [],
	unaffected: [],
	workaround: null,
	actions: [],
	checklist: [],
	dataSafety: null,
	estimate: null,
	promise: null,
	window: null,
	openedAt: minutes(-24),
	updatedAt: minutes(-2),
	endedAt: null,
	expiresAt: null,
	latestUpdate: 1,
	language: null,
	translations: {},
	audience: null,
	notAffected: null,
	moreUrl: null,
	dismissible: true,
	drill: false,
	reporting: false,
	...value,
});
const update = (of, number, minutesAgo, body, phase = null) => ({
	notice: of,
	number,
	at: minutes(-minutesAgo),
	body: words(body),
	phase,
	impact: null,
	affected: [],
	author: null,
	translations: {},
});
const safety = (state, statement, evidence = null) => ({
	state,
	statement: words(statement),
	evidence: evidence && words(evidence),
	approvedBy: 'Security team',
	asOf: minutes(-18),
});

/** A feed that says these records. Dismissals last as long as the page. */
function feed(records, connection = 'live', heardAt = now) {
	const entries = Object.entries(records).map(([key, value], index) => {
		const [kind, id] = key.split('/');
		return [key, { kind, id, seq: index + 1, value }];
	});
	const snapshot = Object.freeze({
		state: { seq: entries.length, records: new Map(entries) },
		connection,
		heardAt,
	});
	const gone = new Set();
	const listeners = new Set();
	const listen = (all) => (listener) => {
		all.add(listener);
		return () => all.delete(listener);
	};
	return {
		// Words in other languages lie beside this page's script.
		source: location.origin,
		snapshot: () => snapshot,
		subscribe: () => () => undefined,
		clock: {
			now: Date.now,
			subscribe: (listener) => {
				const timer = setInterval(listener, 1000);
				return () => clearInterval(timer);
			},
		},
		dismissals: {
			isDismissed: ({ id }) => gone.has(id),
			dismiss: ({ id }) => {
				gone.add(id);
				for (const listener of listeners) listener();
			},
			subscribe: listen(listeners),
		},
		close: () => undefined,
	};
}

const outage = {
	...house,
	'notice/n1': notice({
		phase: 'identified',
		affected: [{ component: 'cards', status: 'partial-outage' }],
		unaffected: ['transfers', 'app'],
		workaround: [
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
		],
		promise: { nextUpdateBy: minutes(12) },
		latestUpdate: 3,
	}),
	'update/u1': update(
		'n1',
		1,
		24,
		'Some card payments are declined. We are looking into it.',
		'investigating',
	),
	'update/u2': update('n1', 2, 14, 'Payments by one card network fail. No payment is taken twice.'),
	'update/u3': update(
		'n1',
		3,
		2,
		'A supplier’s certificate ran out. A new one is being installed.',
		'identified',
	),
};
const with1 = (value, more = {}) => ({
	...house,
	'notice/n1': notice(value),
	'update/u1': update('n1', 1, 2, 'We are looking into it and will say more as soon as we know it.'),
	...more,
});
const planned = {
	kind: 'maintenance',
	title: 'Moving account history to new machines',
	impact: 'none',
	affected: [{ component: 'app', status: 'maintenance' }],
	unaffected: ['cards'],
};
const upcoming = {
	'notice/m1': notice({ ...planned, phase: 'scheduled', window: { start: minutes(600), end: minutes(660) } }),
};
const note = (state, statement, evidence) => ({
	...house,
	'notice/a1': notice({
		kind: 'assurance',
		phase: 'published',
		impact: 'none',
		title: 'About the security of your account',
		dataSafety: safety(state, statement, evidence),
		checklist: ['Look through your last ten card payments', 'Change your password if you use it elsewhere'],
	}),
});

const outageAtWork = {
	...outage,
	'notice/n1': notice({
		...outage['notice/n1'],
		actions: ['Installing the new certificate', 'Watching the first payments'],
		moreUrl: 'https://status.example.com/cards',
		reporting: true,
	}),
	'update/u3': { ...outage['update/u3'], author: 'Payments team' },
};
const over = {
	...outageAtWork,
	'notice/n1': notice({ phase: 'resolved', endedAt: minutes(-60), latestUpdate: 3 }),
	'postmortem/n1': {
		notice: 'n1',
		title: 'What happened to card payments',
		body: words(
			'A certificate ran out at night. Nobody was told, since its reminder went to a mailbox that nobody reads.',
		),
		publishedAt: minutes(-30),
		updatedAt: minutes(-30),
		actions: [
			{ title: 'Reminders go to the team on call', state: 'done', dueBy: null },
			{ title: 'Certificates renew themselves', state: 'in-progress', dueBy: minutes(60 * 24 * 12) },
			{ title: 'A yearly exercise', state: 'planned', dueBy: minutes(60 * 24 * 80) },
		],
		language: null,
		translations: {},
	},
};
const remedy = (claim, value = {}) => ({
	...house,
	'remedy/r1': {
		notice: null,
		title: 'We are sorry about last night',
		apology: words(
			'For an hour you could not pay by card. That was our fault, and we know what it costs you.',
		),
		offer: { kind: 'service-credit', summary: 'One month without the account fee' },
		terms: words('For every account that was open on the day. It is taken off the next bill.'),
		expiresAt: minutes(60 * 24 * 14),
		claim,
		audience: null,
		language: null,
		translations: {},
		publishedAt: minutes(-30),
		...value,
	},
});
const groups = {
	...outageAtWork,
	'component/cards': { ...house['component/cards'], group: 'Payments' },
	'component/transfers': { ...house['component/transfers'], group: 'Payments' },
};
const drill = { ...outage, 'notice/n1': notice({ ...outage['notice/n1'], drill: true }) };
const reported = (phase) => ({
	...house,
	'notice/n1': notice({ phase, reporting: true, affected: [{ component: 'cards', status: 'degraded' }] }),
});

const states = [
	['candor-banner', 'an exercise', drill, 'live', now, { context: '{"drill":true}' }],
	[
		'candor-banner',
		'for others',
		with1({
			title: 'Exports fail in Europe',
			audience: { attributes: { region: ['eu'] }, routes: [], signedIn: null, percentage: null },
			notAffected: 'You are not affected.',
		}),
		'live',
		now,
		{ context: '{"region":"us"}' },
	],
	['candor-status', 'a dot', outage, 'live', now, { look: 'dot' }],
	['candor-status', 'groups, and what is being done', { ...groups, ...upcoming }, 'live', now],
	['candor-timeline', 'who speaks, and what is being done', outageAtWork],
	['candor-timeline', 'with its report', over, 'live', now, { notice: 'n1' }],
	['candor-remedy', 'claimed by a link', remedy({ type: 'link', href: 'https://status.example.com/claim' })],
	['candor-remedy', 'claimed by a code', remedy({ type: 'code', code: 'SORRY-2611' })],
	['candor-remedy', 'claimed in the page', remedy({ type: 'event' })],
	['candor-remedy', 'it has ended', remedy({ type: 'event' }, { expiresAt: minutes(-60) }), 'live', now],
	['candor-inline', 'affected', outageAtWork, 'live', now, { component: 'cards' }],
	['candor-inline', 'well', house, 'live', now, { component: 'cards' }],
	['candor-report', 'before a fix', reported('investigating')],
	['candor-report', 'while a fix is watched', reported('monitoring')],
	['candor-banner', 'major, with a workaround and a promise', outage],
	[
		'candor-banner',
		'critical, the promise is late',
		with1({ title: 'Nobody can sign in', impact: 'critical', promise: { nextUpdateBy: minutes(-4) } }),
	],
	[
		'candor-banner',
		'minor',
		with1({ title: 'Exports take longer than usual', impact: 'minor', phase: 'monitoring' }),
	],
	[
		'candor-banner',
		'several notices',
		{ ...outage, 'notice/n2': notice({ title: 'Exports are slow', impact: 'minor' }) },
	],
	[
		'candor-banner',
		'maintenance',
		with1({ ...planned, phase: 'in-progress', window: { start: minutes(-10), end: minutes(50) } }),
	],
	[
		'candor-banner',
		'announcement',
		with1({
			kind: 'announcement',
			phase: 'published',
			impact: 'none',
			title: 'Branches close at noon on Friday',
		}),
	],
	[
		'candor-banner',
		'earlier updates, opened',
		{
			...outage,
			'notice/n1': { ...outage['notice/n1'], impact: 'critical' },
			'update/u1': { ...outage['update/u1'], author: 'Payments team' },
			'update/u2': {
				...outage['update/u2'],
				affected: [{ component: 'cards', status: 'partial-outage' }],
			},
		},
		'live',
		now,
		{ opens: 'summary' },
	],
	['candor-banner', 'connection lost', outage, 'reconnecting', now - 180_000],
	['candor-status', 'all is well, maintenance is planned', { ...house, ...upcoming }],
	['candor-status', 'outage', { ...outage, ...upcoming }],
	['candor-status', 'nothing heard yet', {}, 'connecting', null],
	['candor-timeline', 'an outage', outage],
	[
		'candor-timeline',
		'resolved',
		{ ...outage, 'notice/n1': notice({ phase: 'resolved', endedAt: minutes(-1) }) },
		'live',
		now,
		{ notice: 'n1' },
	],
	['candor-timeline', 'nothing is open', house],
	['candor-assurance', 'unknown', note('unknown', 'We noticed unusual sign-in attempts at 09:10.')],
	[
		'candor-assurance',
		'investigating',
		note('investigating', 'We are reading the access logs of the last week.'),
	],
	[
		'candor-assurance',
		'safe',
		note('safe', 'No account was entered.', 'The logs of every sign-in since 1 November were compared.'),
	],
	[
		'candor-assurance',
		'affected',
		note('affected', 'Names and postal addresses of 312 customers were read.'),
	],
	['candor-assurance', 'no note', house],
];

const options = new URLSearchParams(location.search);
document.documentElement.dir = options.get('dir') ?? 'ltr';
document.documentElement.lang = options.get('lang') ?? 'en';
if (/^\w+$/.test(options.get('theme') ?? '')) {
	const link = document.createElement('link');
	link.rel = 'stylesheet';
	link.href = `/themes/${options.get('theme')}.css`;
	document.head.append(link);
}
if (options.has('scheme')) document.documentElement.style.colorScheme = options.get('scheme') ?? '';

for (const [tag, title, records, connection, heardAt, attributes = {}] of states) {
	const label = document.createElement('p');
	label.textContent = `<${tag}> ${title}`;
	const element = document.createElement(tag);
	const { context, opens, ...own } = attributes;
	for (const [name, value] of Object.entries(own)) element.setAttribute(name, value);
	if (tag === 'candor-inline') element.append('The form to pay by card stands here.');
	element.feed = feed(records, connection, heardAt);
	const state = document.createElement('div');
	state.className = 'state';
	state.dataset.state = `${tag.slice(7)}-${title.toLowerCase().replace(/[^a-z]+/g, '-')}`;
	const around = document.createElement('candor-feed');
	if (context) around.setAttribute('context', context);
	around.append(element);
	state.append(label, around);
	if (opens) element.updateComplete.then(() => element.shadowRoot.querySelector(opens).click());
	document.querySelector('#gallery')?.append(state);
}
