/** Operators' Markdown: the resulting tree, the refusals and the limits. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { maxMarkdownLength, parseMarkdown } from '../../../../server/core/markdown/parse-markdown.ts';
import { CandorError } from '../../../../src/model/errors.ts';
import { richText } from '../../../../src/model/records/fields.ts';
import { type Inline, plainText, type RichText, safeHref } from '../../../../src/model/rich-text.ts';

const text = (value: string): Inline => ({ type: 'text', text: value });
const paragraph = (...children: Inline[]): RichText => [{ type: 'paragraph', children }];
const refused = (source: string, sentence: RegExp): void =>
	assert.throws(
		() => parseMarkdown(source),
		(error) => {
			assert.ok(error instanceof CandorError, String(error));
			assert.equal(error.code, 'markup-refused', source);
			assert.match(error.message, sentence);
			return true;
		},
	);

test('the supported Markdown becomes the tree', () => {
	assert.deepEqual(
		parseMarkdown('Pay by **bank *transfer***, code `A1`.\n\n1. one\n2. [two](https://a.example/x)\n'),
		[
			{
				type: 'paragraph',
				children: [
					text('Pay by '),
					{ type: 'strong', children: [text('bank '), { type: 'em', children: [text('transfer')] }] },
					text(', code '),
					{ type: 'code', text: 'A1' },
					text('.'),
				],
			},
			{
				type: 'list',
				ordered: true,
				items: [[text('one')], [{ type: 'link', href: 'https://a.example/x', children: [text('two')] }]],
			},
		],
	);
	assert.deepEqual(parseMarkdown('a < b & snake_case 2 * 3'), paragraph(text('a < b & snake_case 2 * 3')));
	assert.deepEqual(parseMarkdown('one\r\ntwo  \r\nthree'), paragraph(text('one\ntwo\nthree')));
	assert.deepEqual(parseMarkdown('- a\n\n- b'), parseMarkdown('* a\n* b'));
	assert.deepEqual(parseMarkdown(''), []);
});

test('a bare address becomes a link if it is safe, and stays text otherwise', () => {
	assert.deepEqual(
		parseMarkdown('See https://a.example/b, or http://c.example'),
		paragraph(
			text('See '),
			{ type: 'link', href: 'https://a.example/b', children: [text('https://a.example/b')] },
			text(', or http://c.example'),
		),
	);
	assert.deepEqual(parseMarkdown('api.example.com is down'), paragraph(text('api.example.com is down')));
});

test('Markdown without a node in the tree is refused with a sentence, never dropped', () => {
	refused('# Big', /Headings/);
	refused('Big\n===', /Headings/);
	refused('> said', /Quotations/);
	refused('    code', /Code blocks/);
	refused('```\ncode\n```', /Code blocks/);
	refused('***', /Horizontal lines/);
	refused('![x](https://a.example/x.png)', /Images/);
	refused('- a\n  - b', /Lists within lists/);
	refused('- a\n\n  b', /one paragraph/);
	refused('[a]: https://a.example', /without references/);
	refused('[a](https://a.example "title")', /no title/);
	refused('[](https://a.example)', /needs a text/);
	refused('[\u200b](https://a.example)', /needs a text/);
	refused('3. third', /start at 1/);
	refused('1986. A great year', /backslash/);
	assert.deepEqual(parseMarkdown('1986\\. A great year'), paragraph(text('1986. A great year')));
	refused(`${'*a '.repeat(12)}${'b* '.repeat(12)}`, /too deep/);
});

test('a link is at most as long as a record can hold, also after it is encoded', () => {
	const link = (path: string) => `[sign in](https://a.example/${path})`;
	assert.equal(parseMarkdown(link('x'.repeat(2_000))).length, 1);
	refused(link('x'.repeat(2_100)), /too long: at most 2048/);
	refused(link('漢'.repeat(300)), /too long/);
});

test('the text of a bare address stays as it was written', () => {
	for (const address of ['http://a.example/a%20b', 'https://a.example/%E2%80%AE', 'https://a.example/a%0Ab'])
		assert.equal(plainText(parseMarkdown(`See ${address} now`)), `See ${address} now`);
});

test('HTML is refused everywhere', () => {
	for (const html of [
		'<script>alert(1)</script>',
		'text <img src=x onerror=alert(1)>',
		'<!-- x -->',
		'<svg onload=alert(1)>',
		'- <b>bold</b>',
		'**<i>x</i>**',
		'<?php ?>',
		'<![CDATA[x]]>',
	])
		refused(html, /HTML is not supported/);
});

test('no notation of a script address becomes a link', () => {
	for (const href of [
		'javascript:alert(1)',
		'JaVaScRiPt:alert(1)',
		'javascript&colon;alert(1)',
		'&#106;avascript:alert(1)',
		'&#x6A;avascript:alert(1)',
		'java&Tab;script:alert(1)',
		'java&NewLine;script:alert(1)',
		'\\javascript:alert(1)',
		'data:text/html,x',
		'vbscript:x',
		'file:///etc/passwd',
		'blob:https://a.example/x',
		'//a.example',
		'/relative',
		'http://a.example',
		'#fragment',
	])
		for (const source of [`[x](${href})`, `[x](<${href}>)`, `[x]( ${href} "title")`])
			refused(source, /is not allowed/);
	refused('<javascript:alert(1)>', /is not allowed/);
});

test('control characters and text-direction overrides are refused in every notation', () => {
	for (const source of [
		'a\u0000b',
		'a\u001bb',
		'a\u202eb',
		'a&#x202e;b',
		'a&#8238;b',
		'`a\u2066b`',
		'a\ud800b',
	])
		refused(source, /control characters/);
});

test('every resulting tree passes the schema, and every link in it is safe', () => {
	const check = (source: string): void => {
		let tree: RichText;
		try {
			tree = parseMarkdown(source);
		} catch (error) {
			assert.ok(error instanceof CandorError, String(error));
			return;
		}
		richText.parse(tree);
		plainText(tree);
		const visit = (node: Inline): void => {
			if (node.type === 'link') assert.equal(safeHref(node.href), node.href);
			if ('children' in node) node.children.forEach(visit);
		};
		for (const block of tree)
			if (block.type === 'paragraph') block.children.forEach(visit);
			else block.items.flat().forEach(visit);
	};
	const pieces = fc.constantFrom(
		'**',
		'*',
		'_',
		'[',
		'](',
		')',
		'<',
		'>',
		'`',
		'- ',
		'1. ',
		'\n',
		'\n\n',
		'a',
		' ',
		'https://a.example',
		'javascript:',
		'&#x6a;',
		'\\',
		'!',
		'#',
		'|',
		':',
	);
	fc.assert(fc.property(fc.string({ unit: pieces, maxLength: 60 }), check), { numRuns: 3_000 });
	fc.assert(fc.property(fc.string({ unit: 'binary' }), check), { numRuns: 1_000 });
});

test('a text above the limit is refused before it is parsed', () => {
	assert.throws(() => parseMarkdown('**x __'.repeat(5_000)), {
		code: 'invalid',
		message: /30000 characters; at most 5000/,
	});
	assert.equal(plainText(parseMarkdown('a'.repeat(maxMarkdownLength))).length, maxMarkdownLength);
});
