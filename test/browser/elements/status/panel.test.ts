import { expect } from '@open-wc/testing';
import { aComponent, aNotice, aPage, atMinute } from '../../support/fake-feed.ts';
import { find, findButton, mount, root, visibleText } from '../../support/mount.ts';
import { feedWithOwnSource, openPanel } from '../../support/status-panel.ts';

const cards = { 'component/cards': aComponent('Card payments') };
const planned = {
	'notice/m1': aNotice({
		kind: 'maintenance',
		title: 'Database move; read, only',
		phase: 'scheduled',
		impact: 'none',
		window: { start: atMinute(60), end: atMinute(120) },
	}),
};

describe('the panel of candor-status', () => {
	const { fetch } = globalThis;
	before(() => {
		// No history is available.
		globalThis.fetch = async () => new Response('', { status: 503 });
	});
	after(() => {
		globalThis.fetch = fetch;
	});

	it('shows the worst status of each group, and opens groups with a problem', async () => {
		const feed = feedWithOwnSource({
			'component/cards': aComponent('Card payments', { group: 'Payments' }),
			'component/transfers': aComponent('Transfers', { group: 'Payments', position: 1 }),
			'component/app': aComponent('App', { group: 'Access', position: 2 }),
			'component/web': aComponent('Website', { position: 3 }),
			'notice/n1': aNotice({ affected: [{ component: 'transfers', status: 'major-outage' }] }),
		});
		const element = await mount('candor-status', feed);
		await openPanel(element);
		const groups = [...root(element).querySelectorAll<HTMLDetailsElement>('.group')];
		expect(
			groups.map((group) => [
				group.open,
				group.querySelector('summary')?.innerText.replace(/\s+/g, ' ').trim(),
			]),
		).to.deep.equal([
			[true, 'Payments Major outage'],
			[false, 'Access Working normally'],
		]);
		expect(visibleText(element)).to.contain('Website');
		feed.put('notice', 'n1', null);
		await element.updateComplete;
		expect(groups[0]?.open, 'it stays open while the visitor looks at it').to.equal(true);
	});

	it('shows no green for a status set by hand that hides an open notice, until that status ends', async () => {
		const byHand = { status: 'operational', until: atMinute(10) } as const;
		const feed = feedWithOwnSource({
			'component/cards': aComponent('Card payments', { group: 'Payments', ...byHand }),
			'component/app': aComponent('App', { group: 'Payments', position: 1 }),
			'notice/n1': aNotice({
				impact: 'none',
				affected: [{ component: 'cards', status: 'major-outage' }],
			}),
		});
		const element = await mount('candor-status', feed);
		await openPanel(element);
		const tones = (selector: string) =>
			[...root(element).querySelectorAll<HTMLElement>(selector)].map(({ dataset }) => dataset.tone);
		const row = () => find(element, '.components > li').innerText.replace(/\s+/g, ' ');
		expect(find(element, '.pill').innerText.trim()).to.equal('Major outage');
		expect(tones('.pill, .panel .head')).to.deep.equal(['critical', 'critical']);
		expect(tones('.group > summary .state')).to.deep.equal(['critical']);
		expect(tones('.components .state')).to.deep.equal(['info', 'resolved']);
		expect(row()).to.contain('Working normally Set by our team. An open notice says: Major outage');
		// No message from the server: the time alone.
		feed.advanceMinutes(10);
		await element.updateComplete;
		expect(tones('.components .state')).to.deep.equal(['critical', 'resolved']);
		expect(row()).to.contain('Major outage').and.not.to.contain('Set by our team');
	});

	it('downloads planned maintenance as a calendar file', async () => {
		const element = await mount('candor-status', feedWithOwnSource(planned));
		await openPanel(element);
		const { click } = HTMLAnchorElement.prototype;
		const clicked: HTMLAnchorElement[] = [];
		HTMLAnchorElement.prototype.click = function () {
			clicked.push(this);
		};
		try {
			findButton(element, 'Add to calendar').click();
		} finally {
			HTMLAnchorElement.prototype.click = click;
		}
		expect(clicked[0]?.download).to.equal('m1.ics');
		const file = await new Promise<string>((resolve, reject) => {
			// The test has replaced `fetch`, and this can load a blob too.
			const request = new XMLHttpRequest();
			request.onload = () => resolve(request.responseText);
			request.onerror = reject;
			request.open('GET', clicked[0]?.href ?? '');
			request.send();
		});
		expect(file)
			.to.contain('SUMMARY:Database move\\; read\\, only\r\n')
			.and.to.contain('DTSTART:20261124T150000Z\r\n');
		expect(file).to.match(/UID:m1-\d{8}T\d{6}Z@status-\d+\.example\r\n/);
	});

	it('shows the actions of a notice, and links to more', async () => {
		const element = await mount(
			'candor-status',
			feedWithOwnSource({
				'notice/n1': aNotice({ actions: ['We move to another supplier.'], moreUrl: 'https://ok.example/' }),
			}),
		);
		await openPanel(element);
		expect(visibleText(element))
			.to.contain('What we are doing')
			.and.to.contain('We move to another supplier.');
		expect(root(element).querySelector<HTMLAnchorElement>('article a')?.href).to.equal('https://ok.example/');
	});

	it('links to the other ways to receive updates', async () => {
		const subscribe = [
			{ by: 'email' as const, href: 'https://status.example.com/email' },
			{ by: 'rss' as const, href: 'https://status.example.com/feed' },
		];
		const page = aPage({ statusUrl: null, supportUrl: null, subscribe });
		const element = await mount('candor-status', feedWithOwnSource({ 'page/page': page }));
		await openPanel(element);
		const links = [...root(element).querySelectorAll<HTMLAnchorElement>('.links a')];
		expect(links.map(({ innerText, href }) => [innerText, href])).to.deep.equal([
			['Updates by email', 'https://status.example.com/email'],
			['Updates by RSS', 'https://status.example.com/feed'],
		]);
	});

	it('renders no link for an unsafe address', async () => {
		const unsafe = 'javascript:alert(1)';
		const records = {
			'page/page': aPage({
				statusUrl: unsafe,
				supportUrl: unsafe,
				subscribe: [{ by: 'email', href: unsafe }],
			}),
			'notice/n1': aNotice({ moreUrl: unsafe }),
		};
		const element = await mount('candor-status', feedWithOwnSource(records));
		await openPanel(element);
		expect(root(element).querySelector('a')).to.equal(null);
	});

	it('shows a drill, labelled, only to visitors who take part in drills', async () => {
		const records = { 'notice/n1': aNotice({ drill: true }) };
		const outsider = await mount('candor-status', feedWithOwnSource(records));
		expect(find(outsider, '.pill').innerText).to.contain('All systems normal');
		await openPanel(outsider);
		expect(visibleText(outsider)).not.to.contain('Card payments are failing');
		const insider = await mount('candor-status', feedWithOwnSource(records), {}, { drill: true });
		expect(find(insider, '.pill').innerText).to.contain('Partial outage');
		await openPanel(insider);
		expect(find(insider, '[part=drill]').innerText).to.contain('Drill');
	});

	it('has a dot of full size with the accessible name of the pill', async () => {
		const element = await mount('candor-status', feedWithOwnSource({ 'notice/n1': aNotice() }), {
			look: 'dot',
		});
		const pill = find(element, '.pill');
		expect(pill.innerText.trim()).to.equal('');
		expect(pill.getAttribute('aria-label')).to.equal('Partial outage. Show service status');
		const { width, height } = pill.getBoundingClientRect();
		expect([width, height]).to.deep.equal([44, 44]);
	});

	it('does not move a focus that is elsewhere in the page on Escape', async () => {
		const element = await mount('candor-status', feedWithOwnSource(cards));
		await openPanel(element);
		const field = document.body.appendChild(document.createElement('input'));
		field.focus();
		field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
		await element.updateComplete;
		expect(document.activeElement === field).to.equal(true);
		field.remove();
	});
});
