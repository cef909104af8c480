/** What was announced leaves the page, or a visitor who reads on would hear it twice. */
import { expect } from '@open-wc/testing';
import { nextAnnouncement, recordAnnouncements } from '../support/announcements.ts';
import { aComponent, aNotice, anUpdate, type FakeFeed, fakeFeed } from '../support/fake-feed.ts';
import { mount, root } from '../support/mount.ts';

const affected = [{ component: 'cards', status: 'degraded' as const }];
const records = () => ({ 'component/cards': aComponent('Cards'), 'notice/n1': aNotice({ affected }) });
const worse = (feed: FakeFeed): void => {
	feed.put('update', 'u2', anUpdate('n1', { number: 2 }));
	const status = 'major-outage' as const;
	feed.put(
		'notice',
		'n1',
		aNotice({ affected: [{ component: 'cards', status }], phase: 'identified', latestUpdate: 2 }),
	);
};

describe('an announcement', () => {
	const { setTimeout: original } = globalThis;
	/** What would run after ten seconds. */
	let ends: (() => void)[] = [];
	before(() => {
		globalThis.setTimeout = ((act: () => void, delayMs?: number, ...rest: unknown[]) =>
			delayMs === 10_000 ? ends.push(act) : original(act, delayMs, ...rest)) as typeof setTimeout;
	});
	beforeEach(() => {
		ends = [];
	});
	after(() => {
		globalThis.setTimeout = original;
	});

	for (const tag of ['candor-banner', 'candor-timeline', 'candor-status', 'candor-inline'] as const)
		it(`of ${tag} leaves its live region after ten seconds, and the next one is announced`, async () => {
			const feed = fakeFeed(records());
			const element = await mount(tag, feed, tag === 'candor-inline' ? { component: 'cards' } : {});
			for (const change of [worse, (fed: FakeFeed) => fed.put('notice', 'n1', null)]) {
				if (tag === 'candor-inline' && change !== worse) break;
				const announced = nextAnnouncement(element);
				change(feed);
				expect(await announced).not.to.equal('');
				await element.updateComplete;
				for (const end of ends.splice(0)) end();
				const texts = [...root(element).querySelectorAll('.live-region')].map((region) =>
					region.textContent?.trim(),
				);
				expect(texts.join('')).to.equal('');
				const later = recordAnnouncements(element);
				feed.advanceMinutes(1);
				await element.updateComplete;
				expect(later).to.deep.equal([]);
				if (tag !== 'candor-status') break;
			}
		});
});
