import { expect } from '@open-wc/testing';
import { BannerElement } from '../../../../src/elements/banner/element.ts';
import { plainContent } from '../../../../src/elements/banner/plain-content.ts';
import { labelOf } from '../../../../src/elements/i18n/placeholders.ts';
import { renderRichText } from '../../../../src/elements/shared/rich-text.ts';
import { type ElementUnderTest, litElements } from '../../../support/lit-elements.ts';
import { fakeFeed } from '../../support/fake-feed.ts';
import { hostileRecords, richTextEverywhere } from '../../support/hostile-records.ts';
import { find, mount, root } from '../../support/mount.ts';
import { payloads } from '../../support/xss-payloads.ts';

/** The tags that elements render. None of them loads or runs anything. */
const allowedTags = new Set(
	[
		'div section article header footer h2 h3 h4 h5 p span time ul ol li dl dt dd details summary table tr th td',
		'a b button label input slot bdi strong em code svg path',
	].flatMap((tags) => tags.split(' ')),
);

/** Descriptions of forbidden tags, attributes and addresses in a part of a page. */
function violations(part: ShadowRoot | Element): string[] {
	return [...part.querySelectorAll('*')].flatMap((element) => [
		...(allowedTags.has(element.localName) ? [] : [`<${element.localName}>`]),
		...element
			.getAttributeNames()
			.filter((name) => /^on|src|:/.test(name))
			.map((name) => `${element.localName}[${name}]`),
		...(element.hasAttribute('href') && !/^(https|mailto):$/.test((element as HTMLAnchorElement).protocol)
			? [`${element.getAttribute('href')}`]
			: []),
	]);
}

class PlainBanner extends BannerElement {
	static override content = plainContent(true);
}
customElements.define('candor-plain-banner', PlainBanner);

type Records = Readonly<Record<string, object>>;
type Changes = (text: string, inClosedSets: boolean, records: Records) => Record<string, object | null>;
/** An element in one of its states. */
interface Place extends Pick<ElementUnderTest, 'tag' | 'attributes' | 'opens' | 'showsNoText'> {
	/** The state, as the end of the test's name. */
	readonly state?: string;
	/** Records that differ from {@link hostileRecords}; `null` removes a record. */
	readonly changes?: Changes;
	/** Fails unless the element shows what this state is about. */
	readonly check?: (element: Element, text: string, inClosedSets: boolean) => void;
}

/** Only the remedy that is claimed in this way. */
const claimedBy = (type: string, claim: (text: string, inClosedSets: boolean) => object): Changes => {
	const others = ['link', 'code', 'event'].filter((each) => each !== type);
	return (text, inClosedSets, records) => ({
		...Object.fromEntries(others.map((each) => [`remedy/${each}`, null])),
		[`remedy/${type}`]: { ...records[`remedy/${type}`], claim: { type, ...claim(text, inClosedSets) } },
	});
};

