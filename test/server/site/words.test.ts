/** The words of the site are those of the elements, where both have them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { generatedFile, siteWords } from '../../../scripts/site-words.mjs';
import { languageFor, languages, wordsIn } from '../../../server/site/words/words.ts';
import { locales } from '../../../src/model/locales.ts';

test('the generated words are those of the catalogues', async () => {
	assert.equal(readFileSync(generatedFile, 'utf8'), await siteWords(), 'Run "npm run build".');
	assert.deepEqual([...languages].sort(), ['en', ...locales].sort());
});

test('every language has every word, with the places of the English one', () => {
	const placesOf = (value: unknown, path = ''): Record<string, string> =>
		typeof value === 'string'
			? {
					[path]: [...value.matchAll(/\{\w+\}/g)]
						.map(([place]) => place)
						.sort()
						.join(),
				}
			: Object.assign(
					{},
					...Object.entries(value as object).map(([name, each]) => placesOf(each, `${path}.${name}`)),
				);
	const english = placesOf(wordsIn('en'));
	for (const language of languages) assert.deepEqual(placesOf(wordsIn(language)), english, language);
});

test('a tag leads to its language, whatever its region, and to none without one', () => {
	assert.deepEqual(
		['de', 'de-CH', 'pt-BR', 'EN-us', 'ja-JP-u-ca-japanese', 'nl', '', '*', 'x"><'].map(languageFor),
		['de', 'de', 'pt', 'en', 'ja', undefined, undefined, undefined, undefined],
	);
});
