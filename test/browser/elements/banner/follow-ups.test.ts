/** What follows an outage, in the bar of a browser that showed it. */
import { expect, waitUntil } from '@open-wc/testing';
import type { PostmortemValue } from '../../../../src/model/records/postmortem.ts';
import {
	aNotice,
	aPage,
	aRemedy,
	atMinute,
	type FakeFeed,
	fakeFeed,
	richText,
} from '../../support/fake-feed.ts';
import { findButton, mount, root, toggleDetails, visibleText } from '../../support/mount.ts';

const day = 24 * 60;
const key = 'candor:outages:https://status.example.com';
const stored = () => JSON.parse(localStorage.getItem(key) ?? '{}');

const open = aNotice();
const ended = aNotice({ phase: 'resolved', endedAt: atMinute(0), updatedAt: atMinute(0), latestUpdate: 2 });
const action = (title: string, state: 'planned' | 'done') => ({ title, state, dueBy: atMinute(9 * day) });
const aReport = (...actions: PostmortemValue['actions']): PostmortemValue => ({
	notice: 'n1',
	title: 'Why payments failed',
	body: richText('A certificate had expired.'),
	publishedAt: atMinute(60),
	updatedAt: atMinute(60),
	actions,
	language: null,
	translations: {},
});

/** A browser that showed the outage; its page is gone. */
async function afterOutage(): Promise<void> {
	const feed = fakeFeed({ 'page/page': aPage(), 'notice/n1': open });
	const element = await mount('candor-banner', feed);
	await waitUntil(() => stored().seen?.length === 1, 'The outage is recorded.');
	element.remove();
}
/** A later page, after the outage. */
const later = (records: Readonly<Record<string, object>>, minutes = day): FakeFeed => {
	const feed = fakeFeed({ 'page/page': aPage(), 'notice/n1': ended, ...records });
	feed.advanceMinutes(minutes);
	return feed;
};
const announced = async (element: Element, text: string): Promise<void> =>
	waitUntil(() => visibleText(element).includes(text), `The bar shows ${text}`, { timeout: 20_000 });
/** Two turns of the element, in which it would have announced. */
async function settled(element: Element & { updateComplete: Promise<unknown> }): Promise<void> {
	for (let turn = 0; turn < 3; turn += 1) {
		await new Promise((resolve) => setTimeout(resolve, 50));
		await element.updateComplete;
	}
}

describe('candor-banner after an outage', () => {
	beforeEach(() => localStorage.clear());

	it('announces the remedy and the report once, without a severe colour, to a browser that saw it', async () => {
		await afterOutage();
		const records = {
			'postmortem/n1': aReport(action('Renew earlier', 'planned')),
			'remedy/r': aRemedy({ terms: richText('Once per account.') }),
		};
		const element = await mount('candor-banner', later(records));
		await announced(element, 'We are sorry: 10 % off your next bill');
		expect(visibleText(element)).to.contain('After: Card payments are failing');
		expect(root(element).querySelector('section')?.dataset.tone).to.equal('info');
		expect(root(element).querySelector('[role=alert]')?.textContent).to.equal('');
		await toggleDetails(element);
		for (const expected of [
			'You could not pay for two hours.',
			'SORRY10',
			'Once per account.',
			'A certificate had expired.',
			'Renew earlier: Planned · by ',
		])
			expect(visibleText(element)).to.contain(expected);
		element.remove();
		const next = await mount('candor-banner', later(records, 2 * day));
		await settled(next);
		expect(next.offsetHeight).to.equal(0);
	});

	it('announces nothing to a browser that did not see it', async () => {
		const element = await mount(
			'candor-banner',
			later({ 'postmortem/n1': aReport(), 'remedy/r': aRemedy() }),
		);
		await settled(element);
		expect(element.offsetHeight).to.equal(0);
		expect(localStorage.getItem(key)).to.equal(null);
	});

	it('goes when it is dismissed, and does not come back', async () => {
		await afterOutage();
		const feed = later({ 'postmortem/n1': aReport() });
		const element = await mount('candor-banner', feed);
		await announced(element, 'Report: Why payments failed');
		findButton(element, 'Dismiss').click();
		await waitUntil(() => element.offsetHeight === 0, 'It is gone.');
		feed.advanceMinutes(2 * day);
		await settled(element);
		expect(element.offsetHeight).to.equal(0);
	});

	it('announces at most once a day, and again when a promised action is done', async () => {
		await afterOutage();
		const feed = later({ 'postmortem/n1': aReport(action('Renew earlier', 'planned')) });
		const element = await mount('candor-banner', feed);
		await announced(element, 'Report: Why payments failed');
		element.remove();
		const done = { 'postmortem/n1': aReport(action('Renew earlier', 'done')) };
		const sameDay = await mount('candor-banner', later(done, day + 60));
		await settled(sameDay);
		expect(sameDay.offsetHeight).to.equal(0);
		sameDay.remove();
		const nextDay = await mount('candor-banner', later(done, 2 * day));
		await announced(nextDay, 'Done: Renew earlier');
	});

	it('gives way to an open notice, and returns after it', async () => {
		await afterOutage();
		const feed = later({ 'postmortem/n1': aReport() });
		const element = await mount('candor-banner', feed);
		await announced(element, 'Report: Why payments failed');
		feed.put('notice', 'n2', aNotice({ title: 'Search is slow', openedAt: atMinute(day) }));
		await announced(element, 'Search is slow');
		expect(visibleText(element)).not.to.contain('Report');
		findButton(element, 'Dismiss').click();
		await announced(element, 'Report: Why payments failed');
	});

	it('announces nothing of a drill, of what does not concern the visitor, or after 30 days', async () => {
		const outages = {
			'notice/drill': aNotice({ drill: true }),
			'notice/theirs': aNotice({
				audience: { attributes: { plan: ['pro'] }, routes: [], signedIn: null, percentage: null },
				notAffected: 'You are not affected.',
			}),
			'notice/n1': open,
		};
		const seen = await mount('candor-banner', fakeFeed(outages), {}, { plan: 'free', drill: true });
		await waitUntil(() => stored().seen?.length === 1, 'One outage is recorded.');
		expect(stored().seen[0]).to.match(/^n1 /);
		seen.remove();
		const claimed = aRemedy({
			audience: { attributes: { plan: ['pro'] }, routes: [], signedIn: null, percentage: null },
		});
		const element = await mount('candor-banner', later({ 'remedy/r': claimed }), {}, { plan: 'free' });
		await settled(element);
		expect(element.offsetHeight).to.equal(0);
		element.remove();
		const late = await mount('candor-banner', later({ 'postmortem/n1': aReport() }, 31 * day));
		await settled(late);
		expect(late.offsetHeight).to.equal(0);
	});

	it('announces in one of two banners that receive the report at the same moment', async () => {
		await afterOutage();
		const feeds = [later({}), later({})];
		const elements = await Promise.all(feeds.map((feed) => mount('candor-banner', feed)));
		for (const feed of feeds) feed.put('postmortem', 'n1', aReport());
		await waitUntil(() => elements.some((each) => each.offsetHeight > 0), 'One shows it.');
		for (const element of elements) await settled(element);
		expect(elements.filter((each) => each.offsetHeight > 0)).to.have.length(1);
	});

	it('waits until the state is known to be current', async () => {
		await afterOutage();
		const feed = later({ 'postmortem/n1': aReport() });
		feed.setConnection('reconnecting');
		const element = await mount('candor-banner', feed);
		await settled(element);
		expect(element.offsetHeight).to.equal(0);
		feed.setConnection('live', feed.clock.now());
		await announced(element, 'Report: Why payments failed');
	});
});
