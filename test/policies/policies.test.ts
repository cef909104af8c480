/** The script tag as it ships, on pages under ten content security policies, with a real server. */
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { litElements } from '../support/lit-elements.ts';
import { aBrowser, closePagesAfterEach, shows } from '../support/page.ts';
import { aServer, type TestServer } from '../support/server.ts';
import { wholeComponent } from '../support/whole.ts';
import { policyPages } from './pages.ts';
import { policies } from './policies.ts';

const ends: (() => unknown)[] = [];
const context = { after: (act: () => unknown) => ends.unshift(act) };
let server: TestServer;
const chrome = aBrowser();
closePagesAfterEach(chrome);
/** The latest update, which every page shows first. */
let latest = 'We are looking into it.';
let open: Awaited<ReturnType<typeof policyPages>>;

before(async () => {
	server = await aServer(context);
	const body = litElements
		.map(({ tag, attributes = {} }) => {
			const all = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
			return `<${tag}${all.join('')}></${tag}>`;
		})
		.join('');
	open = await policyPages(context, server.url, body);
	await server.write('PUT', '/v1/components/c', wholeComponent({ name: 'Card payments' }));
	await server.write('POST', '/v1/notices', {
		id: 'cards',
		title: 'Card payments are failing',
		impact: 'critical',
		phase: 'investigating',
		body: latest,
		affected: [{ component: 'c', status: 'major-outage' }],
		reporting: true,
		checklist: ['Change your password.'],
		dataSafety: { state: 'investigating', statement: 'We are looking into it.' },
	});
	await server.write('PUT', '/v1/remedies/r', {
		title: 'We are sorry',
		apology: 'We let you down.',
		offer: { kind: 'extended-trial', summary: 'Two weeks free' },
		claim: { type: 'event' },
	});
});
after(async () => {
	for (const end of ends) await end();
});

for (const policy of policies)
	test(`under ${policy.name}: the notice and its update are shown, and the browser reports nothing`, async () => {
		const { page, complaints } = await open(chrome(), policy);
		await shows(page, 'candor-banner', 'Card payments are failing');
		await shows(page, 'candor-banner', 'Investigating');
		await shows(page, 'candor-banner', latest);

		const banner = page.locator('candor-banner').locator('section');
		const clip = await banner.boundingBox();
		assert.ok(clip && clip.width * clip.height > 10_000, 'the banner has a size');
		const seen = await page.screenshot({ clip });
		await banner.evaluate((card) => card.setAttribute('hidden', ''));
		assert.notDeepEqual(seen, await page.screenshot({ clip }), 'the banner is visible');

		for (const { tag, opens, shows: text } of litElements) {
			if (opens) await page.locator(tag).locator(opens).dispatchEvent('click');
			await shows(page, tag, text);
		}
		if (policy.own) await shows(page, 'own-lit', 'own Lit');

		latest = `Here is what holds under ${policy.name}.`;
		await server.write('POST', '/v1/notices/cards/updates', { body: latest });
		await shows(page, 'candor-banner', latest);
		await shows(page, 'candor-timeline', latest);
		assert.deepEqual(await complaints(), []);
	});
