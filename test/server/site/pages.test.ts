/** The hosted status page: it reads well without a script, is live with one, and trusts no text. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, it, type TestContext } from 'node:test';
import { brotliCompressSync, constants } from 'node:zlib';
import { aBrowser } from '../../support/page.ts';
import { aServer } from '../../support/server.ts';
import { wholeComponent } from '../../support/whole.ts';
import { listen, startServer } from '../cli/harness.ts';
import { after, anIncident, aStory, hour, type Story } from '../http/statuspage/story.ts';
import { hostile } from './hostile.ts';

const chrome = aBrowser();

async function htmlOf({ request }: Pick<Story, 'request'>, path = '/', headers: Record<string, string> = {}) {
	const answer = await request(path, { headers });
	assert.match(answer.headers.get('content-type') ?? '', /^text\/html/, path);
	return answer;
}

/** An ended incident with a post-mortem, an open one, and maintenance ahead. */
async function aFilledStory(context: TestContext, options = {}): Promise<Story> {
	const story = await aStory(context, options);
	await anIncident(story);
	await story.write('PUT', '/v1/notices/cards-fail/postmortem', {
		...{ title: 'Why cards failed', body: 'It **expired**.' },
		actions: [{ title: 'Renew earlier', state: 'planned', dueBy: after(48 * hour) }],
	});
	await story.write('POST', '/v1/notices', {
		...{
			id: 'slow',
			title: 'Search is slow',
			impact: 'minor',
			body: 'Ten seconds.',
			workaround: 'Use filters.',
		},
		affected: [{ component: 'search', status: 'degraded' }],
		translations: { de: { title: 'Suche ist langsam', body: 'Zehn Sekunden.', workaround: 'Filter.' } },
	});
	await story.write('POST', '/v1/notices', {
		...{ id: 'plan', kind: 'maintenance', title: 'Database upgrade', body: 'Planned.' },
		window: { start: after(24 * hour), end: after(25 * hour) },
	});
	return story;
}

