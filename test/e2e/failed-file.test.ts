/**
 * The second file hangs, is stored altered by a cache, or ends half-way on the first server, while
 * an incident is open: what a new, an open and a returning page show.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { type TestContext, test } from 'node:test';
import type { Page } from 'playwright-core';
import { merge } from '../../src/model/state/state.ts';
import { record } from '../client/records.ts';
import { aKey } from '../client/trust/signing.ts';
import { aFaultyServer, type FaultyServer, type Handler, hanging } from '../support/faulty-server.ts';
import { aBrowser } from '../support/page.ts';
import { taggedPages } from '../support/tagged-pages.ts';

const chrome = aBrowser();
const title = 'Payments are failing';
const component = { kind: 'component', id: 'shop', seq: 1, value: { name: 'Shop', position: 0 } };
const elements =
	'<candor-status></candor-status><candor-inline component="shop"><p>Pay here</p></candor-inline>';
/** Longer than a file that hangs on the only server is waited for, and the wait before the next request. */
const untilRepairedMs = 75_000;
/** Longer than a file that hangs is waited for while another server is left. */
const untilOtherServerMs = 30_000;

interface Cell {
	readonly servers: 1 | 3;
	readonly hasKeys: boolean;
	readonly file: 'hung' | 'altered' | 'half';
	/** The file of an open page is repaired while it is open; of a returning page, between its visits. */
	readonly visit: 'new' | 'open' | 'returning';
}
const cells: Cell[] = ([1, 3] as const).flatMap((servers) =>
	[false, true].flatMap((hasKeys) =>
		(['hung', 'altered', 'half'] as const).flatMap((file) =>
			(['new', 'open', 'returning'] as const).map((visit) => ({ servers, hasKeys, file, visit })),
		),
	),
);

/** As a CDN stores it: for a year. */
const headers = { 'content-type': 'text/javascript', 'cache-control': 'public, max-age=31536000, immutable' };
const answerFile =
	(body: Buffer | string): Handler =>
	(_request, response) =>
		void response.writeHead(200, headers).end(body);
const answerHalf =
	(body: Buffer): Handler =>
	(_request, response) => {
		response.writeHead(200, { ...headers, 'content-length': body.length });
		response.write(body.subarray(0, body.length / 2), () => response.socket?.destroy());
	};

/** Status servers that serve the script tag's files too. The first one's second file fails. */
async function aCluster(context: TestContext, { servers, hasKeys, file }: Cell) {
	const key = aKey(Date.now);
	const script = await readFile('dist/candor.js');
	const [secondFile = ''] = /chunk-[\w-]+\.js/.exec(script.toString()) ?? [];
	const chunk = await readFile(`dist/${secondFile}`);
	const all = await Promise.all(
		Array.from({ length: servers }, async () => {
			const server = await aFaultyServer(context);
			server.wire.state = merge(server.wire.state, 2, [component, record('n1', 2, { title })]);
			server.wire.sign = key.sign;
			server.overrides.set('/candor.js', answerFile(script));
			server.overrides.set(`/${secondFile}`, answerFile(chunk));
			return server;
		}),
	);
	const [first] = all as [FaultyServer];
	const broken = { hung: hanging, altered: answerFile('export {};'), half: answerHalf(chunk) }[file];
	first.overrides.set(`/${secondFile}`, broken);
	const attributes = {
		'data-server': all.map(({ url }) => url).join(' '),
		...(hasKeys && { 'data-keys': key.pin }),
	};
	const repair = () => first.overrides.set(`/${secondFile}`, answerFile(chunk));
	return { script: `${first.url}/candor.js`, attributes, repair };
}

const seen = (page: Page) =>
	page.evaluate(() => {
		const visible = (element: Element | null | undefined) => !!element?.checkVisibility();
		const banner = document.querySelector('candor-banner')?.shadowRoot;
		const status = document.querySelector('candor-status');
		return {
			banner: visible(banner?.querySelector('section')) ? banner?.querySelector('h2')?.textContent : '',
			pill: status?.shadowRoot?.querySelector('.pill')?.textContent?.trim(),
			content: visible(document.querySelector('candor-inline p')),
		};
	});

async function run(context: TestContext, cell: Cell) {
	const { script, attributes, repair } = await aCluster(context, cell);
	const pages = await taggedPages(context, script);
	const address = pages.add(attributes, elements);
	const visitor = await chrome().newContext();
	context.after(() => visitor.close());
	const page = await visitor.newPage();
	// The cells of a test start at the same time.
	page.setDefaultTimeout(120_000);
	await page.goto(address);
	await page.locator('candor-banner h2').getByText(title).waitFor();
	if (cell.visit === 'returning') {
		await page.waitForTimeout(3_000);
		await page.goto('about:blank');
		repair();
		await page.goto(address);
		await page.locator('candor-banner h2').getByText(title).waitFor();
	}
	const before = await seen(page);
	if (cell.visit === 'open') repair();
	const isFound = cell.servers === 3 || cell.visit !== 'new';
	if (!isFound) {
		await page.waitForTimeout(untilOtherServerMs);
		return { cell, isFound, before, after: await seen(page) };
	}
	// Read as soon as it is found: a busy machine answers late, and the status is unknown after it.
	const foundBy = performance.now() + untilRepairedMs;
	let after = await seen(page);
	while (after.pill !== 'Partial outage' && performance.now() < foundBy) {
		await page.waitForTimeout(100);
		after = await seen(page);
	}
	return { cell, isFound, before, after };
}

for (const servers of [1, 3] as const)
	test(`with ${servers === 1 ? 'one server' : 'three servers'} the notice is shown, nothing is green and the page’s content stays, whatever happens to the second file`, {
		timeout: 280_000,
	}, async (context) => {
		const own = cells.filter((cell) => cell.servers === servers);
		const results = await Promise.all(own.map((cell) => run(context, cell)));
		context.diagnostic('| servers | keys | second file | page | banner | pill | content of the page |');
		for (const { cell, after } of results)
			context.diagnostic(
				`| ${servers} | ${cell.hasKeys ? 'yes' : 'no'} | ${cell.file} | ${cell.visit} | ${after.banner} | ${after.pill ?? 'not drawn'} | ${after.content ? 'visible' : 'hidden'} |`,
			);
		for (const { cell, isFound, before, after } of results) {
			const what = JSON.stringify({ ...cell, before, after });
			for (const state of [before, after]) {
				assert.equal(state.banner, title, what);
				assert.ok(state.content, what);
				assert.notEqual(state.pill, '', what);
				assert.doesNotMatch(state.pill ?? '', /normal/i, what);
			}
			assert.equal(after.pill, isFound ? 'Partial outage' : undefined, what);
		}
	});
