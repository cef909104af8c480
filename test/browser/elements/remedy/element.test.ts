import { expect } from '@open-wc/testing';
import { type CandorRemedy, ClaimEvent } from '../../../../src/entries/index.ts';
import { nextAnnouncement, recordAnnouncements } from '../../support/announcements.ts';
import { aNotice, aRemedy, atMinute, fakeFeed, richText } from '../../support/fake-feed.ts';
import { find, findButton, mount, root, visibleText } from '../../support/mount.ts';

const event = { claim: { type: 'event' as const } };
/** Waits for two updates. */
const updatedTwice = async (element: CandorRemedy): Promise<void> => {
	await element.updateComplete;
	await element.updateComplete;
};
const status = (element: CandorRemedy): string => find(element, '[role=status]').textContent?.trim() ?? '';
const replaceClipboard = (writeText: (text: string) => Promise<void>): void =>
	void Object.defineProperty(navigator, 'clipboard', { configurable: true, value: { writeText } });

describe('candor-remedy', () => {
	beforeEach(() => localStorage.clear());
	afterEach(() => Reflect.deleteProperty(navigator, 'clipboard'));

	it('shows the apology, the offer, its terms, its end, and how to claim it, in this order', async () => {
		const remedy = aRemedy({ terms: richText('Once per account.'), expiresAt: atMinute(30) });
		const element = await mount('candor-remedy', fakeFeed({ 'remedy/r': remedy }));
		const order = [
			'We are sorry',
			'You could not pay',
			'Service credit',
			'10 % off',
			'Terms',
			'Once per account',
			'Claim by ',
			'SORRY10',
			'Copy code',
		];
		const text = visibleText(element);
		const places = order.map((each) => text.indexOf(each));
		expect(places).to.deep.equal([...places].sort((a, b) => a - b));
		expect(places).not.to.include(-1);
		expect(find(element, '.offer svg').getAttribute('aria-hidden')).to.equal('true');
	});

	it('takes no room without a remedy for this visitor', async () => {
		const feed = fakeFeed();
		const element = await mount('candor-remedy', feed);
		expect(element.getBoundingClientRect().height).to.equal(0);
		feed.put(
			'remedy',
			'r',
			aRemedy({ audience: { attributes: {}, routes: ['/elsewhere'], signedIn: null, percentage: null } }),
		);
		feed.put('notice', 'drill', aNotice({ drill: true }));
		feed.put('remedy', 'of-a-drill', aRemedy({ notice: 'drill' }));
		feed.put('remedy', 'unreadable', { title: 'No way to claim it' });
		await element.updateComplete;
		expect(visibleText(element)).to.equal('');
		feed.put('remedy', 'mine', aRemedy());
		await element.updateComplete;
		expect(visibleText(element)).to.contain('We are sorry');
	});

	it('labels the remedy of a drill, for visitors who take part in drills', async () => {
		const feed = fakeFeed({ 'notice/n': aNotice({ drill: true }), 'remedy/r': aRemedy({ notice: 'n' }) });
		const element = await mount('candor-remedy', feed, {}, { drill: true });
		expect(find(element, '[part=drill]').innerText).to.equal('Drill: this is not a real incident.');
	});

	it('shows the newest remedy that can be claimed, or the remedy of a given notice', async () => {
		const feed = fakeFeed({
			'remedy/old': aRemedy({ title: 'The old one', notice: 'n0', publishedAt: atMinute(-50) }),
			'remedy/new': aRemedy({ title: 'The new one' }),
			'remedy/over': aRemedy({
				title: 'The one that is over',
				publishedAt: atMinute(-1),
				expiresAt: atMinute(-1),
			}),
		});
		expect(visibleText(await mount('candor-remedy', feed))).to.contain('The new one');
		expect(visibleText(await mount('candor-remedy', feed, { notice: 'n0' }))).to.contain('The old one');
		expect(visibleText(await mount('candor-remedy', feed, { notice: 'none' }))).to.equal('');
	});

	it('shows that an offer has ended, to visitors who saw it and for a given notice', async () => {
		const feed = fakeFeed({ 'remedy/r': aRemedy({ expiresAt: atMinute(5) }) });
		const element = await mount('candor-remedy', feed);
		feed.advanceMinutes(5);
		await element.updateComplete;
		expect(visibleText(element)).to.contain('This offer has ended. You could claim it until');
		expect(root(element).querySelector('[part=claim], code')).to.equal(null);
		expect(visibleText(await mount('candor-remedy', feed, { notice: 'n1' }))).to.contain(
			'This offer has ended',
		);
		expect(visibleText(await mount('candor-remedy', feed))).to.equal('');
	});

	it('copies the code, announces each copy, and remembers it', async () => {
		const copied: string[] = [];
		replaceClipboard(async (text) => void copied.push(text));
		const feed = fakeFeed({ 'remedy/r': aRemedy() });
		const element = await mount('candor-remedy', feed);
		const announcements = recordAnnouncements(element);
		const copy = findButton(element, 'Copy code');
		copy.focus();
		copy.click();
		expect(await nextAnnouncement(element)).to.equal('Copied');
		copy.click();
		await nextAnnouncement(element);
		expect(copied).to.deep.equal(['SORRY10', 'SORRY10']);
		expect(announcements).to.deep.equal(['Copied', 'Copied']);
		expect(root(element).activeElement).to.equal(copy);
		const next = await mount('candor-remedy', feed);
		expect(status(next)).to.equal('You have copied this code.');
		feed.put('remedy', 'r', aRemedy({ publishedAt: atMinute(-1) }));
		await next.updateComplete;
		expect(status(next)).to.equal('');
	});

	it('selects the code if copying is not allowed', async () => {
		replaceClipboard(() => Promise.reject(new DOMException('No.', 'NotAllowedError')));
		const element = await mount('candor-remedy', fakeFeed({ 'remedy/r': aRemedy() }));
		const copy = findButton(element, 'Copy code');
		copy.focus();
		copy.click();
		expect(await nextAnnouncement(element)).to.contain('The code is selected');
		const [range] = getSelection()?.getComposedRanges({ shadowRoots: [root(element)] }) ?? [];
		expect(find(element, 'code').contains(range?.startContainer ?? null)).to.equal(true);
		expect(range?.collapsed).to.equal(false);
		expect(root(element).activeElement).to.equal(copy);
	});

	it('renders https and mailto links, which have no access to the page', async () => {
		const feed = fakeFeed({
			'remedy/r': aRemedy({ claim: { type: 'link', href: 'https://shop.example/claim' } }),
		});
		const element = await mount('candor-remedy', feed);
		const link = find(element, 'a') as HTMLAnchorElement;
		expect([link.href, link.target, link.rel]).to.deep.equal([
			'https://shop.example/claim',
			'_blank',
			'noopener noreferrer',
		]);
		link.addEventListener('click', (click) => click.preventDefault());
		link.click();
		await updatedTwice(element);
		expect(status(element)).to.equal('You have opened this offer.');
		feed.put('remedy', 'r', aRemedy({ claim: { type: 'link', href: 'mailto:help@example.com' } }));
		await element.updateComplete;
		expect((find(element, 'a') as HTMLAnchorElement).target).to.equal('');
		feed.put('remedy', 'r', aRemedy({ claim: { type: 'link', href: 'javascript:alert(1)' } }));
		await element.updateComplete;
		expect(visibleText(element)).to.equal('');
	});

	it('passes the claim to the page, waits for it, and allows no second claim', async () => {
		const element = await mount('candor-remedy', fakeFeed({ 'remedy/r': aRemedy(event) }));
		const claims: ClaimEvent[] = [];
		let done = (): void => undefined;
		const claimed = new Promise<void>((resolve) => {
			done = resolve;
		});
		const onClaim = (claim: ClaimEvent): void => {
			claims.push(claim);
			claim.waitUntil(claimed);
		};
		document.addEventListener('candor-claim', onClaim as EventListener);
		const announcements = recordAnnouncements(element);
		const claim = findButton(element, 'Claim this offer');
		claim.focus();
		claim.click();
		await element.updateComplete;
		claim.click();
		expect(claim.textContent).to.equal('One moment…');
		done();
		await nextAnnouncement(element);
		claim.click();
		document.removeEventListener('candor-claim', onClaim as EventListener);
		expect(claims.map(({ remedy, notice }) => [remedy, notice])).to.deep.equal([['r', 'n1']]);
		expect(claims[0]).to.be.instanceOf(ClaimEvent);
		expect(await claims[0]?.isFulfilled()).to.equal(true);
		expect(await claims[0]?.isKept(), 'the former name').to.equal(true);
		expect(announcements).to.deep.equal(['You have claimed this offer.']);
		expect(claim.isConnected, 'nothing is left to press').to.equal(false);
		expect(find(element, '.actions > .icon').checkVisibility()).to.equal(true);
		expect(root(element).activeElement?.className, 'the focus stays in its place').to.equal('actions');
	});

	it('counts as claimed at once if the page passes no promise, in every element', async () => {
		const feed = fakeFeed({ 'remedy/r': aRemedy(event) });
		const other = await mount('candor-remedy', feed);
		const element = await mount('candor-remedy', feed);
		document.body.append(other);
		findButton(element, 'Claim this offer').click();
		await nextAnnouncement(element);
		await other.updateComplete;
		expect(status(other)).to.equal('You have claimed this offer.');
		other.remove();
	});

	it('is not claimed if the page cancels the event or its promise is rejected', async () => {
		const element = await mount('candor-remedy', fakeFeed({ 'remedy/r': aRemedy(event) }));
		const claim = findButton(element, 'Claim this offer');
		element.addEventListener('candor-claim', (claim) => claim.preventDefault(), { once: true });
		claim.click();
		await element.updateComplete;
		expect([status(element), claim.getAttribute('aria-disabled')]).to.deep.equal(['', 'false']);
		element.addEventListener('candor-claim', (claim) => claim.waitUntil(Promise.reject(new Error('No.'))), {
			once: true,
		});
		claim.click();
		expect(await nextAnnouncement(element)).to.equal('This did not work. Please try again.');
		expect(claim.getAttribute('aria-disabled')).to.equal('false');
	});

	it('shows the time of the last contact if it was long ago', async () => {
		const feed = fakeFeed({ 'remedy/r': aRemedy() });
		const element = await mount('candor-remedy', feed);
		const apology = find(element, '.rich');
		feed.setConnection('reconnecting', feed.clock.now() - 3_600_000);
		await element.updateComplete;
		expect(visibleText(element)).to.contain('Last contact 1 hr ago');
		expect(find(element, '.rich')).to.equal(apology);
	});

	it('shows the translation, and marks a language that differs from the element’s own', async () => {
		const translations = {
			de: {
				title: 'Entschuldigung',
				apology: richText('Das tut uns leid.'),
				summary: '10 % Nachlass',
				terms: null,
			},
		};
		document.documentElement.lang = 'de';
		const element = await mount('candor-remedy', fakeFeed({ 'remedy/r': aRemedy({ translations }) }));
		document.documentElement.lang = '';
		expect(visibleText(element))
			.to.contain('Entschuldigung')
			.and.to.contain('10 % Nachlass')
			.and.not.to.contain('We are sorry');
		expect(find(element, 'h2').lang).to.equal('de');
	});
});
