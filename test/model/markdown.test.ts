/** Rich text, written as Markdown and read again, is the same text: editing an update changes nothing else. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseMarkdown } from '../../server/core/markdown/parse-markdown.ts';
import { markdownOf } from '../../src/model/markdown.ts';

const samples = [
	'Plain words.',
	'Two paragraphs.\n\nThe second\nwith a line break.',
	'**Strong**, *emphasis* and **strong with *emphasis* inside**.',
	'`code` and ``a ` tick`` and `` ` ``',
	'[A link](https://example.com/a_b?c=d&e=(f)) and https://example.com/bare',
	'- one\n- two **strong**\n  with a second line\n\nAnd a paragraph.',
	'1. one\n2. two',
	'- a list\n\n* another list',
	'\\# no heading, \\- no list, 1986\\. no number, \\> no quotation',
	'a\\*b\\*c a_b_c \\[x\\](y) <b a < b & &amp; \\~\\~x\\~\\~ a|b \\\\',
	'An address that is no link: http://example.com/*x* and mail [us](mailto:a@example.com).',
	'Ünï© ⚠ text “quoted”',
];

for (const sample of samples)
	test(`${JSON.stringify(sample)} is read as it was`, () => {
		const text = parseMarkdown(sample);
		assert.deepEqual(parseMarkdown(markdownOf(text)), text, markdownOf(text));
	});

test('no text is an empty one', () => {
	assert.equal(markdownOf(null), '');
	assert.equal(markdownOf(undefined), '');
});
