/**
 * Translators of browsers replace the text nodes of a page by `font` elements. Every element still
 * shows new words afterwards, and none of the old ones.
 */
import { expect } from '@open-wc/testing';
import type { CandorBanner } from '../../../src/entries/index.ts';
import type { NoticeValue } from '../../../src/model/records/notice.ts';
import {
	aComponent,
	aNotice,
	anUpdate,
	aPage,
	aRemedy,
	atMinute,
	type FakeFeed,
	richText,
} from '../support/fake-feed.ts';
import { find, mount, root, toggleDetails, untilFound, visibleText } from '../support/mount.ts';
import type { DrawnTag } from '../support/shown-everywhere.ts';
import { componentDays, feedWithOwnSource, historyResponse, openPanel } from '../support/status-panel.ts';
import { textsOf, translatePage } from '../support/translator.ts';

const safety = (state: 'investigating' | 'safe', statement: string): NoticeValue['dataSafety'] => ({
	state,
	statement: richText(statement),
	evidence: null,
	approvedBy: 'Security team',
	asOf: atMinute(-4),
});
const opened = {
	title: 'Card payments are failing',
	affected: [{ component: 'cards', status: 'partial-outage' as const }],
	unaffected: ['app'],
	workaround: richText('Pay by bank transfer.'),
	actions: ['We install a certificate.'],
	promise: { nextUpdateBy: atMinute(30) },
	estimate: { earliest: atMinute(40), latest: atMinute(60) },
	moreUrl: 'https://ok.example/',
	checklist: ['Check your orders'],
	dataSafety: safety('investigating', 'Logs are being read.'),
	reporting: true,
	latestUpdate: 2,
};
const records = () => ({
	'page/page': aPage(),
	'component/cards': aComponent('Card payments', { description: 'In the shop' }),
	'component/app': aComponent('App', { group: 'Access', position: 1 }),
	'notice/n1': aNotice(opened),
	'update/u1': anUpdate('n1', { phase: 'investigating' }),
	'update/u2': anUpdate('n1', { number: 2, body: richText('A certificate ran out.'), author: 'Payments' }),
	'remedy/r1': aRemedy({ notice: 'n1', expiresAt: atMinute(600) }),
});
/** The notice has changed in every field, and its first update was corrected. */
function change(feed: FakeFeed): void {
	feed.advanceMinutes(20);
	feed.put(
		'update',
		'u1',
		anUpdate('n1', { phase: 'investigating', body: richText('We look.'), editedAt: atMinute(9) }),
	);
	feed.put(
		'update',
		'u3',
		anUpdate('n1', {
			number: 3,
			at: atMinute(19),
			phase: 'monitoring',
			body: richText('A fix is in place.'),
		}),
	);
	feed.put(
		'notice',
		'n1',
		aNotice({
			...opened,
			title: 'Some card payments are slow',
			phase: 'monitoring',
			impact: 'minor',
			affected: [{ component: 'cards', status: 'degraded' }],
			actions: ['We watch payments.'],
			workaround: richText('Try again.'),
			promise: { nextUpdateBy: atMinute(50) },
			estimate: { earliest: atMinute(41), latest: atMinute(61) },
			dataSafety: safety('safe', 'Logs were read.'),
			latestUpdate: 3,
			updatedAt: atMinute(19),
		}),
	);
	feed.put('component', 'cards', aComponent('Cards', { description: 'Everywhere' }));
	feed.put('remedy', 'r1', aRemedy({ notice: 'n1', title: 'An apology', expiresAt: atMinute(700) }));
}
/** The notice has ended. */
function resolve(feed: FakeFeed): void {
	feed.advanceMinutes(20);
	feed.put(
		'update',
		'u4',
		anUpdate('n1', { number: 4, at: atMinute(39), phase: 'resolved', body: richText('It is over.') }),
	);
	feed.put(
		'notice',
		'n1',
		aNotice({
			title: 'Card payments work again',
			phase: 'resolved',
			impact: 'minor',
			endedAt: atMinute(39),
			updatedAt: atMinute(39),
			latestUpdate: 4,
			dataSafety: safety('safe', 'Nothing was lost.'),
		}),
	);
	feed.put('component', 'cards', aComponent('Cards', { description: 'In every shop' }));
	feed.put('remedy', 'r1', aRemedy({ notice: 'n1', title: 'Thank you', expiresAt: atMinute(30) }));
}

