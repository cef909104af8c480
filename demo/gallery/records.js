/** Parts of the scripted records. */
export const now = Date.now();
export const minutes = (count) => new Date(now + count * 60_000).toISOString();
export const days = (count) => minutes(count * 24 * 60);
export const text = (words) => ({ type: 'text', text: words });
export const words = (...paragraphs) =>
	paragraphs.map((each) => ({ type: 'paragraph', children: [text(each)] }));

const component = (name, position, description = null) => ({
	name,
	description,
	group: null,
	position,
	status: null,
});
/** The page and its components, all operational. */
export const house = {
	'page/page': {
		name: 'Larkfield',
		statusUrl: 'https://status.example.com/',
		supportUrl: 'mailto:help@example.com',
		subscribe: [
			{ by: 'email', href: 'https://status.example.com/email' },
			{ by: 'rss', href: 'https://status.example.com/feed' },
		],
	},
	'component/cards': component('Card payments', 0, 'In shops and online'),
	'component/transfers': component('Transfers', 1),
	'component/app': component('App sign-in', 2),
};
export const notice = (value) => ({
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
/** `affected`: the status of each component by its id. */
export const update = (of, number, at, body, phase = null, affected = {}) => ({
	notice: of,
	number,
	at: minutes(at),
	body: words(body),
	phase,
	impact: null,
	affected: Object.entries(affected).map(([component, status]) => ({ component, status })),
	author: null,
	translations: {},
});
export const postmortem = (value) => ({
	notice: 'n1',
	title: 'What happened to card payments',
	body: words(
		'A certificate ran out at night. Nobody was told, since its reminder went to a mailbox that nobody reads.',
	),
	publishedAt: minutes(-30),
	updatedAt: minutes(-30),
	actions: [],
	language: null,
	translations: {},
	...value,
});
/** The page and components with one notice and its first update. */
export const oneNotice = (
	value,
	body = 'We are looking into it and will say more as soon as we know it.',
) => ({
	...house,
	'notice/n1': notice(value),
	'update/u1': update('n1', 1, -2, body),
});
/** The same records, with the notice `n1` changed. */
export const changed = (records, value) => ({
	...records,
	'notice/n1': { ...records['notice/n1'], ...value },
});
