/** What the built files of the console must contain and must not contain. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { aServer } from '../support/server.ts';

const folder = 'dist/console/assets';
const files = readdirSync(folder).filter((file) => file.endsWith('.js'));
const read = (file: string): string => readFileSync(`${folder}/${file}`, 'utf8');

test('each file has a hash in its name, and the screens and dialogs are files of their own', () => {
	assert.ok(files.length > 8, `${files.length} files`);
	for (const file of files) assert.match(file, /^[\w-]+-[\w-]{8}\.js$/);
});

test('the document has no script or style of its own, and names a file that exists', () => {
	const page = readFileSync('dist/console/index.html', 'utf8');
	assert.doesNotMatch(page, /<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)/);
	const [, entry = ''] = /<script type="module" src="\/console\/assets\/([^"]+)"><\/script>/.exec(page) ?? [];
	assert.ok(files.includes(entry), page);
});

test('no file parses HTML, creates a Trusted Types policy or evaluates text', () => {
	for (const file of files)
		assert.doesNotMatch(
			read(file),
			/innerHTML|insertAdjacentHTML|outerHTML|unsafeHTML|DOMParser|createPolicy|\beval\(|\bnew Function\b/,
			file,
		);
});

test('no file contains a schema library, a path of the build machine, or a bare name', () => {
	for (const file of files) {
		assert.doesNotMatch(read(file), /\b_zod\b|\bZod[A-Z]|node_modules|file:\/\//, file);
		for (const [, name = ''] of read(file).matchAll(/\b(?:from|import)\s*\(?["']([\w.@/-]+)["']/g))
			assert.match(name, /^\.\/[\w-]+\.js$/, file);
	}
});

test('each file names the licences, and the notices name every package whose code is in a file', () => {
	const notices = readFileSync('dist/THIRD-PARTY-NOTICES.txt', 'utf8');
	const packages = new Set<string>();
	for (const file of files) {
		assert.match(
			read(file),
			/^\/\*! candor [\d.]+, MIT\. Licences of the packages inside: THIRD-PARTY-NOTICES\.txt \*\/\n/,
		);
		const { sources } = JSON.parse(readFileSync(`${folder}/${file}.map`, 'utf8')) as { sources: string[] };
		for (const source of sources) packages.add(/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(source)?.[1] ?? '');
	}
	packages.delete('');
	// It is inside the file of cally.
	packages.add('atomico');
	assert.ok(packages.has('lit-html') && packages.has('openapi-fetch'), [...packages].join());
	for (const name of packages) {
		const { version, license } = JSON.parse(readFileSync(`node_modules/${name}/package.json`, 'utf8'));
		assert.ok(notices.includes(`\n${name} ${version} (${license})\n`), name);
	}
});

test('a server sends the document for every path and each file for ever', async (context) => {
	const server = await aServer(context);
	for (const path of ['/console', '/console/notices/some-id']) {
		const { status, headers, text } = await server.request(path);
		assert.equal(status, 200);
		assert.match(headers.get('content-security-policy') ?? '', /require-trusted-types-for 'script'/);
		assert.match(headers.get('content-security-policy') ?? '', /trusted-types 'none'/);
		const [, source = ''] = /src="([^"]+)"/.exec(text) ?? [];
		const file = await server.request(new URL(source, `http://any${path}`).pathname);
		assert.equal(file.status, 200, source);
		assert.match(file.headers.get('cache-control') ?? '', /immutable/);
	}
});
