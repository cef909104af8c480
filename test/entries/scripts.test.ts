/** What scripts of a page use, `on`, `getState` and `setContext`, with the script tag and without it. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { build } from 'esbuild';
import type { Page } from 'playwright-core';
import { aBrowser, closePagesAfterEach } from '../support/page.ts';
import { scriptPages, scriptTag } from '../support/script-pages.ts';

const chrome = aBrowser();
closePagesAfterEach(chrome);
const pages = scriptPages(chrome);
const streams = () => pages.requests.filter((path) => path.endsWith('/v1/stream'));

/** A script of the page: a bundle with the package. What it finds out is in `seen`. */
async function script(code: string): Promise<string> {
	const contents = `import { configure, getState, on, setContext } from 'candor';\nglobalThis.seen = [];\n${code}`;
	const { outputFiles } = await build({
		stdin: { contents, resolveDir: '.' },
		bundle: true,
		write: false,
		format: 'iife',
		platform: 'browser',
	});
	return `<script>${outputFiles[0]?.text.replaceAll('</script', '<\\/script')}</script>`;
}

const follow = `
	const title = ({ notices }) => notices.map(({ title }) => title).join();
	seen.push(title(getState()));
	const end = on('change', ({ state }) => {
		seen.push(title(state));
		globalThis.isSame = state !== undefined && getState() === getState();
		if (seen.length > 2) end();
	});
	globalThis.leave = () => setContext({ route: '/elsewhere', drill: true });`;

for (const [what, markup, code] of [
	['without the script tag', '', `configure({ source: '/status' });${follow}`],
	[
		'without the script tag, in a page that names its server later',
		'',
		`${follow}configure({ source: '/status' });`,
	],
	['with the script tag', `${scriptTag}<candor-status></candor-status>`, follow],
] as const)
	test(`${what}, the package tells scripts the state and its changes, over one connection`, async () => {
		const { page, errors } = await pages.open(`${markup}${await script(code)}`);
		await page.waitForFunction('seen.length > 1');
		assert.deepEqual(await page.evaluate('seen'), ['', 'Card payments are failing']);
		assert.equal(await page.evaluate('isSame'), true);
		await page.evaluate('leave()');
		assert.deepEqual(await page.evaluate('Candor.context'), { route: '/elsewhere', drill: true });
		assert.deepEqual(streams(), ['/status/v1/stream']);
		assert.deepEqual(errors, []);
	});

test('the state is unknown, and nothing is requested, in a page that names no server', async () => {
	const { page, errors } = await pages.open(
		await script("seen.push(getState()); on('change', () => {}); on('refused', () => {});"),
	);
	assert.deepEqual(await page.evaluate('seen'), [{ status: null, notices: [] }]);
	assert.deepEqual(streams(), []);
	assert.deepEqual(errors, []);
});

test('an event that does not exist is a warning that names those that do', async () => {
	const warnings: string[] = [];
	const prepare = (page: Page) =>
		page.on('console', (message) => {
			if (message.type() === 'warning') warnings.push(message.text());
		});
	const { page } = await pages.open(`${scriptTag}${await script("on('chagne', () => {});")}`, { prepare });
	await page.waitForFunction('Candor.state');
	await page
		.evaluate("Candor.on('dissmiss', () => {}); Candor.on('dismiss', () => {}); on('change', () => {})")
		.catch(() => {});
	assert.deepEqual(
		warnings,
		['chagne', 'dissmiss'].map(
			(name) =>
				`Candor has no event "${name}", so this listener is never called. It has: change, refused, dismiss, claim.`,
		),
	);
});

test('on a server the package answers, and does nothing', async () => {
	const { getState, on, setContext } = await import('../../src/entries/index.ts');
	assert.deepEqual(getState(), { status: null, notices: [] });
	on('change', () => {})();
	on('claim', () => {})();
	setContext({ plan: 'pro' });
	assert.equal('Candor' in globalThis, false);
});
