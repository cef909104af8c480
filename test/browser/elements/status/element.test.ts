import { expect } from '@open-wc/testing';
import { aComponent, aNotice, aPage, atMinute, fakeFeed } from '../../support/fake-feed.ts';
import { find, findButton, mount, visibleText } from '../../support/mount.ts';

const open = async (element: HTMLElementTagNameMap['candor-status']): Promise<void> => {
	find(element, '.pill').click();
	await element.updateComplete;
	await element.updateComplete;
};

describe('candor-status', () => {
	it('shows an unknown status before the first contact with the server', async () => {
		const feed = fakeFeed();
		feed.setConnection('connecting', null);
		const element = await mount('candor-status', feed);
		expect(visibleText(element)).to.contain('Status unknown');
		feed.setConnection('live', feed.clock.now());
		await element.updateComplete;
		expect(visibleText(element)).to.contain('All systems normal');
	});

	it('opens a panel with the sentence, components, notices and maintenance', async () => {
		const feed = fakeFeed({
			'page/page': aPage(),
			'component/cards': aComponent('Card payments'),
			'notice/n1': aNotice({ affected: [{ component: 'cards', status: 'partial-outage' }] }),
			'notice/m1': aNotice({
				kind: 'maintenance',
				title: 'Database move',
				phase: 'scheduled',
				impact: 'none',
				window: { start: atMinute(60), end: atMinute(120) },
			}),
		});
		const element = await mount('candor-status', feed);
		expect(find(element, '.pill').getAttribute('aria-expanded')).to.equal('false');
		await open(element);
		expect(find(element, '.pill').getAttribute('aria-expanded')).to.equal('true');
		for (const expected of ['A partial outage is in progress', 'Partial outage', 'Database move'])
			expect(visibleText(element)).to.contain(expected);
		expect(element.shadowRoot?.activeElement?.id).to.equal('panel');
	});

	it('closes by its button and returns the focus', async () => {
		const element = await mount('candor-status', fakeFeed());
		await open(element);
		findButton(element, 'Close').click();
		await element.updateComplete;
		expect(find(element, '#panel').matches(':popover-open')).to.equal(false);
		expect(element.shadowRoot?.activeElement).to.equal(find(element, '.pill'));
	});

	it('shows when the connection was lost', async () => {
		const feed = fakeFeed({ 'notice/n1': aNotice() });
		const element = await mount('candor-status', feed);
		feed.setConnection('reconnecting');
		feed.advanceMinutes(3);
		await open(element);
		expect(visibleText(element)).to.contain('Last contact 3 min ago');
	});

	for (const connection of ['connecting', 'reconnecting', 'polling', 'retired'] as const)
		it(`shows an old snapshot as out of date while the connection is ${connection}`, async () => {
			const feed = fakeFeed({
				'component/cards': aComponent('Card payments'),
				'notice/n1': aNotice({ title: 'Exports are slow', impact: 'minor' }),
			});
			const element = await mount('candor-status', feed);
			feed.put('notice', 'n1', null);
			feed.setConnection(connection, feed.clock.now() - 7 * 24 * 60 * 60_000);
			await open(element);
			const pill = find(element, '.pill');
			expect(pill.innerText).to.contain('Status unknown');
			expect(pill.dataset.tone).to.equal('info');
			expect(visibleText(element)).to.contain('7 days ago').and.to.contain('As of');
			expect(visibleText(element)).not.to.contain('All systems').and.not.to.contain('No open notices');
			for (const tone of ['resolved', 'assurance'])
				expect(element.shadowRoot?.querySelector(`[data-tone=${tone}]`)).to.equal(null);
			expect(find(element, '.components').querySelector('svg')).to.equal(null);
		});

	it('shows the open notices of the last contact, and how long ago it was', async () => {
		const feed = fakeFeed({ 'notice/n1': aNotice() });
		const element = await mount('candor-status', feed);
		feed.setConnection('reconnecting');
		feed.advanceMinutes(60);
		await open(element);
		expect(find(element, '.pill').innerText).to.contain('Status unknown');
		expect(visibleText(element))
			.to.contain('Card payments are failing')
			.and.to.contain('Last contact 1 hr ago');
		feed.setConnection('live', feed.clock.now());
		await element.updateComplete;
		expect(find(element, '.pill').innerText).to.contain('Partial outage');
	});

	it('shows the status for 90 s after a poll, and for 30 s after a lost connection', async () => {
		const feed = fakeFeed();
		const element = await mount('candor-status', feed);
		const pillTextAfter = async (seconds: number, connection: 'polling' | 'reconnecting') => {
			feed.setConnection(connection, feed.clock.now() - seconds * 1_000);
			await element.updateComplete;
			return find(element, '.pill').innerText;
		};
		expect(await pillTextAfter(89, 'polling')).to.contain('All systems normal');
		expect(await pillTextAfter(90, 'polling')).to.contain('Status unknown');
		expect(await pillTextAfter(29, 'reconnecting')).to.contain('All systems normal');
		expect(await pillTextAfter(30, 'reconnecting')).to.contain('Status unknown');
	});
});
