/** The badges: a picture that can be read and heard, and data for shields.io. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { XMLParser, XMLValidator } from 'fast-xml-parser';
import { badgeColours, labelColour } from '../../../server/site/badge.ts';
import { aBrowser } from '../../support/page.ts';
import { wholeComponent } from '../../support/whole.ts';
import { aStory } from '../http/statuspage/story.ts';
import { hostile, hostileInXml } from './hostile.ts';

/** The relative luminance of WCAG 2. */
function luminance(hex: string): number {
	const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
		const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
		return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const chrome = aBrowser();

describe('the badge', () => {
	it('has white letters with a contrast of at least 4.5 on every colour', () => {
		for (const colour of [labelColour, ...Object.values(badgeColours)])
			assert.ok(1.05 / (luminance(colour) + 0.05) >= 4.5, `${colour}: ${1.05 / (luminance(colour) + 0.05)}`);
	});

	it('says the status of the page or of a component, in words and in colour', async (context) => {
		const { request, write } = await aStory(context);
		const seen = async (query = '') => {
			const { text, headers } = await request(`/badge.svg${query}`);
			assert.equal(headers.get('content-type'), 'image/svg+xml; charset=utf-8');
			assert.equal(headers.get('cross-origin-resource-policy'), 'cross-origin');
			assert.equal(XMLValidator.validate(text), true);
			const { svg } = new XMLParser({ ignoreAttributes: false, attributeNamePrefix: '@' }).parse(text);
			assert.deepEqual([svg['@role'], svg['@aria-label']], ['img', svg.title]);
			const { body } = await request(`/badge.json${query}`);
			assert.deepEqual(Object.keys(body), ['schemaVersion', 'label', 'message', 'color', 'cacheSeconds']);
			assert.ok(text.includes(`fill="#${body.color}"`));
			assert.equal(`${body.label}: ${body.message}`, svg.title);
			return svg.title;
		};
		assert.equal(await seen(), 'Service status: All systems normal');
		await write('PATCH', '/v1/components/cards', { status: 'partial-outage' });
		assert.equal(await seen(), 'Service status: Partial outage');
		assert.equal(await seen('?component=cards'), 'Card payments: Partial outage');
		assert.equal(await seen('?component=search&lang=fr'), 'Search: Fonctionne normalement');
		assert.equal(await seen('?lang=de'), 'Betriebsstatus: Teilausfall');
	});

	it('fits its words in every language, as a browser draws them', async (context) => {
		const { url, write } = await aStory(context);
		await write('PUT', '/v1/components/checkout', wholeComponent({ name: hostile.slice(0, 80) }));
		const page = await chrome().newPage();
		context.after(() => page.close());
		for (const query of ['', '?lang=ar', '?lang=ja', '?lang=de', '?component=checkout']) {
			await page.goto(`${url}/badge.svg${query}`);
			const { boxes, texts } = await page.evaluate(() => {
				const of = (name: string) =>
					[...document.querySelectorAll<SVGGraphicsElement>(name)].map((each) => each.getBBox());
				const [boxes, texts] = [of('g rect'), of('text')];
				return {
					boxes: boxes.map(({ x, width }) => [x, width]),
					texts: texts.map(({ x, width }) => [x, width]),
				};
			});
			assert.equal(texts.length, 2);
			for (const [index, [x = 0, width = 0]] of texts.entries()) {
				const [left = 0, room = 0] = boxes[index] ?? [];
				assert.ok(
					x >= left + 4 && x + width <= left + room - 4,
					`${query}: ${x} ${width} in ${left} ${room}`,
				);
			}
		}
		assert.ok(hostileInXml.length < hostile.length);
	});
});
