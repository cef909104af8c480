/** The documents keep the rules of DESIGN, "Language of the code and the docs": see CONTRIBUTING.md. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { documents, readText } from './documents.ts';

const longestLine = 120;
const mostWords = 40;

/** Idiom that a reader has to decode, and older words for terms of the glossary. */
const forbidden = [
	/\b(?:whoever|whom|nobody|somebody|everybody|anew)\b/i,
	/\b(?:is|are) told\b/i,
	/\btakes? in\b/i,
	/\bhears? of\b/i,
	/\bsays? so\b/i,
	/\bthose that\b/i,
	/\bsuch that it\b/i,
	/\bwhat is none\b/i,
	/\bmake-goods?\b/i,
	/\b(?:vault|timekeeper|intake)\b/i,
];

/** Where the lines are that a test finds at fault, with the lines themselves. */
const linesWith = (isWrong: (line: string) => boolean): string[] =>
	documents.flatMap(({ path, lines }) =>
		lines.flatMap((line, index) => (isWrong(line) ? [`${path}:${index + 1}: ${line}`] : [])),
	);

test('no line of prose or table is longer than 120 columns', () => {
	assert.deepEqual(
		linesWith((line) => line.length > longestLine),
		[],
	);
});

test('no document uses idiom or a word that the glossary replaces', () => {
	assert.deepEqual(
		linesWith((line) => forbidden.some((pattern) => pattern.test(line.replace(/`[^`]*`/g, '')))),
		[],
	);
});

test('the glossary has at most 40 words, each of them once', () => {
	const words = [...readText('docs/glossary.md').matchAll(/^- \*\*([^*]+)\*\*: /gm)].map(([, word]) => word);
	assert.ok(words.length > 30 && words.length <= mostWords, `${words.length} words`);
	assert.deepEqual(words, [...new Set(words)]);
});
