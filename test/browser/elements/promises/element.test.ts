import { expect, waitUntil } from '@open-wc/testing';
import type { PastPromise } from '../../../../src/model/history/history.ts';
import type { PostmortemValue } from '../../../../src/model/records/postmortem.ts';
import { aNotice, atMinute, richText } from '../../support/fake-feed.ts';
import { untilLanguage, withCatalogues } from '../../support/languages.ts';
import { find, mount, root, visibleText } from '../../support/mount.ts';
import { feedWithOwnSource, historyResponse } from '../../support/status-panel.ts';

const day = 24 * 60;
const promise = (title: string, value: Partial<PastPromise> = {}): PastPromise => ({
	...{ notice: 'n1', about: 'Payments fail', title, language: 'en', state: 'planned' },
	...{ dueBy: atMinute(9 * day), firstDueBy: atMinute(9 * day), promisedAt: atMinute(-day), doneAt: null },
	...value,
});
const promises = [
	promise('Renew earlier', { state: 'in-progress', dueBy: atMinute(-day), firstDueBy: atMinute(-5 * day) }),
	promise('A second region', { dueBy: null, firstDueBy: null }),
	promise('Another provider', { state: 'done', doneAt: atMinute(-60) }),
];
const postmortem = (...actions: PostmortemValue['actions']): PostmortemValue => ({
	notice: 'n1',
	title: 'Why payments failed',
	body: richText('A certificate had expired.'),
	publishedAt: atMinute(0),
	updatedAt: atMinute(0),
	actions,
	language: null,
	translations: {},
});

let respond: () => Promise<Response>;
const withPromises = async (): Promise<Response> => {
	const history = await historyResponse().json();
	return new Response(JSON.stringify({ ...history, promises }), {
		headers: { 'content-type': 'application/json' },
	});
};
const untilShown = (element: Element, text: string): Promise<void> =>
	waitUntil(() => visibleText(element).includes(text), `It shows ${text}`, { timeout: 20_000 });

describe('candor-promises', () => {
	const { fetch } = globalThis;
	before(() => {
		globalThis.fetch = async (address, options) =>
			`${address}`.endsWith('/v1/history') ? respond() : fetch(address, options);
	});
	beforeEach(() => {
		respond = withPromises;
	});
	after(() => {
		globalThis.fetch = fetch;
	});

	it('shows what is overdue, what is not done, and what is done, each with its days', async () => {
		const element = await mount('candor-promises', feedWithOwnSource({}));
		await untilShown(element, 'Renew earlier');
		const items = [...root(element).querySelectorAll('li')].map(({ innerText, dataset }) => [
			dataset.tone,
			innerText.split('\n').filter((line) => line.trim()),
		]);
		expect(items).to.deep.equal([
			[
				'major',
				[
					'Renew earlier',
					'In progress',
					'Overdue: promised by Mon 23 Nov',
					'Promised on Mon 23 Nov · at first by Thu 19 Nov',
					'After: Payments fail',
				],
			],
			['info', ['A second region', 'Planned', 'Promised on Mon 23 Nov', 'After: Payments fail']],
			[
				'resolved',
				['Another provider', 'Done on Tue 24 Nov', 'Promised on Mon 23 Nov', 'After: Payments fail'],
			],
		]);
		expect([...root(element).querySelectorAll('h3')].map(({ innerText }) => innerText)).to.deep.equal([
			'Still to do',
			'Done',
		]);
	});

	it('follows a post-mortem that is newer than the history', async () => {
		const feed = feedWithOwnSource({ 'notice/n1': aNotice({ phase: 'resolved', endedAt: atMinute(0) }) });
		const element = await mount('candor-promises', feed);
		await untilShown(element, 'Renew earlier');
		const done = { title: 'renew  Earlier', state: 'done' as const, dueBy: atMinute(-day) };
		const added = { title: 'Drill it', state: 'planned' as const, dueBy: atMinute(day) };
		feed.put('postmortem', 'n1', postmortem(done, added));
		await untilShown(element, 'Drill it');
		const titles = [...root(element).querySelectorAll('li')].map(({ innerText }) => innerText.split('\n')[0]);
		expect(titles).to.deep.equal(['Drill it', 'renew  Earlier'.replace('  ', ' ')]);
		expect(visibleText(element)).to.contain('Done on Tue 24 Nov');
		expect(visibleText(element)).to.contain('After: Card payments are failing');
	});

	it('becomes overdue as soon as the day has passed', async () => {
		const feed = feedWithOwnSource({ 'notice/n1': aNotice({ phase: 'resolved', endedAt: atMinute(0) }) });
		feed.put('postmortem', 'n1', postmortem({ title: 'Soon', state: 'planned', dueBy: atMinute(5) }));
		const element = await mount('candor-promises', feed);
		await untilShown(element, 'by Tue 24 Nov');
		feed.advanceMinutes(5);
		await untilShown(element, 'Overdue: promised by Tue 24 Nov');
	});

	it('says that there are no promises, and that they cannot be loaded', async () => {
		respond = async () => historyResponse();
		const none = await mount('candor-promises', feedWithOwnSource({}));
		await untilShown(none, 'No promises yet.');
		respond = async () => new Response('', { status: 503 });
		const failed = await mount('candor-promises', feedWithOwnSource({}));
		await untilShown(failed, 'We cannot load the history at the moment.');
		expect(visibleText(failed)).not.to.contain('No promises');
	});

	for (const language of ['de', 'es', 'fr', 'ja', 'pt', 'ar'])
		it(`is in the visitor's language and in its direction: ${language}`, async () => {
			const page = document.documentElement;
			page.lang = language;
			page.dir = language === 'ar' ? 'rtl' : 'ltr';
			try {
				const element = await mount('candor-promises', withCatalogues(feedWithOwnSource({})));
				await untilLanguage(element, language);
				await untilShown(element, 'Renew earlier');
				for (const english of ['Promised on', 'Still to do', 'at first by', 'After:', 'In progress'])
					expect(visibleText(element)).not.to.contain(english);
				expect(find(element, 'li p').getAttribute('lang')).to.equal('en');
			} finally {
				page.removeAttribute('lang');
				page.removeAttribute('dir');
			}
		});

	for (const [scheme, direction] of [
		['light', 'ltr'],
		['dark', 'rtl'],
	] as const)
		it(`has no accessibility problem, ${scheme}, ${direction}`, async () => {
			const page = document.documentElement;
			page.style.colorScheme = scheme;
			page.style.background = 'Canvas';
			page.dir = direction;
			try {
				const element = await mount('candor-promises', feedWithOwnSource({}));
				await untilShown(element, 'Renew earlier');
				await expect(element).to.be.accessible();
			} finally {
				page.removeAttribute('style');
				page.removeAttribute('dir');
			}
		});
});
