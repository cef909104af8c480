import { expect } from '@open-wc/testing';
import { type Feed, feedFor } from '../../../src/client/index.ts';
import '../../../src/entries/provide-client.ts';
import { configure } from '../../../src/elements/shared/configure.ts';
import { aNotice } from '../support/fake-feed.ts';

interface Page {
	Candor?: { source?: string; feeds?: Map<string, Feed> };
}
const page = globalThis as Page;
const notice = { id: 'n1', seq: 1, value: aNotice() };
let count = 0;
/** An address that no other test uses; the test server answers it with 404. */
const anAddress = (): string => new URL(`/status-${++count}`, location.href).href;

describe('feedFor', () => {
	it('returns one feed per server, however its address is written', () => {
		const address = anAddress();
		const feed = feedFor(address);
		expect(feed.source).to.equal(address);
		for (const same of [`${address}/`, `${address}//`, `${address}?a=1#b`, new URL(address).pathname])
			expect(feedFor(same)).to.equal(feed);
		expect(feedFor(anAddress())).not.to.equal(feed);
		feed.close();
		expect(feedFor(address)).not.to.equal(feed);
	});

	it('shares its feeds with other copies of this code, and leaves the rest of the global unchanged', async () => {
		page.Candor = { ...page.Candor, source: 'https://status.example.com' };
		const address = anAddress();
		const feed = feedFor(address);
		// With another query it is another module: the same code, loaded a second time.
		const secondCopy = new URL('/src/client/feed/registry.ts?copy', location.href).href;
		const copy: typeof import('../../../src/client/index.ts') = await import(secondCopy);
		expect(copy.feedFor).not.to.equal(feedFor);
		expect(copy.feedFor(address)).to.equal(feed);
		expect(page.Candor?.source).to.equal('https://status.example.com');
		feed.close();
	});

	it('warns once about an invalid address, and never throws', async () => {
		const { warn } = console;
		const warnings: unknown[] = [];
		console.warn = (...words: unknown[]) => warnings.push(words);
		try {
			for (const source of ['javascript:alert(1)', 'https://', 'ftp://example.com', 'data:text/html,x']) {
				const feed = feedFor(source);
				expect(feedFor(source)).to.equal(feed);
				await new Promise<void>((resolve) => feed.subscribe(resolve));
				expect(feed.snapshot().connection).to.equal('reconnecting');
				feed.close();
			}
		} finally {
			console.warn = warn;
		}
		expect(warnings.length).to.equal(4);
	});

	it('works in a page that uses the name Candor for something else', () => {
		const own = page.Candor;
		for (const other of [Object.freeze({ other: true }), 'other', 7, { feeds: 'other' }]) {
			page.Candor = other as NonNullable<Page['Candor']>;
			const address = anAddress();
			const feed = feedFor(address);
			expect(feedFor(address)).to.equal(feed);
			expect(page.Candor).to.equal(other);
			feed.close();
		}
		if (own) page.Candor = own;
		else Reflect.deleteProperty(page, 'Candor');
	});

	it('connects while it has listeners, and shows that the server cannot be reached', async () => {
		const feed = feedFor(anAddress());
		await new Promise<void>((resolve) => {
			feed.subscribe(() => {
				if (feed.snapshot().connection === 'reconnecting') resolve();
			});
		});
		expect(feed.snapshot().heardAt).to.equal(null);
		feed.close();
	});

	it('keeps the first settings of a page, which later calls cannot replace', () => {
		const own = page.Candor;
		page.Candor = {};
		let events = 0;
		const onSource = () => {
			events += 1;
		};
		addEventListener('candor-source', onSource);
		const settings = { source: 'https://status.example.com', keys: 'first', site: 's' };
		configure(settings);
		configure({ source: 'https://elsewhere.example.com' });
		removeEventListener('candor-source', onSource);
		expect(page.Candor).to.include(settings);
		expect(events).to.equal(2);
		page.Candor = own as NonNullable<Page['Candor']>;
	});

	it('applies a dismissal in another tab', async () => {
		const feed = feedFor(anAddress());
		const changed = new Promise<void>((resolve) => feed.dismissals.subscribe(resolve));
		const tab = document.createElement('iframe');
		document.body.append(tab);
		expect(feed.dismissals.isDismissed(notice)).to.equal(false);
		tab.contentWindow?.localStorage.setItem(
			`candor:dismissed:${feed.source}`,
			JSON.stringify([[`n1${notice.value.openedAt}`, [1, 3]]]),
		);
		await changed;
		expect(feed.dismissals.isDismissed(notice)).to.equal(true);
		tab.remove();
		localStorage.removeItem(`candor:dismissed:${feed.source}`);
		feed.close();
	});
});
