/** What the status, the security note, the offer, the notice in its place and the question tell a screen reader by themselves, and when they leave it to others. */
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
/** What one of them says from its first drawing on: each step's words. */
async function heard(tag: Tag, feed: FakeFeed, ...steps: readonly (() => void)[]): Promise<string[][]> {
	const element = await mount(tag, feed, tag === 'candor-inline' ? { component: 'cards' } : {});
	const log = recordAnnouncements(element);
	const said: string[][] = [];
	for (const step of steps) {
		step();
		await element.updateComplete;
		await element.updateComplete;
		// Observers are told after that.
		await new Promise((resolve) => setTimeout(resolve));
		said.push(log.splice(0));
	}
	return said;
}

const note = (state: DataSafety['state'], asOf = atMinute(-4)) =>
	aNotice({
		kind: 'assurance',
		title: 'About your data',
		phase: 'published',
		impact: 'none',
		dataSafety: { state, statement: richText('What we can say.'), evidence: null, approvedBy: null, asOf },
	});
const asks = (phase: 'investigating' | 'monitoring') =>
	aNotice({ reporting: true, phase, affected: [{ component: 'cards', status: 'degraded' }] });

describe('what an element tells by itself', () => {
	beforeEach(() => localStorage.clear());

	it('is nothing of what the server says first', async () => {
		for (const tag of ['candor-status', 'candor-assurance', 'candor-remedy', 'candor-report'] as const) {
			const feed = fakeFeed();
			feed.setConnection('connecting', null);
			const said = await heard(tag, feed, () => {
				feed.put('notice', 'a', note('affected'));
				feed.put('notice', 'n', asks('investigating'));
				feed.put('remedy', 'r', aRemedy());
				feed.setConnection('live', feed.clock.now());
			});
			expect(said, tag).to.deep.equal([[]]);
		}
	});

	it('is each finding about data, also the same one anew, and also beside a banner', async () => {
		const feed = fakeFeed({ 'notice/a': note('unknown') });
		document.body.append(document.createElement('candor-banner'));
		const said = await heard(
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
		expect(said).to.deep.equal([
			['About your data. Being investigated.'],
			[],
			['About your data. Data is affected.'],
			['About your data. Data is affected.'],
			['About your data. Not yet known.'],
			[],
		]);
	});

	it('is an offer that comes, and that it has ended', async () => {
		const feed = fakeFeed();
		const said = await heard(
			'candor-remedy',
			feed,
			() => feed.put('remedy', 'r', aRemedy({ expiresAt: atMinute(5) })),
			() =>
				feed.put('remedy', 'r', aRemedy({ expiresAt: atMinute(5), terms: richText('Once per account.') })),
			() => feed.advanceMinutes(5),
		);
		expect(said.slice(0, 2)).to.deep.equal([['We are sorry. 10 % off your next bill.'], []]);
		expect(said[2]?.length).to.equal(1);
		expect(said[2]?.[0]).to.contain('This offer has ended. It could be claimed until');
	});

	it('is the question, and the other one once a fix is in place', async () => {
		const feed = fakeFeed();
		const said = await heard(
			'candor-report',
			feed,
			() => feed.put('notice', 'n', asks('investigating')),
			() => feed.put('notice', 'n', asks('monitoring')),
			() => feed.put('notice', 'n', null),
		);
		expect(said).to.deep.equal([
			['Card payments are failing. Investigating. Are you affected?'],
			['Card payments are failing. Fix in place, monitoring. Does it work again for you?'],
			[],
		]);
	});

	it('is not that the connection was lost, nor that it is there again', async () => {
		const feed = fakeFeed();
		const said = await heard(
			'candor-status',
			feed,
			() => feed.setConnection('reconnecting', feed.clock.now() - 3_600_000),
			() => feed.setConnection('live', feed.clock.now()),
		);
		expect(said).to.deep.equal([[], []]);
	});

	for (const teller of ['candor-banner', 'candor-timeline'] as const)
		it(`is left to a ${teller} of the same page where that says it`, async () => {
			const other = document.body.appendChild(document.createElement(teller));
			for (const tag of ['candor-status', 'candor-inline', 'candor-report'] as const) {
				const feed = fakeFeed();
				const said = await heard(tag, feed, () => feed.put('notice', 'n', asks('investigating')));
				expect(said, tag).to.deep.equal([[]]);
			}
			other.remove();
		});

	it('is what was set by hand also beside a banner, which tells of notices alone', async () => {
		const banner = document.body.appendChild(document.createElement('candor-banner'));
		const feed = fakeFeed({ 'component/cards': aComponent('Card payments') });
		const said = await heard(
			'candor-status',
			feed,
			() => feed.put('component', 'cards', aComponent('Card payments', { status: 'major-outage' })),
			() => feed.put('notice', 'n', asks('investigating')),
			() => feed.put('component', 'cards', aComponent('Card payments')),
		);
		banner.remove();
		expect(said.slice(0, 2)).to.deep.equal([['A major outage is in progress'], []]);
		expect(said[2]).to.have.length(1);
	});

	it('is said to be an exercise', async () => {
		const feed = fakeFeed();
		const banner = await mount('candor-banner', feed, {}, { drill: true });
		feed.put('notice', 'n', { ...asks('investigating'), drill: true });
		await banner.updateComplete;
		expect(find(banner, '[role=status]').textContent).to.equal(
			'Drill: this is not a real incident. Card payments are failing. Investigating.',
		);
	});

	it('is not said again in another language', async () => {
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