describe('the status page', () => {
	it('has the status, open notices, plans, components and months, without a script', async (context) => {
		const story = await aFilledStory(context, { publicUrl: 'https://status.larkfield.example' });
		const { text, headers } = await htmlOf(story);
		for (const part of [
			'<title>Larkfield · Some systems are degraded</title>',
			'<link rel="canonical" href="https://status.larkfield.example/">',
			'hreflang="ja"',
			'type="application/atom+xml"',
			'<p class="big">Some systems are degraded</p>',
			'<a href="notices/slow" dir="auto">Search is slow</a>',
			'Use filters.',
			'Database upgrade',
			'<span dir="auto">Card payments</span>',
			'<h3>January 2030</h3>',
			'<a href="notices/cards-fail" dir="auto">Card payments are failing</a>',
		])
			assert.ok(text.includes(part), part);
		assert.match(
			text,
			/Database upgrade<\/a><p class="q">\d+ \w+ 2030, \d\d:\d\d\s*[–-]\s*[\w ,]*\d\d:\d\d UTC</,
		);
		assert.match(
			text,
			/<meta name="description" content="Larkfield: Some systems are degraded\. Search is slow">/,
		);
		assert.match(headers.get('vary') ?? '', /Accept-Language/);
		const tag = headers.get('etag') ?? '';
		assert.equal((await story.request('/', { headers: { 'if-none-match': tag } })).status, 304);
	});

	it('names its one style by hash, has no inline script, and loads the script with its integrity', async (context) => {
		const { text, headers } = await htmlOf(await aFilledStory(context));
		const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(text) ?? [];
		const hash = createHash('sha256').update(style).digest('base64');
		assert.equal(
			headers.get('content-security-policy'),
			`default-src 'none'; style-src 'sha256-${hash}'; script-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
		);
		const scripts = [...text.matchAll(/<script([^>]*)>/g)].map(([, attributes = '']) => attributes);
		assert.equal(scripts.length, 1);
		const integrity = `sha384-${createHash('sha384').update(readFileSync('dist/candor.js')).digest('base64')}`;
		assert.ok(scripts[0]?.includes(`integrity="${integrity}"`));
		assert.doesNotMatch(text, / style="| on\w+="/);
	});

	it('has a page for each notice, and says which one does not exist or was retracted', async (context) => {
		const story = await aFilledStory(context);
		const { text } = await htmlOf(story, '/notices/cards-fail');
		for (const part of [
			'<title>Resolved: Card payments are failing · Larkfield</title>',
			'Report: Why cards failed',
			'Renew earlier <span class="q">(Planned, by 2 Feb 2030)</span>',
			'Card payments: Degraded → Working normally',
			'<p>Cards end with an <strong>error</strong>.',
			'href="../feed.atom"',
		])
			assert.ok(text.includes(part), part);
		assert.equal((await htmlOf(story, '/notices/none')).status, 404);
		await story.write('POST', '/v1/notices/cards-fail/retract', { reason: 'Another page.' });
		const gone = await htmlOf(story, '/notices/cards-fail');
		assert.deepEqual([gone.status, gone.headers.get('x-robots-tag')], [410, 'noindex']);
		assert.doesNotMatch(gone.text + (await htmlOf(story)).text, /certificate|Card payments are failing/);
	});

	it('is in the language of the browser or of the address, and says which one each text has', async (context) => {
		const story = await aFilledStory(context);
		const german = (await htmlOf(story, '/', { 'accept-language': 'xx, de-CH;q=0.9, en;q=0.8' })).text;
		for (const part of [
			'<html lang="de" dir="ltr">',
			'Einige Systeme sind eingeschränkt',
			'Suche ist langsam',
			'href="notices/slow"',
		])
			assert.ok(german.includes(part), part);
		assert.match(german, /<a href="notices\/cards-fail" lang="en" dir="ltr">Card payments are failing/);
		const arabic = (await htmlOf(story, '/?lang=ar', { 'accept-language': 'de' })).text;
		assert.match(arabic, /<html lang="ar" dir="rtl">/);
		assert.match(arabic, /href="notices\/slow\?lang=ar"/);
		assert.match((await htmlOf(story, '/?lang="><b>')).text, /<html lang="en"/);
	});

	it('escapes every text', async (context) => {
		const story = await aStory(context);
		const name = hostile.slice(0, 80);
		await story.write('PATCH', '/v1/page', { name });
		await story.write(
			'PUT',
			'/v1/components/checkout',
			wholeComponent({ name, description: hostile, group: name }),
		);
		await story.write('POST', '/v1/notices', {
			...{ id: 'hostile', title: hostile, impact: 'minor', body: `\`${hostile}\``, checklist: [hostile] },
			affected: [{ component: 'checkout', status: 'degraded' }],
		});
		for (const path of ['/', '/notices/hostile', '/?lang=ja']) {
			const { text } = await htmlOf(story, path);
			assert.ok(text.includes('&lt;b&gt;&amp;amp; &amp; &quot;quotes&quot; &#39;and&#39;'), path);
			assert.doesNotMatch(text, /<b>|<!-- |"quotes"/, path);
		}
	});

	it('works below a mount path, and leads there from the path without a slash', async (context) => {
		const { handler } = await startServer(context, { basePath: '/status' });
		const url = await listen(context, handler);
		const bare = await fetch(`${url}/status?lang=de`, { redirect: 'manual' });
		assert.deepEqual([bare.status, bare.headers.get('location')], [308, 'status/?lang=de']);
		const { text } = { text: await (await fetch(`${url}/status/`)).text() };
		assert.match(text, /src="candor\.js\?v=/);
		assert.ok(text.includes(`${url}/status/candor.js`), 'the tag of a new server');
		assert.doesNotMatch(text.replaceAll(`${url}/status`, 'here'), /(?:src|href)="\//);
	});

	it('is gone with CANDOR_SITE=off, and links lead to the page that the operator has', async (context) => {
		const { request, write } = await aServer(context, { site: false });
		await write('PATCH', '/v1/page', { name: 'Shop', statusUrl: 'https://other.example/status' });
		await write('POST', '/v1/notices', { id: 'n', title: 'Down', impact: 'minor' });
		for (const path of ['/', '/notices/n']) assert.equal((await request(path)).status, 404);
		assert.equal((await request('/feed.json')).body.items[0].url, 'https://other.example/status');
		assert.equal(
			(await request('/api/v2/incidents.json')).body.incidents[0].shortlink,
			'https://other.example/status',
		);
	});

	it('needs at most 14 kB for 50 components', async (context) => {
		const { request, write } = await aStory(context, {
			publicUrl: 'https://status.example.com',
			email: { smtpUrl: 'smtp://127.0.0.1:9', from: 'status@example.com' },
		});
		for (let number = 0; number < 50; number++)
			await write(
				'PUT',
				`/v1/components/part-${number}`,
				wholeComponent({ name: `Regional service ${number}`, group: `Region ${number % 7}` }),
			);
		const { text } = await htmlOf({ request });
		assert.match(text, /<form class="mail"/);
		const sent = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }).length;
		assert.ok(sent <= 14_000, `${sent} bytes`);
	});
});

