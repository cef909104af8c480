import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ask, larkfield } from './larkfield.ts';

const pages = ['/demo/', '/demo/pay', '/demo/cards', '/demo/security', '/demo/status'];

describe("Larkfield's pages", () => {
	it('carry Candor by one script tag, and nothing inline', async (context) => {
		const { url } = await larkfield(context);
		for (const page of pages) {
			const { status, headers, text } = await ask(url, page);
			assert.equal(status, 200, page);
			assert.match(headers['content-type'] ?? '', /^text\/html; charset=utf-8$/i);
			assert.equal(text.match(/<script async src="\/candor\.js"/g)?.length, 1, page);
			assert.doesNotMatch(text, /<script(?![^>]*\bsrc=)|<style|\sstyle=|\son[a-z]+=/, page);
			assert.doesNotMatch(text, /(?:src|href)="(?!\/|#|mailto:)/, page);
		}
	});

	it('mark the page that one is on', async (context) => {
		const { url } = await larkfield(context);
		for (const page of pages) {
			const { text } = await ask(url, page);
			assert.deepEqual(text.match(/href="[^"]*" aria-current="page"/g), [
				`href="${page}" aria-current="page"`,
			]);
		}
	});

	it('forbid what is inline or foreign by their policy, the gallery too', async (context) => {
		const { url } = await larkfield(context);
		for (const page of [...pages, '/demo/gallery/', '/demo/nowhere']) {
			const { headers } = await ask(url, page);
			assert.equal(
				headers['content-security-policy'],
				"default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; font-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'self'",
			);
			assert.equal(headers['x-content-type-options'], 'nosniff');
		}
	});

	it('tell dates around today, wherever that is', async (context) => {
		const { url, candor } = await larkfield(context);
		const { text } = await ask(url, '/demo/');
		const dates = [...text.matchAll(/<time datetime="([^"]+)">[A-Z][a-z]+, (\d+) [A-Z][a-z]+<\/time>/g)];
		const days = dates.map(([, date]) => (Date.parse(`${date}T12:00`) - candor.clock.now) / 86_400_000);
		// What was paid, then what is to come; noon is at most half a day from now.
		for (const [index, meant] of [-3, -4, -6, 2, 5].entries())
			assert.ok(Math.abs((days[index] ?? Number.NaN) - meant) <= 0.5, `${days}`);
		assert.deepEqual(
			dates.map(([, , day]) => Number(day)),
			dates.map(([, date]) => Number(date?.slice(-2))),
		);
		assert.doesNotMatch(text, /data-days/);
	});

	it('come with files of the right type', async (context) => {
		const { url } = await larkfield(context);
		const types = {
			'/demo/assets/base.css': /^text\/css/,
			'/demo/larkfield.css': /^text\/css/,
			'/demo/assets/early.js': /^text\/javascript/,
			'/demo/assets/icons.svg': /^image\/svg\+xml/,
			'/demo/desk/desk.js': /^text\/javascript/,
			'/demo/candor/index.js': /^text\/javascript/,
			'/demo/gallery/': /^text\/html/,
		};
		for (const [path, type] of Object.entries(types)) {
			const { status, headers, text } = await ask(url, path);
			assert.equal(status, 200, path);
			assert.match(headers['content-type'] ?? '', type);
			assert.notEqual(text, '', path);
		}
	});

	it('lead to the page where the end of an address is left out', async (context) => {
		const { url } = await larkfield(context);
		for (const path of ['/demo', '/demo/gallery']) {
			assert.equal((await ask(url, path)).headers.location, `${path}/`);
		}
	});

	it('answer an address that is none with a page and 404', async (context) => {
		const { url } = await larkfield(context);
		const { status, text } = await ask(url, '/demo/nowhere');
		assert.equal(status, 404);
		assert.match(text, /There is no such page/);
	});
});

describe('what the demo does not hand out', () => {
	it('is everything outside its public folders, however the path is spelled', async (context) => {
		const { url } = await larkfield(context);
		const paths = [
			'/demo/server.mjs',
			'/demo/pages/overview.html',
			'/demo/assets',
			'/demo/assets/',
			'/demo/assets/../server.mjs',
			'/demo/assets/%2e%2e/server.mjs',
			'/demo/assets/..%2fserver.mjs',
			'/demo/assets/..%5cserver.mjs',
			'/demo/assets/..\\server.mjs',
			'/demo/assets//etc/passwd',
			'/demo/desk/../../package.json',
			'/demo/desk/%2e%2e/%2e%2e/package.json',
			'/demo/candor/../server/index.js',
			'/demo/candor/candor.js.map',
			'/demo/gallery/%00',
		];
		for (const path of paths) {
			const { status, text } = await ask(url, path);
			assert.ok(status === 404 || status === 400, `${path}: ${status}`);
			assert.doesNotMatch(text, /demoHandler|"devDependencies"|createCandor|root:/, path);
		}
	});

	it('is whatever belongs to Candor itself', async (context) => {
		const { url } = await larkfield(context);
		const snapshot = await ask(url, '/v1/snapshot');
		assert.equal(snapshot.status, 200);
		assert.match(snapshot.text, /"records":\[\]/);
		assert.match((await ask(url, '/demonstration')).headers['content-type'] ?? '', /problem\+json/);
	});
});
