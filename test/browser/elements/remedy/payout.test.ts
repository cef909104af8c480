/** Remedies that pay out: the claim with a token of the host, and what is left of the offer. */
import { expect } from '@open-wc/testing';
import type { CandorRemedy } from '../../../../src/entries/index.ts';
import type { RemedyValue } from '../../../../src/model/records/remedy.ts';
import { nextAnnouncement, recordAnnouncements } from '../../support/announcements.ts';
import { aRemedy, fakeFeed } from '../../support/fake-feed.ts';
import { findButton, mount, root, visibleText } from '../../support/mount.ts';

const payout: RemedyValue['payout'] = {
	...{ unit: 'money', currency: 'EUR', components: [], from: null, until: null },
	tiers: [{ minutes: 0, attributes: {}, value: '5.00' }],
};
const paying = (more: Partial<RemedyValue> = {}): RemedyValue =>
	aRemedy({ claim: { type: 'event' }, payout, ...more });
const pageFetch = window.fetch;
let sent: { readonly address: string; readonly init: RequestInit | undefined }[] = [];

function respondWith(status: number, body: object): void {
	window.fetch = async (address, init) => {
		sent.push({ address: `${address}`, init });
		return new Response(JSON.stringify(body), { status });
	};
}
const press = (element: CandorRemedy): Promise<string> => {
	const announcement = nextAnnouncement(element, '[role=status]');
	findButton(element, 'Claim this offer').click();
	return announcement;
};

describe('candor-remedy that pays out', () => {
	beforeEach(() => {
		localStorage.clear();
		sent = [];
	});
	afterEach(() => {
		window.fetch = pageFetch;
	});

	it('sends the token of the property in the body, and never in the address', async () => {
		respondWith(201, { remedy: 'r', id: 'c1' });
		const element = await mount('candor-remedy', fakeFeed({ 'remedy/r': paying() }), { token: 'signed-1' });
		expect(await press(element)).to.equal('You have claimed this offer.');
		expect(sent.map(({ address }) => address)).to.deep.equal([
			'https://status.example.com/v1/remedies/r/claims',
		]);
		const { init } = sent[0] ?? {};
		expect(init?.body).to.equal('{"token":"signed-1"}');
		expect([init?.method, init?.credentials, init?.referrerPolicy]).to.deep.equal([
			...['POST', 'omit', 'no-referrer'],
		]);
		expect(root(element).querySelector('button[part=claim]')).to.equal(null);
	});

	it('takes the token of the event first, which may come later', async () => {
		respondWith(200, { remedy: 'r', id: 'c1' });
		const element = await mount('candor-remedy', fakeFeed({ 'remedy/r': paying() }), { token: 'old' });
		element.addEventListener('candor-claim', (event) =>
			event.useToken(new Promise((resolve) => setTimeout(resolve, 10, 'signed-2'))),
		);
		await press(element);
		expect(sent[0]?.init?.body).to.equal('{"token":"signed-2"}');
	});

	for (const [code, status, text] of [
		['remedy-sold-out', 409, 'All of these offers have been claimed.'],
		['remedy-spent', 409, 'The budget for this offer has been spent.'],
		['remedy-expired', 410, 'This offer has ended.'],
		['claim-not-eligible', 403, 'We could not accept this claim. Please contact us.'],
		['internal', 500, 'We could not send your claim. Please check your connection and try again.'],
	] as const)
		it(`says what ${code} means, and stays unclaimed`, async () => {
			respondWith(status, { code });
			const element = await mount('candor-remedy', fakeFeed({ 'remedy/r': paying() }), { token: 'signed' });
			expect(await press(element)).to.equal(text);
			expect(visibleText(element)).not.to.contain('You have claimed');
			expect(visibleText(element)).to.contain('Claim this offer');
		});

	it('takes the page of a captive portal for no answer', async () => {
		respondWith(200, { welcome: 'to the hotel' });
		const element = await mount('candor-remedy', fakeFeed({ 'remedy/r': paying() }), { token: 'signed' });
		expect(await press(element)).to.equal(
			'We could not send your claim. Please check your connection and try again.',
		);
	});

	it('sends nothing without a token, without a payout, or where the page refuses', async () => {
		respondWith(201, { remedy: 'r' });
		const without = await mount('candor-remedy', fakeFeed({ 'remedy/r': paying() }));
		expect(await press(without)).to.equal('You have claimed this offer.');
		localStorage.clear();
		const unpaid = { 'remedy/r': paying({ payout: null }) };
		const free = await mount('candor-remedy', fakeFeed(unpaid), { token: 'signed' });
		expect(await press(free)).to.equal('You have claimed this offer.');
		localStorage.clear();
		const failing = await mount('candor-remedy', fakeFeed({ 'remedy/r': paying() }), { token: 'signed' });
		failing.addEventListener('candor-claim', (event) => event.useToken(Promise.reject(new Error('no'))));
		expect(await press(failing)).to.equal('This did not work. Please try again.');
		expect(sent).to.deep.equal([]);
	});

	it('shows and announces that nothing is left, without a button', async () => {
		for (const [ended, text] of [
			['sold-out', 'All of these offers have been claimed.'],
			['spent', 'The budget for this offer has been spent.'],
		] as const) {
			const feed = fakeFeed({ 'remedy/r': paying() });
			const element = await mount('candor-remedy', feed, { token: 'signed' });
			const announcements = recordAnnouncements(element);
			feed.put('remedy', 'r', paying({ ended }));
			await element.updateComplete;
			expect(visibleText(element)).to.contain(text);
			expect(root(element).querySelector('button')).to.equal(null);
			expect(announcements.at(-1)).to.equal(text);
		}
	});
});
