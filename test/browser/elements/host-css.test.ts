/** Style sheets of host pages that reach every element of the page, our host elements included. */
import { expect } from '@open-wc/testing';
import { find, mount, root } from '../support/mount.ts';
import { drawnElements, shownEverywhere } from '../support/shown-everywhere.ts';
import { feedWithOwnSource } from '../support/status-panel.ts';

const hostile = {
	'a rule for every element': `* {
		font-size: 6px; font-style: italic; font-weight: 900; font-variant: small-caps; font-stretch: condensed;
		line-height: 3; letter-spacing: 5px; word-spacing: 9px; text-transform: uppercase; text-align: center;
		text-indent: 40px; text-shadow: 1px 1px red; -webkit-text-fill-color: red; white-space: pre; word-break: break-all;
		overflow-wrap: normal; color: lime;
	}`,
	'the same, important': `* { font-size: 6px !important; letter-spacing: 5px !important; line-height: 3 !important;
		color: lime !important; text-transform: uppercase !important; text-align: center !important; }`,
	'a root of 62.5 %': 'html { font-size: 62.5%; }',
	'a root of 24 px': 'html { font-size: 24px; }',
	// The family stays: the elements take it over, and text in another one has another width.
	'large text in the body':
		'body { font: italic 900 30px/3 serif; font-family: inherit; letter-spacing: 5px; }',
};
/** Everything of a text's look that it inherits, besides the family. */
const properties = [
	...['font-size', 'font-style', 'font-weight', 'font-variant', 'font-stretch', 'line-height', 'color'],
	...['letter-spacing', 'word-spacing', 'text-transform', 'text-align', 'text-indent', 'text-shadow'],
	...['-webkit-text-fill-color', 'white-space', 'word-break', 'overflow-wrap'],
];

/** The look and the size of everything that an element draws. */
function looks(element: Element): string[] {
	return [...root(element).querySelectorAll('*')].flatMap((node) => {
		// Slots hand on what the page's own content inherits.
		if (node.localName === 'slot' || !node.checkVisibility()) return [];
		const style = getComputedStyle(node);
		const { width, height } = node.getBoundingClientRect();
		const look = properties.map((name) => `${name}: ${style.getPropertyValue(name)}`);
		return `${node.localName}.${node.getAttribute('class')} ${width}x${height} ${look.join('; ')}`;
	});
}

describe('a style sheet of the page', () => {
	const { fetch } = globalThis;
	const sheet = new CSSStyleSheet();
	before(() => {
		globalThis.fetch = async () => new Response('', { status: 503 });
		document.adoptedStyleSheets = [sheet];
	});
	afterEach(() => sheet.replaceSync(''));
	after(() => {
		globalThis.fetch = fetch;
		document.adoptedStyleSheets = [];
	});

	for (const { tag, attributes, open } of drawnElements) {
		const drawn = async () => {
			const element = await mount(tag, feedWithOwnSource(shownEverywhere()), attributes);
			// The size must not depend on the place that the page gives it.
			element.style.position = 'absolute';
			if (tag !== 'candor-status') element.style.width = '400px';
			await open?.(element);
			return element;
		};

		for (const [name, rules] of Object.entries(hostile))
			it(`${name} changes nothing in ${tag}`, async () => {
				const element = await drawn();
				const before = looks(element);
				expect(before.length).to.be.greaterThan(4);
				sheet.replaceSync(rules);
				expect(looks(element)).to.deep.equal(before);
			});

		it(`gives ${tag} its family, or --candor-font does`, async () => {
			const element = await drawn();
			const family = () => getComputedStyle(find(element, '[part=title], .pill')).fontFamily;
			sheet.replaceSync('* { font-family: fantasy; }');
			expect(family()).to.equal('fantasy');
			sheet.replaceSync('* { font-family: fantasy; } :root { --candor-font: cursive; }');
			expect(family()).to.equal('cursive');
		});

		it(`sets the size of ${tag} by --candor-size`, async () => {
			const element = await drawn();
			const size = () =>
				Number.parseFloat(getComputedStyle(find(element, 'button, .button, [part=title]')).fontSize);
			const before = size();
			sheet.replaceSync(':root { --candor-size: 18px; }');
			expect(size()).to.equal(before + 3);
		});

		it(`places ${tag} with a margin and a greatest width, and hides it`, async () => {
			const element = await mount(tag, feedWithOwnSource(shownEverywhere()), attributes);
			const box = () => find(element, '.card, .pill').getBoundingClientRect();
			// Margins must not collapse with those of the surroundings.
			const around = 'main { padding: 1px; }';
			sheet.replaceSync(around);
			const before = box();
			sheet.replaceSync(`${around} ${tag} { margin: 40px; max-width: 200px; }`);
			expect(box().left).to.equal(before.left + 40);
			expect(box().top).to.equal(before.top + 40);
			expect(box().width).to.be.at.most(200);
			element.hidden = true;
			sheet.replaceSync(`${tag} { display: grid; }`);
			expect([...root(element).querySelectorAll('*')].some((node) => node.checkVisibility())).to.equal(false);
		});
	}

	it('leaves the content inside candor-inline to the page', async () => {
		const feed = feedWithOwnSource({});
		const element = await mount('candor-inline', feed, { component: 'cards' });
		const own = document.createElement('p');
		own.textContent = 'Pay';
		element.append(own);
		await element.updateComplete;
		sheet.replaceSync('main { font: italic 900 30px/3 serif; letter-spacing: 5px; text-indent: 40px; }');
		const { fontSize, letterSpacing, textIndent, fontStyle } = getComputedStyle(own);
		expect([fontSize, letterSpacing, textIndent, fontStyle]).to.deep.equal(['30px', '5px', '40px', 'italic']);
	});
});
