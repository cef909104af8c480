import { expect } from '@open-wc/testing';
import { renderRichText } from '../../src/elements/rich-text.ts';
import { type RichElement, richElements } from '../support/rich-elements.ts';
import { fakeFeed } from './fake-feed.ts';
import { everywhere, hostile } from './hostile.ts';
import { mount, root } from './mount.ts';
import { payloads } from './payloads.ts';

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

	const banner: Partial<RichElement> & Pick<RichElement, 'tag'> = { tag: 'candor-banner' };
	for (const { tag, opens, attributes, isMute } of [banner, ...richElements])
		it(`stay words in every field of ${tag}`, async () => {
			const feed = fakeFeed();
			const element = await mount(tag as 'candor-banner', feed, attributes);
			const click = opens && root(element).querySelector<HTMLElement>(opens);
			if (click) click.click();
			await element.updateComplete;
			// Nobody looks at it: to paint each of three hundred drawings takes some engines longer than all the rest.
			element.hidden = true;
			for (const payload of payloads)
				for (const closed of [false, true]) {
					for (const [key, value] of Object.entries(hostile(payload, closed))) {
						const [kind = '', id = ''] = key.split('/');
						feed.put(kind, id, value);
					}
					await element.updateComplete;
					expect(faults(root(element)), payload).to.deep.equal([]);
					if (!isMute) expect(root(element).textContent, payload).to.include(payload);
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
