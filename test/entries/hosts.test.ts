/** Pages that rewrite the script tag, lose it, or replace what the script put into the page. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Page } from 'playwright-core';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';
import { scriptPages, scriptTag, titleIn } from '../support/script-pages.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);
const pages = scriptPages(chrome);
const streams = () => pages.requests.filter((path) => path.includes('/v1/stream'));
const keysOf = (page: Page) => page.evaluate('Candor.keys');

for (const [what, attributes] of [
	['a path', 'data-src="/status/candor.js"'],
	['a path with a query', 'data-src="/status/candor.js?v=2"'],
	['a path beside data-server', 'data-src="/status/candor.js" data-server="../status"'],
] as const)
	test(`a consent manager that leaves the script’s own address in data-src, as ${what}, names no server`, async () => {
		const { page } = await pages.open(`<script async src="/status/candor.js" ${attributes}></script>`);
		await titleIn(page, 'candor-banner').waitFor();
		assert.deepEqual(streams(), ['/status/v1/stream']);
	});

const pin = 'data-keys="no-key" data-placement="none"';
/** As jQuery does with `.append`: the tag is in the page, and its text runs in another one. */
const evaluated = `<script type="text/plain" src="/status/candor.js" ${pin}></script><script>
	fetch('/status/candor.js').then((answer) => answer.text()).then((text) => {
		const script = document.head.appendChild(document.createElement('script'));
		script.text = text;
		script.remove();
	});
</script>`;

for (const [what, markup] of [
	['a module', `<script type="module" src="/status/candor.js" ${pin}></script>`],
	['evaluated', evaluated],
	['evaluated by eval', evaluated.replace(/const script[^}]+remove\(\);/, '(0, eval)(text);')],
	[
		'imported beside its tag',
		`<script type="text/plain" src="/status/candor.js" ${pin}></script><script type="module">import '/status/candor.js';</script>`,
	],
] as const)
	test(`a script that is ${what} finds its tag, and its pinned keys`, async () => {
		const { page } = await pages.open(markup);
		await page.waitForFunction('globalThis.Candor?.source');
		assert.equal(await keysOf(page), 'no-key');
	});

test('a script without a tag connects to no server, and warns once', async () => {
	const warnings: string[] = [];
	const { page, errors } = await pages.open(`<script type="module">import '/status/candor.js';</script>`, {
		prepare: (page) => page.on('console', (message) => warnings.push(message.text())),
	});
	await page.waitForFunction(() => customElements.get('candor-banner'));
	assert.deepEqual([streams(), errors], [[], []]);
	assert.equal(warnings.filter((text) => /^Candor .+data-server/.test(text)).length, 1, warnings.join('\n'));
});

for (const [what, replace] of [
	['removes the banner', () => document.querySelector('candor-banner')?.remove()],
	['empties its body', () => document.body.replaceChildren(document.createElement('main'))],
	[
		'replaces its document',
		() => {
			const html = document.createElement('html');
			html.append(document.createElement('head'), document.createElement('body'));
			document.documentElement.replaceWith(html);
		},
	],
] as const)
	test(`a page that ${what} gets the banner back, each time`, async () => {
		const { page, errors } = await pages.open(scriptTag);
		for (let count = 0; count < 3; count += 1) {
			await titleIn(page, 'candor-banner').waitFor();
			await page.evaluate(replace);
		}
		await titleIn(page, 'candor-banner').waitFor();
		assert.equal(await page.locator('candor-banner').count(), 1);
		assert.deepEqual(errors, []);
	});

test('a page that removes the banner each time is not kept busy', async () => {
	const { page } = await pages.open(scriptTag);
	await titleIn(page, 'candor-banner').waitFor();
	const removals = await page.evaluate(async () => {
		let count = 0;
		new MutationObserver(() => {
			const banner = document.querySelector('candor-banner');
			if (banner) count += 1;
			banner?.remove();
		}).observe(document.body, { childList: true });
		document.querySelector('candor-banner')?.remove();
		await new Promise((resolve) => setTimeout(resolve, 3_000));
		return count;
	});
	assert.ok(removals > 1 && removals <= 5, `${removals} removals in three seconds`);
});
