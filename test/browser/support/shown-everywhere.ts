/** One feed for which every element shows something, and what each element needs besides. */
import type { CandorStatus } from '../../../src/entries/index.ts';
import { newPostmortem } from '../../../src/model/new-record.ts';
import { aComponent, aNotice, anUpdate, aPage, aRemedy, atMinute, richText } from './fake-feed.ts';
import { openPanel } from './status-panel.ts';

export const shownEverywhere = (): Record<string, object> => ({
	'page/page': aPage(),
	'component/cards': aComponent('Card payments', { description: 'In shops', group: 'Payments' }),
	'component/app': aComponent('App', { position: 1 }),
	'notice/n1': aNotice({
		affected: [{ component: 'cards', status: 'partial-outage' }],
		unaffected: ['app'],
		workaround: richText('Pay by bank transfer.'),
		actions: ['We install a certificate.'],
		promise: { nextUpdateBy: atMinute(30) },
		moreUrl: 'https://ok.example/',
		checklist: ['Check your orders'],
		dataSafety: {
			state: 'investigating',
			statement: richText('Logs are being read.'),
			evidence: null,
			approvedBy: 'Security team',
			asOf: atMinute(-4),
		},
		reporting: true,
		latestUpdate: 2,
	}),
	'update/u1': anUpdate('n1', { phase: 'investigating' }),
	'update/u2': anUpdate('n1', { number: 2, body: richText('A certificate ran out.') }),
	'notice/m1': aNotice({
		kind: 'maintenance',
		title: 'Database move',
		phase: 'scheduled',
		impact: 'none',
		window: { start: atMinute(600), end: atMinute(720) },
	}),
	'postmortem/n1': newPostmortem({
		notice: 'n1',
		title: 'Why card payments failed',
		body: richText('A certificate ran out.'),
		actions: [{ title: 'Renew certificates earlier', state: 'planned', dueBy: atMinute(600) }],
		publishedAt: atMinute(-3),
		updatedAt: atMinute(-3),
	}),
	'remedy/r1': aRemedy({ notice: 'n1', terms: richText('Once per account.'), expiresAt: atMinute(600) }),
});

/** The tags of {@link drawnElements}. */
export type DrawnTag =
	| 'candor-status'
	| 'candor-timeline'
	| 'candor-assurance'
	| 'candor-remedy'
	| 'candor-inline'
	| 'candor-report'
	| 'candor-promises'
	| 'candor-contact';

interface Shown {
	readonly tag: DrawnTag;
	readonly attributes?: Readonly<Record<string, string>>;
	/** Opens what is closed at first. */
	readonly open?: (element: Element) => Promise<void>;
}

/** Every element that draws, except for the banner. */
export const drawnElements: readonly Shown[] = [
	{ tag: 'candor-status', open: (element) => openPanel(element as CandorStatus) },
	{ tag: 'candor-timeline' },
	{ tag: 'candor-assurance' },
	{ tag: 'candor-remedy' },
	{ tag: 'candor-inline', attributes: { component: 'cards' } },
	{ tag: 'candor-report' },
	{ tag: 'candor-promises' },
	{ tag: 'candor-contact' },
];