interface Example {
	readonly tag: 'candor-banner' | DrawnTag;
	readonly attributes?: Readonly<Record<string, string>>;
	readonly prepare?: (element: Element) => Promise<unknown>;
	/** Words that it must show at first, after the change, and after the end. */
	readonly words: readonly [first: readonly string[], changed: readonly string[], ended: readonly string[]];
	/** Words of the change that stay in a list of updates, or in a finding. */
	readonly lasting: readonly string[];
}
const notice = { notice: 'n1' };
const examples: readonly Example[] = [
	{
		tag: 'candor-banner',
		prepare: async (element) => {
			await toggleDetails(element as CandorBanner);
			find(element, 'summary').click();
		},
		words: [
			['failing', 'Pay by', 'We install'],
			['are slow', 'Try again', 'We watch'],
			['work again', 'Resolved', 'It is over'],
		],
		lasting: ['monitoring', 'fix is in place', 'Investigating', 'edited'],
	},
	{
		tag: 'candor-status',
		prepare: async (element) => {
			await openPanel(element as HTMLElementTagNameMap['candor-status']);
			await untilFound(element, '.bars');
			find(element, '.past summary').click();
			await untilFound(element, '.past li');
		},
		words: [
			['Partial outage', 'failing', 'In the shop'],
			['are slow', 'are degraded', 'Everywhere'],
			['All systems normal', 'All systems are working', 'No open notices', 'In every shop'],
		],
		lasting: [],
	},
	{
		tag: 'candor-timeline',
		words: [
			['failing', 'We install'],
			['are slow', 'We watch'],
			['work again', 'Resolved', 'It is over'],
		],
		lasting: ['monitoring', 'fix is in place', 'Investigating', 'Update', 'edited'],
	},
	{
		tag: 'candor-assurance',
		attributes: notice,
		words: [
			['failing', 'We are checking', 'Logs are being read'],
			['are slow', 'Logs were read'],
			['work again', 'Nothing was lost'],
		],
		lasting: ['data is safe'],
	},
	{
		tag: 'candor-remedy',
		attributes: notice,
		words: [['We are sorry'], ['An apology'], ['Thank you', 'has ended']],
		lasting: [],
	},
	{
		tag: 'candor-inline',
		attributes: { component: 'cards' },
		words: [['failing', 'Investigating', 'Pay by'], ['are slow', 'monitoring', 'Try again'], []],
		lasting: [],
	},
	{
		tag: 'candor-report',
		words: [['failing', 'Are you affected'], ['are slow', 'again'], []],
		lasting: [],
	},
];

/** Text that lit-html would update in place: beside a comment, which marks a value. */
function boundTexts(element: Element): string[] {
	const found: string[] = [];
	const visit = (node: Node): void => {
		const isMarked = node.previousSibling instanceof Comment;
		if (node instanceof Text && node.data.trim() && isMarked) found.push(node.data);
		for (const child of node.childNodes) visit(child);
	};
	for (const child of root(element).childNodes) visit(child);
	return found;
}

describe('in a page that was translated by the browser', () => {
	const { fetch } = globalThis;
	before(() => {
		globalThis.fetch = async () => historyResponse(componentDays('cards', ['degraded'], [{ degraded: 600 }]));
	});
	after(() => {
		globalThis.fetch = fetch;
	});

	for (const { tag, attributes = {}, prepare, words, lasting } of examples)
		it(`${tag} shows new words instead of the old ones`, async () => {
			const errors: unknown[] = [];
			const onError = (event: ErrorEvent | PromiseRejectionEvent): void => void errors.push(event);
			addEventListener('error', onError);
			addEventListener('unhandledrejection', onError);
			const feed = feedWithOwnSource(records());
			const element = await mount(tag, feed, attributes);
			await prepare?.(element);
			expect(boundTexts(element), 'each text is the whole text of its node').to.deep.equal([]);
			const shownWords = (): string => visibleText(element);
			const [first, changed, ended] = words;
			for (const word of first) expect(shownWords()).to.contain(word);
			for (const [act, expected, old] of [
				[change, changed, first],
				[resolve, ended, changed],
			] as const) {
				translatePage(element);
				element.requestUpdate();
				await element.updateComplete;
				const texts = textsOf(element).map(({ data }) => data);
				expect(texts.length).to.be.greaterThan(3);
				expect(
					texts.filter((text) => !text.startsWith('«')),
					'the translation stays while nothing changes',
				).to.deep.equal([]);
				act(feed);
				await element.updateComplete;
				await element.updateComplete;
				for (const word of [...expected, ...lasting]) expect(shownWords()).to.contain(word);
				for (const word of old) expect(shownWords()).not.to.contain(word);
			}
			removeEventListener('error', onError);
			removeEventListener('unhandledrejection', onError);
			expect(errors).to.deep.equal([]);
		});
});