describe('the status page in a browser', () => {
	for (const [width, colorScheme, javaScriptEnabled] of [
		[390, 'dark', true],
		[1280, 'light', true],
		[390, 'light', false],
	] as const)
		it(`has no complaints, ${width} px wide, ${colorScheme}, ${javaScriptEnabled ? 'with' : 'without'} scripts`, async (context) => {
			const { url, write } = await aServer(context);
			await write('PUT', '/v1/components/checkout', wholeComponent({ name: 'Checkout' }));
			const page = await (
				await chrome().newContext({ viewport: { width, height: 800 }, colorScheme, javaScriptEnabled })
			).newPage();
			context.after(() => page.context().close());
			const complaints: string[] = [];
			page.on('pageerror', ({ message }) => complaints.push(message));
			page.on('console', (message) => {
				if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
			});
			await page.goto(url);
			const sentence = page.getByText('All systems are working normally');
			if (javaScriptEnabled) {
				await page.locator('candor-status').getByText('All systems normal').first().waitFor();
				assert.equal(await sentence.first().isVisible(), false, 'what was rendered is not shown as live');
				await write('POST', '/v1/notices', { title: 'Checkout is failing', impact: 'major', body: 'x' });
				await page.locator('candor-timeline').getByRole('heading', { name: 'Checkout is failing' }).waitFor();
				await page.locator('candor-status').getByText('Partial outage').first().waitFor();
				assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0);
			} else await sentence.waitFor();
			assert.deepEqual(complaints, []);
		});

	it('has no violation that axe finds, in both colour schemes and from right to left', async (context) => {
		const story = await aFilledStory(context);
		const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');
		for (const [path, colorScheme] of [
			['/', 'light'],
			['/', 'dark'],
			['/notices/cards-fail', 'light'],
			['/?lang=ar', 'dark'],
		] as const) {
			const page = await (await chrome().newContext({ colorScheme, bypassCSP: true })).newPage();
			// Without the script: the elements have tests of their own.
			await page.route('**/candor.js*', (route) => route.abort());
			await page.goto(story.url + path);
			await page.evaluate(axe);
			const found = await page.evaluate(async () => {
				const { axe } = window as unknown as {
					axe: { run(): Promise<{ violations: { id: string; nodes: { target: string[] }[] }[] }> };
				};
				return (await axe.run()).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.target.join(' ')}`);
			});
			assert.deepEqual(found, [], `${path} ${colorScheme}`);
			await page.context().close();
		}
	});
});
