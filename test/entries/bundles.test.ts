/**
 * What the browser files must contain and must not contain, whatever a bundler or a dependency
 * adds.
 */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, test } from 'node:test';
import { type Browser, chromium } from 'playwright-core';
import { browser } from '../../scripts/browser.mjs';

const read = (file: string) => readFileSync(`dist/${file}`, 'utf8');
const files = readdirSync('dist').filter((file) => file.endsWith('.js'));

test('the files have the names by which servers serve them', () => {
	const known = /^(candor|candor-counts|candor-from|candor-sw|define|index|push|reach|chunk-[\w-]+)\.js$/;
	assert.deepEqual(
		files.filter((file) => !known.test(file)),
		[],
	);
	for (const file of ['candor.js', 'define.js', 'index.js']) assert.ok(files.includes(file), file);
});

/** The chunks that a script names. */
const chunksOf = (file: string): string[] => [...new Set(read(file).match(/chunk-[\w-]+\.js/g))];

test('candor.js names exactly one other file, candor-from.js also one for each vendor, each with its integrity', () => {
	assert.equal(chunksOf('candor.js').length, 1);
	const all = chunksOf('candor-from.js');
	assert.equal(all.length, 7);
	assert.ok(chunksOf('candor.js').every((name) => all.includes(name)));
	assert.deepEqual(files.filter((file) => file.startsWith('chunk-')).sort(), all.sort());
	for (const script of ['candor.js', 'candor-from.js'])
		for (const name of chunksOf(script)) {
			const digest = createHash('sha256').update(read(name)).digest('base64');
			assert.ok(read(script).includes(`sha256-${digest}`), `${script}: ${name}`);
		}
});

test('the script is ASCII, as a page in another encoding may read it in that encoding', () => {
	assert.doesNotMatch(read('candor.js'), /\P{ASCII}/u);
});

test('each file begins with one comment: name, version, licence, and where the notices are', () => {
	const { name, version, license } = JSON.parse(readFileSync('package.json', 'utf8'));
	const comment = `/*! ${name} ${version}, ${license}. Licences of the packages inside: THIRD-PARTY-NOTICES.txt */\n`;
	for (const file of files) {
		assert.ok(read(file).startsWith(comment), file);
		assert.equal(read(file).match(/\/\*!|@license/g)?.length, 1, `${file} has other comments`);
	}
});

test('the notices name every package whose code is in a file, with its licence', () => {
	const sources = readdirSync('dist')
		.filter((file) => file.endsWith('.js.map'))
		.flatMap((file) => (JSON.parse(read(file)) as { sources: string[] }).sources);
	const packages = new Set(
		sources.flatMap((source) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? []),
	);
	for (const expected of ['lit-html', 'lit-element', '@lit/reactive-element', 'eventsource-parser'])
		assert.ok(packages.has(expected), expected);
	for (const name of packages) {
		const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));
		assert.ok(read('THIRD-PARTY-NOTICES.txt').includes(`\n${name} ${version} (${license})\n`), name);
	}
});

for (const [what, pattern] of [
	['zod', /\b_zod\b|\bZod[A-Z]/],
	["Node's process", /\bprocess\.env\b/],
	['eval', /\beval\(|\bnew Function\b/],
	['document.write', /document\.write/],
	['a path of the machine that built it', /file:\/\/|\/node_modules\/|node_modules/],
	["Lit's development build", /Lit is in dev mode/],
] as const)
	test(`no file contains ${what}`, () => {
		for (const file of files) assert.doesNotMatch(read(file), pattern, file);
	});

test('source maps name no path of the machine that built them', () => {
	for (const file of readdirSync('dist').filter((name) => name.endsWith('.map'))) {
		const { sources } = JSON.parse(read(file)) as { sources: string[] };
		for (const source of sources) assert.match(source, /^\.\.\/(src|node_modules)\//, file);
	}
});

test('no file parses HTML or creates a Trusted Types policy', () => {
	for (const file of files)
		assert.doesNotMatch(
			read(file),
			/innerHTML|insertAdjacentHTML|outerHTML|unsafeHTML|DOMParser|createPolicy/,
			file,
		);
});

test('the script contains no template library', () => {
	assert.doesNotMatch(read('candor.js'), /lit\$|\$lit|litElement/);
});

test('no file imports a bare name, which a page cannot resolve', () => {
	for (const file of files)
		for (const [, name = ''] of read(file).matchAll(/\b(?:from|import)\s*\(?["']([^"']+)["']/g))
			assert.match(name, /^\.\/chunk-/, file);
});

let chrome: Browser;
const server = createServer(({ url = '/' }, response) => {
	const file = url.slice(1);
	if (!files.includes(file))
		return response.writeHead(url === '/' ? 200 : 404, { 'content-type': 'text/html' }).end();
	return response.writeHead(200, { 'content-type': 'text/javascript' }).end(read(file));
});
before(async () => {
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	chrome = await chromium.launch(await browser());
});
after(async () => {
	await chrome.close();
	server.closeAllConnections();
	server.close();
});

test('all files together add one global to a page, Candor', async () => {
	const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	const page = await chrome.newPage();
	await page.goto(origin);
	const globals = () => page.evaluate(() => Object.getOwnPropertyNames(globalThis));
	const earlier = await globals();
	await page.addScriptTag({ url: `${origin}/candor.js` });
	await page.addScriptTag({ url: `${origin}/define.js`, type: 'module' });
	await page.addScriptTag({ url: `${origin}/index.js`, type: 'module' });
	await page.evaluate(() => customElements.whenDefined('candor-timeline'));
	const added = (await globals()).filter((name) => !earlier.includes(name));
	assert.deepEqual(added, ['Candor']);
});
