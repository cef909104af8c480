import { expect } from '@open-wc/testing';
import { BannerElement } from '../../../../src/elements/banner/element.ts';
import { plainRenderer } from '../../../../src/elements/banner/plain-renderer.ts';
import { labelOf } from '../../../../src/elements/i18n/placeholders.ts';
import { renderRichText } from '../../../../src/elements/shared/rich-text.ts';
import { type ElementUnderTest, litElements } from '../../../support/lit-elements.ts';
import { fakeFeed } from '../../support/fake-feed.ts';
import { everywhere, hostile } from '../../support/hostile-records.ts';
import { find, mount, openedTimeline, root } from '../../support/mount.ts';
import { payloads } from '../../support/xss-payloads.ts';

/** All that an element ever draws; nothing of it loads anything, and nothing of it runs. */
const drawn = new Set(
	[
		'div section article header footer h2 h3 h4 p span time ul ol li dl dt dd details summary table tr th td',
		'a button label input slot bdi strong em code svg path',
	].flatMap((tags) => tags.split(' ')),
);

/** What is wrong with a part of a page, in words. */
function faults(part: ShadowRoot | Element): string[] {
	return [...part.querySelectorAll('*')].flatMap((element) => [
		...(drawn.has(element.localName) ? [] : [`<${element.localName}>`]),
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
	static override renderer = plainRenderer(true);
}
customElements.define('candor-plain-banner', PlainBanner);

type Records = Readonly<Record<string, object>>;
type Changes = (text: string, closed: boolean, records: Records) => Record<string, object | null>;
/** An element in one of its states. */
interface Place extends Pick<ElementUnderTest, 'tag' | 'attributes' | 'opens' | 'showsNoText'> {
	/** The state, as it ends the sentence. */
	readonly state?: string;
	/** What is otherwise than in {@link hostile}; `null` takes a record away. */
	readonly changes?: Changes;
	/** What it draws besides. */
	readonly brings?: readonly string[];
	/** Fails where what this state is about is not there. */
	readonly draws?: (element: Element, text: string, closed: boolean) => void;
}

/** With this remedy alone, which is claimed so. */
const claimedBy = (type: string, claim: (text: string, closed: boolean) => object): Changes => {
	const others = ['link', 'code', 'event'].filter((each) => each !== type);
	return (text, closed, records) => ({
		...Object.fromEntries(others.map((each) => [`remedy/${each}`, null])),
		[`remedy/${type}`]: { ...records[`remedy/${type}`], claim: { type, ...claim(text, closed) } },
	});
};

const places: readonly Place[] = [
	{ tag: 'candor-banner' },
	{
		tag: 'candor-banner',
		state: ', for those whom the notice is not for',
		changes: (_text, _closed, records) => ({
			'notice/n': {
				...records['notice/n'],
				audience: { attributes: {}, routes: ['/elsewhere'], signedIn: null, percentage: null },
			},
		}),
		draws: (element, text) => {
			const paragraphs = [...root(element).querySelectorAll('p:not([hidden])')];
			expect(paragraphs.map(({ textContent }) => textContent)).to.deep.equal([text]);
		},
	},
	{
		tag: 'candor-banner',
		state: ' and of the timeline that it opens in place',
		opens: 'summary',
		brings: ['<candor-timeline>'],
		draws: (element, text) => {
			const timeline = find(element, 'candor-timeline:not([hidden])');
			expect(faults(root(timeline)), text).to.deep.equal([]);
			expect(find(timeline, '.entry .meta').textContent, text).to.include(text);
			expect(find(timeline, '.entry .rich').textContent).to.equal(text.repeat(8));
		},
	},
	{
		tag: 'candor-plain-banner',
		state: ', of which hardly anything has been checked',
		// Closed words aside, a body that is none: the client lets it pass.
		changes: (text, closed, records) => ({
			'update/v': {
				...records['update/v'],
				...(closed && { body: { [text]: [{ text }, [text, { text: [{ text }] }]], type: text } }),
			},
		}),
		draws: (element, text) => {
			expect(find(element, 'h2').textContent).to.equal(text);
			expect(find(element, 'p:last-of-type').textContent).to.include(text.trim());
		},
	},
	{
		tag: 'candor-remedy',
		state: ' that is claimed by a link',
		changes: claimedBy('link', (text, closed) => ({
			href: `${closed ? 'mailto:' : 'https://ok.example/'}${text}`,
		})),
		draws: (element, text, closed) =>
			expect(find(element, 'a[part=claim]').getAttribute('href'), text).to.match(
				closed ? /^mailto:/ : /^https:[/][/]ok[.]example[/]/,
			),
	},
	{
		tag: 'candor-remedy',
		state: ' that is claimed by a code',
		changes: claimedBy('code', (code) => ({ code })),
		draws: (element, text) => expect(find(element, '#code').textContent).to.equal(text),
	},
	{
		tag: 'candor-remedy',
		state: ' that is claimed in the page',
		changes: claimedBy('event', () => ({})),
		draws: (element) => find(element, 'button[part=claim]'),
	},
	...litElements.map((each) => ({
		...each,
		...(each.tag === 'candor-status' && {
			draws: (element: Element, text: string, closed: boolean) => {
				const links = [...root(element).querySelectorAll<HTMLAnchorElement>('footer a')];
				expect(links.map(({ origin }) => origin)).to.deep.equal(['https://ok.example']);
				if (closed) expect(links[0]?.textContent).to.equal(`Updates by ${labelOf({}, text)}`);
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

/** An image that is not there says so after all those before it have. */
const settled = () =>
	new Promise((resolve) => {
		const image = new Image();
		image.onerror = resolve;
		image.src = 'data:,nothing';
	});

describe('hostile words', () => {
	it('are a hundred and more, each another', () => {
		expect(payloads.length).to.be.above(99);
		expect(new Set(payloads).size).to.equal(payloads.length);
	});

	for (const { tag, state = '', opens, attributes, showsNoText, changes, brings = [], draws } of places)
		it(`stay words in every field of ${tag}${state}`, async () => {
			const feed = fakeFeed();
			const put = (text: string, closed: boolean): void => {
				const records = hostile(text, closed);
				for (const [key, value] of Object.entries({ ...records, ...changes?.(text, closed, records) })) {
					const [kind = '', id = ''] = key.split('/');
					feed.put(kind, id, value);
				}
			};
			put('Words', false);
			const element = await mount(tag as 'candor-banner', feed, attributes);
			if (opens) find(element, opens).click();
			await element.updateComplete;
			const timeline = brings.length ? await openedTimeline(element) : null;
			// Nobody looks at it: to paint each of three hundred drawings takes some engines longer than all the rest.
			element.hidden = true;
			for (const payload of payloads)
				for (const closed of [false, true]) {
					put(payload, closed);
					await element.updateComplete;
					await timeline?.updateComplete;
					expect(faults(root(element)), payload).to.deep.equal(brings);
					if (!showsNoText) expect(root(element).textContent, payload).to.include(payload);
					draws?.(element, payload, closed);
				}
			await settled();
			expect(ran).to.equal(0);
		});

	it('make no link that a reader should not follow, and keep the text', () => {
		for (const payload of payloads) {
			const node = renderRichText(everywhere(payload));
			expect(faults(node), payload).to.deep.equal([]);
			expect(node.querySelector('a'), payload).to.equal(null);
			expect(node.textContent).to.equal(payload.repeat(8));
		}
	});

	it('make links that tell the other side nothing', () => {
		const node = renderRichText(everywhere('https://ok.example/'));
		expect(node.querySelector('a')?.rel).to.equal('noopener noreferrer');
	});
});
