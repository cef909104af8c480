import { lost } from '../feed.js';
import { atWork, outage, outageAtWork, resolved, withoutHistory } from '../outage.js';
import { changed, minutes, notice, oneNotice } from '../records.js';

const withNames = {
	...changed(outage, { impact: 'critical' }),
	'update/u1': { ...outage['update/u1'], author: 'Payments team' },
	'update/u2': { ...outage['update/u2'], affected: [{ component: 'cards', status: 'partial-outage' }] },
};
const inEurope = {
	title: 'Exports fail in Europe',
	audience: { attributes: { region: ['eu'] }, routes: [], signedIn: null, percentage: null },
	notAffected: 'You are not affected.',
};

export const banner = [
	['major, with a workaround and a promise', outage],
	[
		'critical, the promise is late',
		oneNotice({ title: 'Nobody can sign in', impact: 'critical', promise: { nextUpdateBy: minutes(-4) } }),
	],
	['minor', oneNotice({ title: 'Exports take longer than usual', impact: 'minor', phase: 'monitoring' })],
	[
		'what is being done, until when, and where to read more',
		changed(outageAtWork, {
			workaround: null,
			promise: null,
			estimate: { earliest: minutes(30), latest: minutes(60) },
		}),
	],
	['several notices', { ...outage, 'notice/n2': notice({ title: 'Exports are slow', impact: 'minor' }) }],
	['earlier updates, opened', withNames, { presses: ['[aria-expanded]', 'summary'] }],
	['how it ended', outage, { later: resolved }],
	[
		'it stays until it is over',
		oneNotice({ title: 'Do not pay twice: the first payment counts', dismissible: false }),
	],
	['maintenance', oneNotice(atWork, withoutHistory)],
	[
		'announcement',
		oneNotice(
			{
				kind: 'announcement',
				phase: 'published',
				impact: 'none',
				title: 'Branches close at noon on Friday',
			},
			'They open again on Monday at nine.',
		),
	],
	['for others', oneNotice(inEurope), { context: '{"region":"us"}' }],
	['an exercise', changed(outage, { drill: true }), { context: '{"drill":true}' }],
	['connection lost', outage, { heard: lost() }],
];