const toggle = 'button[aria-expanded]';
const places: readonly Place[] = [
	{ tag: 'candor-banner' },
	{
		tag: 'candor-banner',
		state: ', for visitors outside the audience',
		changes: (_text, _inClosedSets, records) => ({
			'notice/n': {
				...records['notice/n'],
				audience: { attributes: {}, routes: ['/elsewhere'], signedIn: null, percentage: null },
			},
		}),
		opens: toggle,
		check: (element, text) => {
			const paragraphs = [...root(element).querySelectorAll('#details .part p')];
			expect(paragraphs.map(({ textContent }) => textContent)).to.deep.equal([text]);
		},
	},
	{
		tag: 'candor-banner',
		state: ' with its details',
		opens: toggle,
		check: (element, text) => {
			for (const place of ['.part .rich', '.earlier .rich'])
				expect(find(element, `#details ${place}`).textContent, place).to.equal(text.repeat(8));
		},
	},
	{
		tag: 'candor-plain-banner',
		state: ', which shows records that were hardly checked',
		opens: toggle,
		// Also a body that is not valid: the client does not check it.
		changes: (text, inClosedSets, records) => ({
			'update/v': {
				...records['update/v'],
				...(inClosedSets && { body: { [text]: [{ text }, [text, { text: [{ text }] }]], type: text } }),
			},
		}),
		check: (element, text) => {
			expect(find(element, 'h2').textContent).to.equal(text);
			for (const paragraph of root(element).querySelectorAll('#details p:not(:nth-of-type(2))'))
				expect(paragraph.textContent).to.include(text.trim());
		},
	},
	{
		tag: 'candor-remedy',
		state: ' that is claimed by a link',
		changes: claimedBy('link', (text, inClosedSets) => ({
			href: `${inClosedSets ? 'mailto:' : 'https://ok.example/'}${text}`,
		})),
		check: (element, text, inClosedSets) =>
			expect(find(element, 'a[part=claim]').getAttribute('href'), text).to.match(
				inClosedSets ? /^mailto:/ : /^https:[/][/]ok[.]example[/]/,
			),
	},
	{
		tag: 'candor-remedy',
		state: ' that is claimed by a code',
		changes: claimedBy('code', (code) => ({ code })),
		check: (element, text) => expect(find(element, '#code').textContent).to.equal(text),
	},
	{
		tag: 'candor-remedy',
		state: ' that is claimed in the page',
		changes: claimedBy('event', () => ({})),
		check: (element) => find(element, 'button[part=claim]'),
	},
	...litElements.map((each) => ({
		...each,
		...(each.tag === 'candor-status' && {
			check: (element: Element, text: string, inClosedSets: boolean) => {
				const links = [...root(element).querySelectorAll<HTMLAnchorElement>('.links a')];
				expect(links.map(({ origin }) => origin)).to.deep.equal(['https://ok.example']);
				if (inClosedSets) expect(links[0]?.textContent).to.equal(`Updates by ${labelOf({}, text)}`);
			},
		}),
	})),
];

let ran = 0;
before(() => {
	Object.assign(globalThis, { hacked: () => ran++ });
});
after(() => {
	Reflect.deleteProperty(globalThis, 'hacked');
});

/** Resolves after all images have failed to load: those before this one fail first. */
const untilImagesFail = () =>
	new Promise((resolve) => {
		const image = new Image();
		image.onerror = resolve;
		image.src = 'data:,nothing';
	});

describe('hostile text', () => {
	it('is at least a hundred different payloads', () => {
		expect(payloads.length).to.be.above(99);
		expect(new Set(payloads).size).to.equal(payloads.length);
	});

	for (const { tag, state = '', opens, attributes, showsNoText, changes, check } of places)
		it(`stays text in every field of ${tag}${state}`, async () => {
			const feed = fakeFeed();
			const put = (text: string, inClosedSets: boolean): void => {
				const records = hostileRecords(text, inClosedSets);
				for (const [key, value] of Object.entries({
					...records,
					...changes?.(text, inClosedSets, records),
				})) {
					const [kind = '', id = ''] = key.split('/');
					feed.put(kind, id, value);
				}
			};
			put('Text', false);
			const element = await mount(tag as 'candor-banner', feed, attributes);
			if (opens) find(element, opens).click();
			await element.updateComplete;
			// Some engines take longer to paint three hundred times than for all the rest.
			element.hidden = true;
			for (const payload of payloads)
				for (const inClosedSets of [false, true]) {
					put(payload, inClosedSets);
					await element.updateComplete;
					expect(violations(root(element)), payload).to.deep.equal([]);
					if (!showsNoText) expect(root(element).textContent, payload).to.include(payload);
					check?.(element, payload, inClosedSets);
				}
			await untilImagesFail();
			expect(ran).to.equal(0);
		});

	it('makes no unsafe link, and keeps the text', () => {
		for (const payload of payloads) {
			const node = renderRichText(richTextEverywhere(payload));
			expect(violations(node), payload).to.deep.equal([]);
			expect(node.querySelector('a'), payload).to.equal(null);
			expect(node.textContent).to.equal(payload.repeat(8));
		}
	});

	it('makes links that send no referrer', () => {
		const node = renderRichText(richTextEverywhere('https://ok.example/'));
		expect(node.querySelector('a')?.rel).to.equal('noopener noreferrer');
	});
});
