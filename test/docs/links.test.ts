/** Every link leads to a file and to a heading that exist, and every document can be found from the index. */
import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { dirname, posix } from 'node:path';
import { test } from 'node:test';
import { type Document, documents, filesIn, readText } from './documents.ts';

/** The targets of inline links, images and reference definitions that lead into the repository. */
function localLinks({ text }: Document): string[] {
	const inline = [...text.matchAll(/\]\(([^)\s]+)\)/g)];
	const definitions = [...text.matchAll(/^\[[^\]]+\]: (\S+)$/gm)];
	return [...inline, ...definitions]
		.map(([, target = '']) => target)
		.filter((target) => !/^(?:https?|mailto):/.test(target));
}

/** Anchors as GitHub makes them from headings: lower case, without punctuation, with hyphens for spaces. */
const anchors = (text: string): string[] =>
	[...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
		heading
			.toLowerCase()
			.replace(/[^\p{Letter}\p{Number} _-]/gu, '')
			.replaceAll(' ', '-'),
	);

const resolve = (from: string, target: string): string =>
	target === '' ? from : posix.normalize(posix.join(dirname(from), target));

test('every link leads to a file and a heading that exist', () => {
	for (const document of documents)
		for (const link of localLinks(document)) {
			const [target = '', anchor] = link.split('#');
			const path = resolve(document.path, target);
			assert.ok(existsSync(path), `${document.path} links to ${link}`);
			if (anchor !== undefined)
				assert.ok(anchors(readText(path)).includes(anchor), `${document.path} links to ${link}`);
		}
});

test('every reference-style link has its definition', () => {
	for (const { path, text } of documents) {
		const defined = [...text.matchAll(/^\[([^\]]+)\]: /gm)].map(([, name]) => name);
		for (const [, name = ''] of text.matchAll(/\]\[([^\]]+)\]/g))
			assert.ok(defined.includes(name), `${path}: [${name}]`);
	}
});

test('every document is in the index', () => {
	const linkedFrom = (path: string): string[] =>
		documents
			.filter((document) => document.path === path)
			.flatMap((document) => localLinks(document).map((link) => resolve(path, link.split('#')[0] ?? '')));
	const indexed = [...linkedFrom('docs/README.md'), ...linkedFrom('docs/decisions/README.md')];
	for (const { path } of documents)
		if (path.startsWith('docs/') && path !== 'docs/README.md')
			assert.ok(indexed.includes(path), `${path} is in no index`);
});

test('comments and messages name documents that exist', () => {
	for (const folder of ['src', 'server', 'demo', 'scripts', 'bench', 'test'])
		for (const file of filesIn(folder, '.ts', '.mjs', '.js', '.html'))
			for (const [path] of readText(file).matchAll(/\bdocs\/[\w/-]+\.md\b/g))
				assert.ok(existsSync(path), `${file} names ${path}`);
});
