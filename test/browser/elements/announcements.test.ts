/** Every element announces each change once, nothing at first, and never moves the focus. */
import { expect, fixture, html } from '@open-wc/testing';
import type { Feed } from '../../../src/client/index.ts';
import { recordAnnouncements } from '../support/announcements.ts';
import {
	aComponent,
	aNotice,
	anUpdate,
	aPage,
	aRemedy,
	atMinute,
	fakeFeed,
	richText,
} from '../support/fake-feed.ts';
import { mount, root } from '../support/mount.ts';

const tags = [
	'candor-banner',
	'candor-status',
	'candor-timeline',
	'candor-assurance',
	'candor-remedy',
	'candor-inline',
	'candor-report',
	'candor-promises',
	'candor-contact',
] as const;
type Tag = (typeof tags)[number];

const safety = {
	statement: richText('No data was lost.'),
	evidence: null,
	approvedBy: null,
	asOf: atMinute(-4),
};
const open = {
	affected: [{ component: 'cards', status: 'degraded' as const }],
	reporting: true,
	dataSafety: { ...safety, state: 'investigating' as const },
};
const baseRecords = { 'page/page': aPage(), 'component/cards': aComponent('Card payments') };
const settled = async (element: { readonly updateComplete: Promise<unknown> }): Promise<void> => {
	await element.updateComplete;
	await element.updateComplete;
	// Mutation observers run later.
	await new Promise((resolve) => setTimeout(resolve));
};
const element = (tag: Tag, feed: Feed) =>
	mount(tag, feed, tag === 'candor-inline' ? { component: 'cards' } : {});

/** What each element announces of an outage that opens, is updated, gets worse and ends. */
const announcements: Readonly<Record<Tag, readonly (readonly string[])[]>> = {
	'candor-banner': [
		['Investigating: Card payments are failing.'],
		['Cause identified: Card payments are failing. We are looking into it.'],
		['Cause identified: Card payments are failing. We are looking into it.'],
		// Not the words of the update before: they are no longer true.
		['Resolved: Card payments are failing.'],
	],
	'candor-status': [
		['A partial outage is in progress'],
		[],
		['A major outage is in progress'],
		['All systems are working normally'],
	],
	'candor-timeline': [
		['Investigating: Card payments are failing.'],
		// The timeline also announces the text of an update, and nothing without an update.
		['Cause identified: Card payments are failing. We are looking into it.'],
		[],
		['Resolved: Card payments are failing.'],
	],
	// Only the finding: the rest belongs to the notice.
	'candor-assurance': [['We are checking: Card payments are failing.'], [], [], []],
	'candor-remedy': [[], [], [], []],
	'candor-inline': [
		['Investigating: Card payments are failing.'],
		['Cause identified: Card payments are failing.'],
		['Cause identified: Card payments are failing.'],
		['Resolved: Card payments are failing.'],
	],
	// What was promised changes rarely, and is not urgent.
	'candor-promises': [[], [], [], []],
	// Only what became of a request: the notice is announced elsewhere.
	'candor-contact': [[], [], [], []],
	'candor-report': [['Investigating: Card payments are failing. Are you affected?'], [], [], []],
};

/** The same outage for every element. */
const steps = [
	(feed: ReturnType<typeof fakeFeed>) => feed.put('notice', 'n', aNotice(open)),
	(feed: ReturnType<typeof fakeFeed>) => {
		feed.put('notice', 'n', aNotice({ ...open, phase: 'identified', latestUpdate: 2 }));
		feed.put('update', 'u2', anUpdate('n', { number: 2, phase: 'identified' }));
	},
	(feed: ReturnType<typeof fakeFeed>) =>
		feed.put('notice', 'n', aNotice({ ...open, phase: 'identified', latestUpdate: 2, impact: 'critical' })),
	(feed: ReturnType<typeof fakeFeed>) =>
		feed.put(
			'notice',
			'n',
			aNotice({ ...open, phase: 'resolved', latestUpdate: 3, impact: 'critical', endedAt: atMinute(0) }),
		),
];

for (const tag of tags)
	describe(`${tag} with a screen reader`, () => {
		it('announces each change once, and nothing when only time passes', async () => {
			const feed = fakeFeed({ ...baseRecords, 'remedy/r': aRemedy({ notice: 'n' }) });
			const mounted = await element(tag, feed);
			const log = recordAnnouncements(mounted);
			for (const [index, step] of steps.entries()) {
				log.length = 0;
				step(feed);
				await settled(mounted);
				expect(log, `step ${index + 1}`).to.deep.equal(announcements[tag][index]);
				log.length = 0;
				feed.advanceMinutes(1);
				await settled(mounted);
				expect(log, `a minute after step ${index + 1}`).to.deep.equal([]);
			}
		});

		it('never moves the focus, inside or outside the element', async () => {
			const outside = await fixture<HTMLInputElement>(html`<input aria-label="Search" />`);
			const feed = fakeFeed({
				...baseRecords,
				'notice/n': aNotice(open),
				'remedy/r': aRemedy({ notice: 'n' }),
			});
			const mounted = await element(tag, feed);
			outside.focus();
			for (const step of steps) {
				step(feed);
				await settled(mounted);
				expect(document.activeElement).to.equal(outside);
			}
			const inner = root(mounted).querySelector<HTMLElement>('button, a[href], input');
			if (!inner) return;
			inner.focus();
			const other = { ...open, title: 'Exports are slow', latestUpdate: 1 };
			feed.put('notice', 'm', aNotice(other));
			await settled(mounted);
			feed.put('notice', 'm', aNotice({ ...other, phase: 'identified', latestUpdate: 2 }));
			await settled(mounted);
			expect(root(mounted).activeElement).to.equal(inner);
		});
	});
