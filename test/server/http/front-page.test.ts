/** The page at `/`: it leads on, carries nothing external, and trusts no header. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { ask, larkfield } from '../../demo/larkfield.ts';
import { aBrowser, shows } from '../../support/page.ts';
import { listen, startServer } from '../cli/harness.ts';

const chrome = aBrowser();
const hrefs = (text: string): (string | undefined)[] =>
	[...text.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href);

describe('the page at /', () => {
	it('says what runs here, and every address that it leads to answers', async (context) => {
		const { url } = await startServer(context);
		const { status, headers, text } = await ask(url, '/');
		assert.equal(status, 200);
		assert.match(headers['content-type'] ?? '', /^text\/html/);
		assert.match(text, /<h1>Candor runs here<\/h1>/);
		assert.deepEqual(hrefs(text), ['/v1/openapi.json', '/v1/snapshot']);
		for (const path of hrefs(text)) assert.equal((await ask(url, path ?? '')).status, 200, path);
	});

	it('leads to the pages of its host first, as npm start has the demo', async (context) => {
		const links = (await larkfield(context)).links;
		const { url } = await startServer(context, { frontPageLinks: links });
		const { text } = await ask(url, '/');
		assert.deepEqual(hrefs(text).slice(0, 2), ['/demo/', '/demo/gallery/']);
	});

	it('has the tag and the command with the address of the request', async (context) => {
		const { url } = await startServer(context);
		const { text } = await ask(url, '/');
		assert.ok(text.includes(`&lt;script async src=&quot;${url}/candor.js&quot;&gt;&lt;/script&gt;`));
		assert.ok(text.includes(`--next-update 20m --url ${url}<`));
		const elsewhere = await ask(url, '/', { headers: { host: 'status.larkfield.example' } });
		assert.ok(elsewhere.text.includes('https://status.larkfield.example/candor.js'));
		assert.match(elsewhere.headers.vary ?? '', /Host/);
	});

	it('shows no Host header that is not a host', async (context) => {
		const { url } = await startServer(context);
		const hosts = ['"><script>alert(1)</script>', 'a b', 'x;rm -rf ~', '$(id)', 'a/b', "'", '[::1', 'ü'];
		for (const host of hosts) {
			const { status, text } = await ask(url, '/', {
				headers: { host: Buffer.from(host).toString('latin1') },
			});
			if (status === 200) assert.ok(text.includes('https://status.example.com/candor.js'), host);
			assert.equal(text.match(/<script/g)?.length ?? 0, status === 200 ? 1 : 0, host);
		}
	});

	it('has a policy that names its one style sheet by hash and allows nothing external', async (context) => {
		const { url } = await startServer(context);
		const { headers, text } = await ask(url, '/');
		const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(text) ?? [];
		const hash = createHash('sha256').update(style).digest('base64');
		assert.equal(
			headers['content-security-policy'],
			`default-src 'none'; style-src 'sha256-${hash}'; script-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
		);
		assert.doesNotMatch(text, /(?:src|href)="(?!\/|#|data:,)/);
	});

	it('has the mount path in its addresses', async (context) => {
		const { handler } = await startServer(context, { basePath: '/status' });
		const url = await listen(context, handler);
		const { text } = await ask(url, '/status/');
		assert.deepEqual(hrefs(text), ['/status/v1/openapi.json', '/status/v1/snapshot']);
		assert.ok(text.includes(`${url}/status/candor.js`));
		assert.match(text, /<script async src="\/status\/candor\.js">/);
	});

	for (const [width, colorScheme] of [
		[390, 'dark'],
		[1280, 'light'],
	] as const)
		it(`shows the first notice, and keeps its policy, ${width} px wide and ${colorScheme}`, async (context) => {
			const candor = await startServer(context);
			candor.clock.now = Date.now();
			const page = await chrome().newPage({ viewport: { width, height: 800 }, colorScheme });
			context.after(() => page.close());
			const complaints: string[] = [];
			page.on('pageerror', ({ message }) => complaints.push(message));
			page.on('console', (message) => {
				if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
			});
			await page.goto(candor.url);
			await page.locator('candor-status').getByText('All systems normal').waitFor();
			await candor.json('open', 'Checkout is failing', '--impact', 'major');
			await shows(page, 'candor-banner', 'Checkout is failing');
			assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
			assert.deepEqual(complaints, []);
		});
});
