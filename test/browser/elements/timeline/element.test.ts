import { expect } from '@open-wc/testing';
import { aComponent, aNotice, anUpdate, atMinute, fakeFeed, richText } from '../../support/fake-feed.ts';
import { untilLanguage, withCatalogues } from '../../support/languages.ts';
import { find, mount, root, visibleText } from '../../support/mount.ts';
import { openPanel } from '../../support/status-panel.ts';

const records = {
	'notice/n1': aNotice({ latestUpdate: 2 }),
	'update/u1': anUpdate('n1'),
	'update/u2': anUpdate('n1', { number: 2, body: richText('Found it.'), phase: 'identified' }),
	'notice/n2': aNotice({ title: 'Slow exports', impact: 'minor' }),
};

describe('candor-timeline', () => {
	it('shows all open notices, the newest update first', async () => {
		const element = await mount('candor-timeline', fakeFeed(records));
		const bodies = [...root(element).querySelectorAll('.updates .rich')].map((body) => body.textContent);
		expect(bodies).to.deep.equal(['Found it.', 'We are looking into it.']);
		expect(visibleText(element)).to.contain('Slow exports');
	});

	it('follows one notice, also after its end', async () => {
		const feed = fakeFeed({ ...records, 'notice/n1': aNotice({ phase: 'resolved' }) });
		const element = await mount('candor-timeline', feed, { notice: 'n1' });
		expect(visibleText(element)).to.contain('Resolved').and.not.to.contain('Slow exports');
	});

	it('does not show an expired notice, also if its id is given', async () => {
		const feed = fakeFeed({ 'notice/n1': aNotice({ expiresAt: atMinute(5) }) });
		const element = await mount('candor-timeline', feed, { notice: 'n1' });
		expect(visibleText(element)).to.contain('Card payments are failing');
		feed.advanceMinutes(5);
		await element.updateComplete;
		expect(visibleText(element)).not.to.contain('Card payments are failing');
	});

	it('adds an update without changing the others, and announces it once', async () => {
		const feed = fakeFeed(records);
		const element = await mount('candor-timeline', feed);
		const before = root(element).querySelector('.updates li');
		feed.put('update', 'u3', anUpdate('n1', { number: 3, body: richText('Fixed.') }));
		feed.put('notice', 'n1', aNotice({ latestUpdate: 3, phase: 'monitoring' }));
		await element.updateComplete;
		const items = [...root(element).querySelectorAll('.updates li')];
		expect(items[0]?.textContent).to.contain('Fixed.');
		expect(items[1]).to.equal(before);
		expect(find(element, '[role=status]').textContent).to.contain('Card payments are failing');
	});

	it('says which updates were edited, withdrawn, emptied and backdated, and announces none of that', async () => {
		const feed = fakeFeed(records);
		const element = await mount('candor-timeline', feed, { notice: 'n1' });
		const before = find(element, '[role=status]').textContent;
		const itemOf = (text: string) =>
			[...root(element).querySelectorAll('.updates li')].find((item) => item.textContent?.includes(text));
		expect(itemOf('edited')).to.equal(undefined);
		feed.put('update', 'u1', anUpdate('n1', { body: richText('Corrected.'), editedAt: atMinute(1) }));
		const gone = { body: [], at: atMinute(-1) };
		feed.put('update', 'u3', anUpdate('n1', { ...gone, withdrawnAt: atMinute(2), editedAt: atMinute(1) }));
		feed.put('update', 'u4', anUpdate('n1', { ...gone, editedAt: atMinute(3) }));
		feed.put('update', 'u5', anUpdate('n1', { body: richText('Forgotten.'), addedAt: atMinute(4) }));
		await element.updateComplete;
		expect(itemOf('edited')?.textContent).to.match(/edited \d+:\d\d.*Corrected\./s);
		expect(itemOf('withdrawn')?.textContent)
			.to.match(/withdrawn \d+:\d\d/)
			.and.not.to.contain('edited');
		expect(itemOf('text removed')?.textContent).to.match(/text removed \d+:\d\d/);
		expect(itemOf('added later')?.textContent).to.contain('Forgotten.');
		expect(find(element, '[role=status]').textContent).to.equal(before);
	});

	it('does not claim that no notice is open when it is out of date', async () => {
		const feed = fakeFeed();
		const element = await mount('candor-timeline', feed);
		expect(visibleText(element)).to.contain('No open notices.');
		feed.setConnection('polling', feed.clock.now() - 3_600_000);
		await element.updateComplete;
		expect(visibleText(element)).to.contain('Last contact 1 hr ago').and.not.to.contain('No open notices.');
	});

	for (const [language, word] of [
		['en', 'Update'],
		['de', 'Meldung'],
		['ar', 'تحديث'],
	] as const)
		it(`has a word for an update without a phase, ${language}`, async () => {
			document.documentElement.lang = language;
			try {
				const element = await mount('candor-timeline', withCatalogues(fakeFeed(records)));
				await untilLanguage(element, language);
				const words = [...root(element).querySelectorAll('.entry .tone')].map(
					({ textContent }) => textContent,
				);
				expect(words.length).to.equal(2);
				expect(words[1]).to.equal(word);
			} finally {
				document.documentElement.removeAttribute('lang');
			}
		});

	it('announces each change once, also a second one in the same phase', async () => {
		const feed = fakeFeed(records);
		const element = await mount('candor-timeline', feed);
		const region = find(element, '[role=status]');
		expect(region.textContent).to.equal('');
		const announcementAfter = async (number: number, body: string): Promise<string> => {
			feed.put('update', `u${number}`, anUpdate('n1', { number, body: richText(body) }));
			feed.put('notice', 'n1', aNotice({ latestUpdate: number, phase: 'identified' }));
			await element.updateComplete;
			return region.textContent ?? '';
		};
		const first = await announcementAfter(3, 'A fix is tested.');
		expect(first).to.contain('Cause identified: Card payments are failing. A fix is tested.');
		feed.advanceMinutes(1);
		await element.updateComplete;
		expect(region.textContent, 'a tick of the clock changes nothing').to.equal(first);
		expect(await announcementAfter(4, 'It goes out now.'))
			.to.contain('It goes out now.')
			.and.not.to.contain('A fix');
		const last = region.firstElementChild;
		expect(await announcementAfter(5, 'It goes out now.')).to.contain('It goes out now.');
		expect(region.firstElementChild === last, 'the same text is announced again, as a new node').to.equal(
			false,
		);
	});

	it('announces nothing beside a banner, also after the banner is removed', async () => {
		const feed = fakeFeed(records);
		const banner = await mount('candor-banner', feed);
		const element = document.createElement('candor-timeline');
		element.feed = feed;
		banner.after(element);
		await element.updateComplete;
		feed.put('notice', 'n1', aNotice({ latestUpdate: 3, phase: 'monitoring' }));
		await element.updateComplete;
		banner.remove();
		feed.advanceMinutes(1);
		await element.updateComplete;
		expect(find(element, '[role=status]').textContent).to.equal('');
	});

	it('announces a post-mortem beside a banner too, which shows none', async () => {
		const feed = fakeFeed(records);
		const banner = await mount('candor-banner', feed);
		const element = document.createElement('candor-timeline');
		element.feed = feed;
		banner.after(element);
		await element.updateComplete;
		feed.put('postmortem', 'n1', {
			...{ notice: 'n1', title: 'What happened', body: richText('A certificate ran out.'), actions: [] },
			...{ publishedAt: atMinute(-1), updatedAt: atMinute(-1), language: null, translations: {} },
		});
		await element.updateComplete;
		expect(find(element, '[role=status]').textContent).to.equal('Report: What happened.');
	});

	it('animates only new updates', async () => {
		const feed = fakeFeed(records);
		const element = await mount('candor-timeline', feed);
		expect(root(element).querySelector('.new')).to.equal(null);
		feed.put('update', 'u3', anUpdate('n1', { number: 3, body: richText('Fixed.') }));
		feed.put('notice', 'n1', aNotice({ latestUpdate: 3 }));
		await element.updateComplete;
		const animated = [...root(element).querySelectorAll('.new')];
		expect(animated.map((entry) => entry.querySelector('.rich')?.textContent)).to.deep.equal(['Fixed.']);
	});

	it('shows the changes and the author of each update, and an icon of its own for each phase', async () => {
		const element = await mount(
			'candor-timeline',
			fakeFeed({
				'component/cards': aComponent('Card payments'),
				'notice/n1': aNotice({ latestUpdate: 2 }),
				'update/u1': anUpdate('n1', {
					phase: 'investigating',
					affected: [{ component: 'cards', status: 'partial-outage' }],
				}),
				'update/u2': anUpdate('n1', {
					number: 2,
					phase: 'monitoring',
					author: 'Payments team',
					affected: [{ component: 'cards', status: 'operational' }],
				}),
			}),
		);
		const changes = [...root(element).querySelectorAll('.changes li')].map((row) => row.textContent?.trim());
		expect(changes).to.deep.equal([
			'Card payments: Partial outage → Working normally',
			'Card payments: Partial outage',
		]);
		expect(visibleText(element)).to.contain('Payments team');
		const icons = [...root(element).querySelectorAll('.entry > svg path')].map((path) =>
			path.getAttribute('d'),
		);
		expect(new Set(icons).size).to.equal(2);
	});

	it('says nothing about the components of planned maintenance before it begins', async () => {
		const affected = [{ component: 'cards', status: 'maintenance' as const }];
		const planned = {
			...({ kind: 'maintenance', impact: 'none', phase: 'scheduled', affected } as const),
			window: { start: atMinute(60), end: atMinute(120) },
		};
		const feed = fakeFeed({
			'component/cards': aComponent('Card payments'),
			'notice/m': aNotice(planned),
			'update/u1': anUpdate('m', { phase: 'scheduled', affected }),
		});
		const element = await mount('candor-timeline', feed, { notice: 'm' });
		const status = await mount('candor-status', feed);
		await openPanel(status);
		const texts = () => `${visibleText(element)}${visibleText(status)}`;
		expect(texts()).to.contain('Card payments').and.not.to.contain('Under maintenance');
		feed.advanceMinutes(60);
		await Promise.all([element.updateComplete, status.updateComplete]);
		expect(visibleText(status), 'by the clock of the page').to.contain('Under maintenance');
		feed.put('notice', 'm', aNotice({ ...planned, phase: 'in-progress', latestUpdate: 2 }));
		feed.put('update', 'u2', anUpdate('m', { number: 2, phase: 'in-progress', body: [] }));
		await element.updateComplete;
		expect(visibleText(element)).to.contain('Card payments: Under maintenance');
	});

	it('keeps the place of a notice that ends, and shows no notice that ended before', async () => {
		const ended = aNotice({ title: 'Long over', phase: 'resolved', endedAt: atMinute(-60) });
		const feed = fakeFeed({ ...records, 'notice/old': ended });
		const element = await mount('candor-timeline', feed);
		expect(visibleText(element)).not.to.contain('Long over');
		const [first] = root(element).querySelectorAll('article');
		feed.put('notice', 'n1', aNotice({ latestUpdate: 3, phase: 'resolved', endedAt: atMinute(0) }));
		await element.updateComplete;
		expect(root(element).querySelector('article')).to.equal(first);
		expect(first?.innerText).to.contain('Resolved');
		expect(first?.dataset.tone).to.equal('resolved');
	});

	it('groups updates by day if there are several days', async () => {
		const feed = fakeFeed(records);
		const element = await mount('candor-timeline', feed);
		expect(root(element).querySelector('.day')).to.equal(null);
		const before = [...root(element).querySelectorAll('.entry')];
		feed.put('update', 'u0', anUpdate('n1', { number: 0, at: atMinute(-2 * 24 * 60) }));
		await element.updateComplete;
		const days = [...root(element).querySelectorAll<HTMLElement>('.day')].map((day) => day.innerText);
		expect(days).to.deep.equal(['Tue 24 Nov', 'Sun 22 Nov']);
		expect([...root(element).querySelectorAll('.entry')].slice(0, 2)).to.deep.equal(before);
	});

	it('ends with the post-mortem and its promised actions, which can be overdue', async () => {
		const action = (title: string, state: string, dueBy: string | null = null) => ({ title, state, dueBy });
		const feed = fakeFeed({ 'notice/n1': aNotice({ phase: 'resolved', endedAt: atMinute(-1) }) });
		const element = await mount('candor-timeline', feed, { notice: 'n1' });
		feed.put('postmortem', 'n1', {
			notice: 'n1',
			title: 'Why card payments failed',
			body: richText('A certificate ran out.'),
			publishedAt: atMinute(0),
			updatedAt: atMinute(0),
			actions: [
				action('Watch every certificate', 'done', atMinute(-60)),
				action('Two suppliers', 'in-progress', atMinute(60)),
				action('Practise it', 'planned', atMinute(30)),
			],
			language: null,
			translations: {},
		});
		await element.updateComplete;
		expect(visibleText(element)).to.contain('A certificate ran out.');
		expect(find(element, '[role=status]').textContent).to.contain('Report: Why card payments failed.');
		const rows = (): string[] =>
			[...root(element).querySelectorAll<HTMLElement>('.promised li')].map((row) => row.innerText);
		expect(rows()[0]).to.contain('Done').and.not.to.contain('Overdue');
		expect(rows()[1]).to.contain('In progress').and.to.contain('by Tue 24 Nov');
		expect(rows()[2]).to.contain('Planned').and.not.to.contain('Overdue');
		feed.advanceMinutes(30);
		await element.updateComplete;
		expect(rows()[2]).to.contain('Overdue');
	});

	it('ignores a post-mortem that is not valid', async () => {
		const element = await mount('candor-timeline', fakeFeed({ ...records, 'postmortem/n1': { title: 7 } }));
		expect(root(element).querySelector('.report')).to.equal(null);
		expect(visibleText(element)).to.contain('Found it.');
	});

	it('shows only notices for this visitor, and labels a drill', async () => {
		const audience = { attributes: { plan: ['pro'] }, routes: [], signedIn: null, percentage: null };
		const records = {
			'notice/n1': aNotice({ title: 'For pro', audience }),
			'notice/n2': aNotice({ title: 'A drill', drill: true }),
		};
		const as = (plan: string, drill: boolean) =>
			mount('candor-timeline', fakeFeed(records), {}, { plan, drill });
		const free = await as('free', false);
		expect(visibleText(free)).not.to.contain('For pro').and.not.to.contain('A drill');
		const pro = await as('pro', true);
		expect(visibleText(pro)).to.contain('For pro').and.to.contain('A drill');
		expect(root(pro).querySelectorAll('[part=drill]').length).to.equal(1);
	});
});
