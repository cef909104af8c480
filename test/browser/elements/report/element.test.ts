import { expect } from '@open-wc/testing';
import type { CandorReport } from '../../../../src/entries/index.ts';
import type { NoticeValue } from '../../../../src/model/records/notice.ts';
import { recordAnnouncements } from '../../support/announcements.ts';
import { aNotice, atMinute, fakeFeed } from '../../support/fake-feed.ts';
import { find, findButton, mount, root, visibleText } from '../../support/mount.ts';

const asks = (value: Partial<NoticeValue> = {}): NoticeValue => aNotice({ reporting: true, ...value });
const thanks = 'Thank you. Your report has been counted.';
const pageFetch = window.fetch;
let sent: string[] = [];

/** Servers that answer so, in this order; `null` cannot be reached. */
function answers(...statuses: (number | null)[]): void {
	window.fetch = async (address, init) => {
		sent.push(`${init?.method} ${new URL(`${address}`).pathname} ${init?.body}`);
		const status = statuses.shift();
		if (!status) throw new TypeError('Not reached.');
		return new Response(null, { status });
	};
}
/** Presses a button and waits for what comes of it. */
const press = (element: CandorReport, name: string): Promise<string> =>
	new Promise((resolve) => {
		const region = find(element, '[role=status]');
		const observer = new MutationObserver(() => {
			const text = region.textContent?.trim();
			if (!text) return;
			observer.disconnect();
			resolve(text);
		});
		findButton(element, name).click();
		observer.observe(region, { childList: true, characterData: true, subtree: true });
	});

describe('candor-report', () => {
	beforeEach(() => {
		localStorage.clear();
		sent = [];
	});
	afterEach(() => {
		window.fetch = pageFetch;
	});

	it('takes no room unless the notice asks for reports', async () => {
		const feed = fakeFeed({ 'notice/n': aNotice() });
		const element = await mount('candor-report', feed);
		expect(element.getBoundingClientRect().height).to.equal(0);
		feed.put('notice', 'n', asks());
		await element.updateComplete;
		expect(visibleText(element)).to.contain('Are you affected?');
	});

	for (const [what, value] of [
		['has ended', { phase: 'resolved', endedAt: atMinute(-1) }],
		['has expired', { expiresAt: atMinute(-1) }],
		['has not begun', { kind: 'maintenance', phase: 'scheduled' }],
		['is an exercise', { drill: true }],
	] as const)
		it(`asks nothing about a notice that ${what}`, async () => {
			const element = await mount('candor-report', fakeFeed({ 'notice/n': asks(value) }), { notice: 'n' });
			expect(visibleText(element)).to.equal('');
		});

	it('asks about the worst that wants to know, or about one that is named', async () => {
		const feed = fakeFeed({
			'notice/worst': aNotice({ impact: 'critical', title: 'The worst' }),
			'notice/bad': asks({ title: 'The bad one' }),
			'notice/mild': asks({ impact: 'minor', title: 'The mild one' }),
		});
		expect(visibleText(await mount('candor-report', feed))).to.contain('The bad one');
		expect(visibleText(await mount('candor-report', feed, { notice: 'mild' }))).to.contain('The mild one');
	});

	it('sends one word, thanks the reader once, and remembers', async () => {
		answers(202);
		const feed = fakeFeed({ 'notice/n': asks() });
		const element = await mount('candor-report', feed);
		const said = recordAnnouncements(element);
		const affected = findButton(element, 'I’m affected');
		affected.focus();
		expect(await press(element, 'I’m affected')).to.equal(thanks);
		affected.click();
		feed.advanceMinutes(1);
		await element.updateComplete;
		expect(sent).to.deep.equal(['POST /v1/reports/notices/n {"says":"affected"}']);
		expect(said).to.deep.equal([thanks]);
		expect(root(element).activeElement).to.equal(affected);
		expect(affected.getAttribute('aria-disabled')).to.equal('true');
		const next = await mount('candor-report', feed);
		expect(visibleText(next)).to.contain(thanks);
		findButton(next, 'I’m affected').click();
		expect(sent.length).to.equal(1);
	});

	it('asks anew once a fix is in place, and takes each answer once', async () => {
		answers(202, 202, 202);
		const feed = fakeFeed({ 'notice/n': asks() });
		const element = await mount('candor-report', feed);
		await press(element, 'I’m affected');
		feed.put('notice', 'n', asks({ phase: 'monitoring', latestUpdate: 2 }));
		await element.updateComplete;
		expect(visibleText(element)).to.contain('Does it work again for you?').and.not.to.contain(thanks);
		expect(await press(element, 'Works again for me')).to.equal(thanks);
		expect(await press(element, 'Still broken for me')).to.equal(thanks);
		findButton(element, 'Works again for me').click();
		expect(sent.map((each) => each.split(' ')[2])).to.deep.equal([
			'{"says":"affected"}',
			'{"says":"works-again"}',
			'{"says":"still-broken"}',
		]);
	});

	it('says plainly that it was refused or not reached, each time, and offers it again', async () => {
		answers(429, null, null, 202);
		const element = await mount('candor-report', fakeFeed({ 'notice/n': asks() }));
		const said = recordAnnouncements(element);
		expect(await press(element, 'I’m affected')).to.equal(
			'Your report was not taken. Please try again later.',
		);
		expect(await press(element, 'I’m affected')).to.contain('could not be sent');
		await press(element, 'I’m affected');
		expect(await press(element, 'I’m affected')).to.equal(thanks);
		expect(said.length).to.equal(4);
	});

	it('sends nothing twice while an answer is under way', async () => {
		let finish = (): void => undefined;
		window.fetch = async (_, init) => {
			sent.push(`${init?.body}`);
			await new Promise<void>((resolve) => {
				finish = resolve;
			});
			return new Response(null, { status: 202 });
		};
		const element = await mount('candor-report', fakeFeed({ 'notice/n': asks({ phase: 'monitoring' }) }));
		const done = press(element, 'Works again for me');
		findButton(element, 'Works again for me').click();
		findButton(element, 'Still broken for me').click();
		finish();
		await done;
		expect(sent).to.deep.equal(['{"says":"works-again"}']);
	});
});
