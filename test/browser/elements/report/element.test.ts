import { expect } from '@open-wc/testing';
import type { CandorReport } from '../../../../src/entries/index.ts';
import type { NoticeValue } from '../../../../src/model/records/notice.ts';
import { nextAnnouncement, recordAnnouncements } from '../../support/announcements.ts';
import { aNotice, atMinute, fakeFeed } from '../../support/fake-feed.ts';
import { findButton, mount, root, visibleText } from '../../support/mount.ts';

const withReports = (value: Partial<NoticeValue> = {}): NoticeValue => aNotice({ reporting: true, ...value });
const thanks = 'Thank you. We have counted your answer.';
const pageFetch = window.fetch;
let sent: string[] = [];

/** Responses with these statuses, in this order; `null`: the server cannot be reached. */
function respondWith(...statuses: (number | null)[]): void {
	window.fetch = async (address, init) => {
		sent.push(`${init?.method} ${new URL(`${address}`).pathname} ${init?.body}`);
		const status = statuses.shift();
		if (!status) throw new TypeError('Not reached.');
		return new Response(null, { status });
	};
}
/** Presses a button and resolves with the announcement that follows. */
const press = (element: CandorReport, name: string): Promise<string> => {
	const announcement = nextAnnouncement(element, 'p[role=status]');
	findButton(element, name).click();
	return announcement;
};

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
		feed.put('notice', 'n', withReports());
		await element.updateComplete;
		expect(visibleText(element)).to.contain('Are you affected?');
	});

	for (const [reason, value] of [
		['has ended', { phase: 'resolved', endedAt: atMinute(-1) }],
		['has expired', { expiresAt: atMinute(-1) }],
		['has not begun', { kind: 'maintenance', phase: 'scheduled' }],
		['is a drill', { drill: true }],
	] as const)
		it(`asks nothing about a notice that ${reason}`, async () => {
			const element = await mount('candor-report', fakeFeed({ 'notice/n': withReports(value) }), {
				notice: 'n',
			});
			expect(visibleText(element)).to.equal('');
		});

	it('asks about the worst notice with reports, or about a given one', async () => {
		const feed = fakeFeed({
			'notice/worst': aNotice({ impact: 'critical', title: 'The worst' }),
			'notice/bad': withReports({ title: 'The bad one' }),
			'notice/mild': withReports({ impact: 'minor', title: 'The mild one' }),
		});
		expect(visibleText(await mount('candor-report', feed))).to.contain('The bad one');
		expect(visibleText(await mount('candor-report', feed, { notice: 'mild' }))).to.contain('The mild one');
	});

	it('sends one word, confirms it once, and remembers it', async () => {
		respondWith(202);
		const feed = fakeFeed({ 'notice/n': withReports() });
		const element = await mount('candor-report', feed);
		const announcements = recordAnnouncements(element);
		const affected = findButton(element, 'Yes, I’m affected');
		affected.focus();
		expect(await press(element, 'Yes, I’m affected')).to.equal(thanks);
		affected.click();
		feed.advanceMinutes(1);
		await element.updateComplete;
		expect(sent).to.deep.equal(['POST /v1/reports/notices/n {"says":"affected"}']);
		expect(announcements).to.deep.equal([thanks]);
		expect(root(element).activeElement).to.equal(affected);
		expect(affected.getAttribute('aria-disabled')).to.equal('true');
		const next = await mount('candor-report', feed);
		expect(visibleText(next)).to.contain(thanks);
		findButton(next, 'Yes, I’m affected').click();
		expect(sent.length).to.equal(1);
	});

	it('asks again once a fix is in place, and accepts each answer once', async () => {
		respondWith(202, 202, 202);
		const feed = fakeFeed({ 'notice/n': withReports() });
		const element = await mount('candor-report', feed);
		await press(element, 'Yes, I’m affected');
		feed.put('notice', 'n', withReports({ phase: 'monitoring', latestUpdate: 2 }));
		await element.updateComplete;
		expect(visibleText(element)).to.contain('Is it working for you now?').and.not.to.contain(thanks);
		expect(await press(element, 'Yes, it works again')).to.equal(thanks);
		expect(await press(element, 'No, it is still broken')).to.equal(thanks);
		findButton(element, 'Yes, it works again').click();
		expect(sent.map((each) => each.split(' ')[2])).to.deep.equal([
			'{"says":"affected"}',
			'{"says":"works-again"}',
			'{"says":"still-broken"}',
		]);
	});

	it('announces each time that the report was refused or not sent, and allows another try', async () => {
		respondWith(429, null, null, 202);
		const element = await mount('candor-report', fakeFeed({ 'notice/n': withReports() }));
		const announcements = recordAnnouncements(element);
		expect(await press(element, 'Yes, I’m affected')).to.equal(
			'We could not record your answer. Please try again later.',
		);
		expect(await press(element, 'Yes, I’m affected')).to.contain('could not send');
		await press(element, 'Yes, I’m affected');
		expect(await press(element, 'Yes, I’m affected')).to.equal(thanks);
		expect(announcements.length).to.equal(4);
	});

	it('sends nothing else while an answer is being sent', async () => {
		let finish = (): void => undefined;
		window.fetch = async (_, init) => {
			sent.push(`${init?.body}`);
			await new Promise<void>((resolve) => {
				finish = resolve;
			});
			return new Response(null, { status: 202 });
		};
		const element = await mount(
			'candor-report',
			fakeFeed({ 'notice/n': withReports({ phase: 'monitoring' }) }),
		);
		const done = press(element, 'Yes, it works again');
		findButton(element, 'Yes, it works again').click();
		findButton(element, 'No, it is still broken').click();
		finish();
		await done;
		expect(sent).to.deep.equal(['{"says":"works-again"}']);
	});
});
