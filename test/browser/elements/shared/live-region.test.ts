/** What each element announces to a screen reader, and what it leaves to a banner or a timeline. */
import { expect } from '@open-wc/testing';
import type { DataSafety } from '../../../../src/model/records/notice.ts';
import { recordAnnouncements } from '../../support/announcements.ts';
import {
	aComponent,
	aNotice,
	aRemedy,
	atMinute,
	type FakeFeed,
	fakeFeed,
	richText,
} from '../../support/fake-feed.ts';
import { untilLanguage, withCatalogues } from '../../support/languages.ts';
import { find, mount } from '../../support/mount.ts';

type Tag = 'candor-status' | 'candor-assurance' | 'candor-remedy' | 'candor-inline' | 'candor-report';
/** Mounts an element and returns what it announces after each step. */
async function announcementsOf(
	tag: Tag,
	feed: FakeFeed,
	...steps: readonly (() => void)[]
): Promise<string[][]> {
	const element = await mount(tag, feed, tag === 'candor-inline' ? { component: 'cards' } : {});
	const log = recordAnnouncements(element);
	const announcements: string[][] = [];
	for (const step of steps) {
		step();
		await element.updateComplete;
		await element.updateComplete;
		// Mutation observers run later.
		await new Promise((resolve) => setTimeout(resolve));
		announcements.push(log.splice(0));
	}
	return announcements;
}

const note = (state: DataSafety['state'], asOf = atMinute(-4)) =>
	aNotice({
		kind: 'assurance',
		title: 'About your data',
		phase: 'published',
		impact: 'none',
		dataSafety: { state, statement: richText('What we can say.'), evidence: null, approvedBy: null, asOf },
	});
const withReports = (phase: 'investigating' | 'monitoring') =>
	aNotice({ reporting: true, phase, affected: [{ component: 'cards', status: 'degraded' }] });

describe('an element', () => {
	beforeEach(() => localStorage.clear());

	it('does not announce what the server sends first', async () => {
		for (const tag of ['candor-status', 'candor-assurance', 'candor-remedy', 'candor-report'] as const) {
			const feed = fakeFeed();
			feed.setConnection('connecting', null);
			const announcements = await announcementsOf(tag, feed, () => {
				feed.put('notice', 'a', note('affected'));
				feed.put('notice', 'n', withReports('investigating'));
				feed.put('remedy', 'r', aRemedy());
				feed.setConnection('live', feed.clock.now());
			});
			expect(announcements, tag).to.deep.equal([[]]);
		}
	});

	it('announces each finding about data, also a repeated one and also beside a banner', async () => {
		const feed = fakeFeed({ 'notice/a': note('unknown') });
		document.body.append(document.createElement('candor-banner'));
		const announcements = await announcementsOf(
			'candor-assurance',
			feed,
			() => feed.put('notice', 'a', note('investigating')),
			() => feed.put('notice', 'a', { ...note('investigating'), checklist: ['Change your password'] }),
			() => feed.put('notice', 'a', note('affected')),
			() => feed.put('notice', 'a', note('affected', atMinute(-1))),
			() => feed.put('notice', 'a', note('quarantined' as 'safe')),
			() => feed.put('notice', 'a', null),
		);
		document.querySelector('body > candor-banner')?.remove();
		expect(announcements).to.deep.equal([
			['We are checking: About your data.'],
			[],
			['Data was affected: About your data.'],
			['Data was affected: About your data.'],
			['We do not know yet: About your data.'],
			[],
		]);
	});

	it('announces a new remedy and its end', async () => {
		const feed = fakeFeed();
		const announcements = await announcementsOf(
			'candor-remedy',
			feed,
			() => feed.put('remedy', 'r', aRemedy({ expiresAt: atMinute(5) })),
			() =>
				feed.put('remedy', 'r', aRemedy({ expiresAt: atMinute(5), terms: richText('Once per account.') })),
			() => feed.advanceMinutes(5),
		);
		expect(announcements.slice(0, 2)).to.deep.equal([['We are sorry: 10 % off your next bill.'], []]);
		expect(announcements[2]?.length).to.equal(1);
		expect(announcements[2]?.[0]).to.contain('This offer has ended. You could claim it until');
	});

	it('announces the question, and the next question once a fix is in place', async () => {
		const feed = fakeFeed();
		const announcements = await announcementsOf(
			'candor-report',
			feed,
			() => feed.put('notice', 'n', withReports('investigating')),
			() => feed.put('notice', 'n', withReports('monitoring')),
			() => feed.put('notice', 'n', null),
		);
		expect(announcements).to.deep.equal([
			['Investigating: Card payments are failing. Are you affected?'],
			['Fix in place, monitoring: Card payments are failing. Is it working for you now?'],
			[],
		]);
	});

	it('announces neither a lost connection nor its return', async () => {
		const feed = fakeFeed();
		const announcements = await announcementsOf(
			'candor-status',
			feed,
			() => feed.setConnection('reconnecting', feed.clock.now() - 3_600_000),
			() => feed.setConnection('live', feed.clock.now()),
		);
		expect(announcements).to.deep.equal([[], []]);
	});

	for (const announcer of ['candor-banner', 'candor-timeline'] as const)
		it(`leaves notices to a ${announcer} on the same page`, async () => {
			const other = document.body.appendChild(document.createElement(announcer));
			for (const tag of ['candor-status', 'candor-inline', 'candor-report'] as const) {
				const feed = fakeFeed();
				const announcements = await announcementsOf(tag, feed, () =>
					feed.put('notice', 'n', withReports('investigating')),
				);
				expect(announcements, tag).to.deep.equal([[]]);
			}
			other.remove();
		});

	it('announces a status that was set by hand also beside a banner, which announces notices only', async () => {
		const banner = document.body.appendChild(document.createElement('candor-banner'));
		const feed = fakeFeed({ 'component/cards': aComponent('Card payments') });
		const announcements = await announcementsOf(
			'candor-status',
			feed,
			() => feed.put('component', 'cards', aComponent('Card payments', { status: 'major-outage' })),
			() => feed.put('notice', 'n', withReports('investigating')),
			() => feed.put('component', 'cards', aComponent('Card payments')),
		);
		banner.remove();
		expect(announcements.slice(0, 2)).to.deep.equal([['A major outage is in progress'], []]);
		expect(announcements[2]).to.have.length(1);
	});

	it('announces that a notice is a drill', async () => {
		const feed = fakeFeed();
		const banner = await mount('candor-banner', feed, {}, { drill: true });
		feed.put('notice', 'n', { ...withReports('investigating'), drill: true });
		await banner.updateComplete;
		expect(find(banner, '[role=status]').textContent).to.equal(
			'Drill: this is not a real incident. Investigating: Card payments are failing.',
		);
	});

	it('announces nothing again after a change of language', async () => {
		const page = document.documentElement;
		const feed = withCatalogues(fakeFeed({ 'notice/a': note('unknown') }));
		const element = await mount('candor-assurance', feed);
		feed.put('notice', 'a', note('affected'));
		await element.updateComplete;
		const log = recordAnnouncements(element);
		page.lang = 'de';
		await untilLanguage(element, 'de');
		page.lang = 'en';
		await untilLanguage(element, 'en');
		page.lang = '';
		expect(log).to.deep.equal([]);
	});
});
