/** What a screen reader is told: each change once, nothing at first sight of what has not changed; and the focus stays where it is. */
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
const house = { 'page/page': aPage(), 'component/cards': aComponent('Card payments') };
const inOrder = async (element: { readonly updateComplete: Promise<unknown> }): Promise<void> => {
	await element.updateComplete;
	await element.updateComplete;
	// Observers are told after that.
	await new Promise((resolve) => setTimeout(resolve));
};
const element = (tag: Tag, feed: Feed) =>
	mount(tag, feed, tag === 'candor-inline' ? { component: 'cards' } : {});

/** What each element says of an outage that opens, is updated, becomes worse and ends: of what it shows itself, what has changed. */
const said: Readonly<Record<Tag, readonly (readonly string[])[]>> = {
	'candor-banner': [
		['Card payments are failing. Investigating.'],
		['Card payments are failing. Cause identified.'],
		['Card payments are failing. Cause identified.'],
		['Card payments are failing. Resolved.'],
	],
	'candor-status': [
		['Some systems are partly unavailable'],
		[],
		['A major outage is in progress'],
		['All systems are working normally'],
	],
	'candor-timeline': [
		['Card payments are failing. Investigating.'],
		// It reads what was said as well, and nothing where nothing was.
		['Card payments are failing. Cause identified. We are looking into it.'],
		[],
		['Card payments are failing. Resolved.'],
	],
	// The finding alone; the rest is the notice's.
	'candor-assurance': [['Card payments are failing. Being investigated.'], [], [], []],
	'candor-remedy': [[], [], [], []],
	'candor-inline': [
		['Card payments are failing. Investigating.'],
		['Card payments are failing. Cause identified.'],
		['Card payments are failing. Cause identified.'],
		['Card payments are failing. Resolved.'],
	],
	'candor-report': [['Card payments are failing. Investigating. Are you affected?'], [], [], []],
};

/** The same story for every element, step by step. */
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
	describe(`${tag} and a screen reader`, () => {
		it('says each change once, and nothing when only time passes', async () => {
			const feed = fakeFeed({ ...house, 'remedy/r': aRemedy({ notice: 'n' }) });
			const drawn = await element(tag, feed);
			const log = recordAnnouncements(drawn);
			for (const [index, step] of steps.entries()) {
				log.length = 0;
				step(feed);
				await inOrder(drawn);
				expect(log, `step ${index + 1}`).to.deep.equal(said[tag][index]);
				log.length = 0;
				feed.advanceMinutes(1);
				await inOrder(drawn);
				expect(log, `a minute after step ${index + 1}`).to.deep.equal([]);
			}
		});

		it('never moves the focus, be it beside it or in it', async () => {
			const outside = await fixture<HTMLInputElement>(html`<input aria-label="Search" />`);
			const feed = fakeFeed({ ...house, 'notice/n': aNotice(open), 'remedy/r': aRemedy({ notice: 'n' }) });
			const drawn = await element(tag, feed);
			outside.focus();
			for (const step of steps) {
				step(feed);
				await inOrder(drawn);
				expect(document.activeElement).to.equal(outside);
			}
			const inner = root(drawn).querySelector<HTMLElement>('button, a[href], input');
			if (!inner) return;
			inner.focus();
			const other = { ...open, title: 'Exports are slow', latestUpdate: 1 };
			feed.put('notice', 'm', aNotice(other));
			await inOrder(drawn);
			feed.put('notice', 'm', aNotice({ ...other, phase: 'identified', latestUpdate: 2 }));
			await inOrder(drawn);
			expect(root(drawn).activeElement).to.equal(inner);
		});
	});
