/** The texts of the service worker's page, in every language of the elements. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { locales } from '../../src/model/locales.ts';
import { fill, isolate, reasonText } from '../../src/service-worker/page/fill.ts';
import { en } from '../../src/service-worker/words/en.ts';
import { wordsFor } from '../../src/service-worker/words/words.ts';

const placeholders = (text: string): string[] => (text.match(/{\w+}/g) ?? []).sort();
const names = Object.keys(en) as (keyof typeof en)[];

for (const language of locales)
	test(`${language} translates every text, with the values of the English one`, () => {
		const { words, language: chosen } = wordsFor([language]);
		assert.equal(chosen, language);
		for (const name of names) {
			assert.notEqual(words[name], en[name], `${name} is not translated`);
			assert.deepEqual(placeholders(words[name]), placeholders(en[name]), name);
		}
		assert.deepEqual(Object.keys(words).sort(), [...names].sort());
	});

test('the first language that exists is chosen, a region uses its language, and English is the rest', () => {
	const chosen = (...languages: string[]) => wordsFor(languages).language;
	assert.equal(chosen('de-CH', 'fr'), 'de');
	assert.equal(chosen('xx', 'fr-CA'), 'fr');
	assert.equal(chosen('xx'), 'en');
	assert.equal(chosen(), 'en');
	assert.deepEqual([wordsFor(['ar-EG']).direction, wordsFor(['ja']).direction], ['rtl', 'ltr']);
});

test('the reason names the product between direction marks, with a placeholder in its name left as it is', () => {
	assert.equal(reasonText(en, 503, 'متجر'), '\u2068متجر\u2069 responded with an error (503).');
	assert.equal(reasonText(en, 'unreachable', '{status}'), '\u2068{status}\u2069 could not be reached.');
	assert.equal(isolate('a'), '\u2068a\u2069');
	assert.equal(fill('{a} {b}', { a: '{b}' }), '{b} {b}');
});
