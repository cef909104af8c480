/** `candor-contact`: what it hands to the page, what it sends, and what it says about it. */
import { expect } from '@open-wc/testing';
import type { CandorContact, ContactEvent } from '../../../../src/entries/index.ts';
import { nextAnnouncement } from '../../support/announcements.ts';
import { aNotice, atMinute, fakeFeed } from '../../support/fake-feed.ts';
import { find, findButton, mount, root, visibleText } from '../../support/mount.ts';

const pageFetch = window.fetch;
let sent: { readonly address: string; readonly init: RequestInit | undefined }[] = [];

function respondWith(status: number, body: object): void {
	window.fetch = async (address, init) => {
		sent.push({ address: `${address}`, init });
		return new Response(JSON.stringify(body), { status });
	};
}
const outage = () => fakeFeed({ 'notice/n': aNotice() });
const press = (element: CandorContact): Promise<string> => {
	const announcement = nextAnnouncement(element, '[role=status]');
	findButton(element, 'Contact me about this').click();
	return announcement;
};
const isDone = (element: CandorContact): boolean =>
	find(element, 'button').getAttribute('aria-disabled') === 'true';
const isShown = (element: CandorContact): boolean => root(element).querySelector('section') !== null;
const texts = {
	sent: 'Your request is sent.',
	asked: 'You have asked us to contact you about this.',
	refused: 'This is not possible here. Please contact us in another way.',
	unreached: 'Your request was not sent. Please check your connection and try again.',
	failed: 'This did not work. Please try again.',
};

describe('candor-contact', () => {
	beforeEach(() => {
		localStorage.clear();
		sent = [];
	});
	afterEach(() => {
		window.fetch = pageFetch;
	});

	it('takes no room without a notice for this visitor, and shows the named one after its end', async () => {
		const feed = fakeFeed({});
		const element = await mount('candor-contact', feed);
		expect(isShown(element)).to.equal(false);
		feed.put('notice', 'n', aNotice({ drill: true }));
		await element.updateComplete;
		expect(isShown(element)).to.equal(false);
		feed.put('notice', 'n', aNotice({ phase: 'resolved', endedAt: atMinute(0) }));
		await element.updateComplete;
		expect(isShown(element)).to.equal(false);
		element.notice = 'n';
		await element.updateComplete;
		expect(visibleText(element)).to.contain('Card payments are failing');
	});

	it('sends the token in the body and never in the address, and remembers it in this browser', async () => {
		respondWith(201, { id: 'r', notice: 'n', requestedAt: atMinute(0) });
		const element = await mount('candor-contact', outage(), { token: 'signed-1' });
		expect(await press(element)).to.equal(texts.sent);
		expect(sent.map(({ address }) => address)).to.deep.equal([
			'https://status.example.com/v1/contact-requests',
		]);
		const { init } = sent[0] ?? {};
		expect([init?.body, init?.method, init?.credentials, init?.referrerPolicy]).to.deep.equal([
			...['{"token":"signed-1"}', 'POST', 'omit', 'no-referrer'],
		]);
		expect(isDone(element)).to.equal(true);
		findButton(element, 'Contact me about this').click();
		await element.updateComplete;
		expect(sent.length).to.equal(1);
		const later = await mount('candor-contact', outage(), { token: 'signed-1' });
		expect(visibleText(later)).to.contain(texts.asked);
		expect(isDone(later)).to.equal(true);
	});

	it('takes the token of the event first, which may come later, and says meanwhile that it is at work', async () => {
		respondWith(200, { id: 'r', notice: 'n', requestedAt: atMinute(0) });
		const element = await mount('candor-contact', outage(), { token: 'old' });
		let give = (_token: string): void => undefined;
		element.addEventListener('candor-contact', (event: ContactEvent) => {
			expect(event.notice).to.equal('n');
			event.useToken(new Promise((resolve) => (give = resolve)));
		});
		const announcement = press(element);
		await element.updateComplete;
		expect(findButton(element, 'One moment…').getAttribute('aria-disabled')).to.equal('true');
		give('signed-2');
		// The customer had asked with another browser.
		expect(await announcement).to.equal(texts.asked);
		expect(sent[0]?.init?.body).to.equal('{"token":"signed-2"}');
	});

	for (const [status, code, text] of [
		[404, 'contact-closed', texts.refused],
		[401, 'claim-token-expired', texts.refused],
		[429, 'too-many', texts.unreached],
		[503, 'busy', texts.unreached],
	] as const)
		it(`says what ${code} means, and can be pressed again`, async () => {
			respondWith(status, { code });
			const element = await mount('candor-contact', outage(), { token: 'signed' });
			expect(await press(element)).to.equal(text);
			expect(isDone(element)).to.equal(false);
		});

	it('says that nothing was sent when no server answers, and sends nothing by itself', async () => {
		window.fetch = async (address, init) => {
			sent.push({ address: `${address}`, init });
			throw new TypeError('offline');
		};
		const element = await mount('candor-contact', outage(), { token: 'signed' });
		expect(await press(element)).to.equal(texts.unreached);
		expect([isDone(element), sent.length]).to.deep.equal([false, 1]);
		respondWith(200, { welcome: 'to the hotel' });
		expect(await press(element)).to.equal(texts.unreached);
		respondWith(201, { notice: 'n' });
		expect(await press(element)).to.equal(texts.sent);
		expect(localStorage.length).to.be.greaterThan(0);
		expect(JSON.stringify({ ...localStorage })).not.to.contain('signed');
	});

	it('leaves the rest to the page that cancels the event or gives a promise', async () => {
		respondWith(201, { notice: 'n' });
		const cancelled = await mount('candor-contact', outage(), { token: 'signed' });
		let asked = 0;
		cancelled.addEventListener('candor-contact', (event) => {
			asked++;
			event.preventDefault();
		});
		findButton(cancelled, 'Contact me about this').click();
		findButton(cancelled, 'Contact me about this').click();
		await cancelled.updateComplete;
		expect([asked, isDone(cancelled), sent.length]).to.deep.equal([2, false, 0]);
		const own = await mount('candor-contact', outage());
		let outcome: Promise<unknown> = Promise.reject(new Error('no'));
		own.addEventListener('candor-contact', (event) => event.waitUntil(outcome));
		expect(await press(own)).to.equal(texts.failed);
		outcome = Promise.resolve();
		expect(await press(own)).to.equal(texts.sent);
		expect(sent).to.deep.equal([]);
	});

	it('says that it is not possible where the page does nothing', async () => {
		const element = await mount('candor-contact', outage());
		expect(await press(element)).to.equal(texts.refused);
		expect(isDone(element)).to.equal(false);
	});
});
