/** Every catalogue has every text of the English one, with the same placeholders. */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { localeHashes as localeHashesSource } from '../../../scripts/locale-hashes.mjs';
import { type Catalogue, englishText, sanitizeCatalogue } from '../../../src/elements/i18n/catalogue.ts';
import * as english from '../../../src/elements/i18n/english.ts';
import { locales } from '../../../src/model/locales.ts';
import {
	actionStates,
	componentStatuses,
	dataSafetyStates,
	impacts,
	noticeKinds,
	offerKinds,
	phases,
} from '../../../src/model/vocabulary.ts';

const folder = 'src/elements/i18n/locales';
const read = (tag: string): Readonly<Record<string, unknown>> =>
	JSON.parse(readFileSync(`${folder}/${tag}.json`, 'utf8'));
const names = Object.keys(english);
type Original = Parameters<typeof englishText>[0];
const original = (name: string) => (english as Readonly<Record<string, Original>>)[name] ?? '';

/** The values that each list must have a label for. */
const valuesOf: Readonly<Record<string, readonly string[]>> = {
	phases,
	statuses: componentStatuses,
	sentences: componentStatuses,
	pills: componentStatuses,
	kinds: noticeKinds,
	impacts,
	safetyTitles: dataSafetyStates,
	safetyMeanings: dataSafetyStates,
	offers: offerKinds,
	actionStates,
};
const placeholders = (text: string): string[] => [...new Set(text.match(/{\w+}/g))].sort();

test('the list of languages matches the catalogue files', () => {
	assert.deepEqual(
		readdirSync(folder).sort(),
		locales.map((tag) => `${tag}.json`),
	);
});

/** Messages that only older scripts show: docs/decisions/0091-messages-with-other-values.md. */
const formerNames = ['overdue'];

for (const tag of locales) {
	const catalogue = read(tag);

	test(`${tag} has no text that nothing shows, and those of older scripts`, () => {
		const others = Object.keys(catalogue).filter((name) => !names.includes(name));
		assert.deepEqual(others, formerNames);
		assert.deepEqual(placeholders(String(catalogue.overdue)), ['{relative}', '{time}']);
	});

	test(`${tag} has every text`, () => {
		const missing = names.filter((name) => !Object.hasOwn(catalogue, name));
		assert.deepEqual(missing, [], `Add them to src/elements/i18n/locales/${tag}.json.`);
	});

	for (const name of names.filter((each) => Object.hasOwn(catalogue, each)))
		test(`${tag} has ${name} with the same placeholders`, () => {
			const translated = catalogue[name];
			const from = englishText(original(name));
			if (from === null) {
				const labels = translated as Readonly<Record<string, string>>;
				const expected = [...new Set([...(valuesOf[name] ?? []), ...Object.keys(original(name))])];
				assert.deepEqual(Object.keys(labels).sort(), expected.sort());
				for (const [value, text] of Object.entries(labels)) assert.match(text, /\S/, value);
			} else if (typeof translated === 'string')
				assert.deepEqual(placeholders(translated), placeholders(from));
			else {
				const forms = translated as Readonly<Record<string, string>>;
				const { pluralCategories } = new Intl.PluralRules(tag).resolvedOptions();
				assert.ok(from.includes('{count}'), 'Only a text with {count} has plural forms.');
				assert.deepEqual(Object.keys(forms).sort(), [...pluralCategories].sort());
				assert.deepEqual(placeholders(forms.other ?? ''), placeholders(from));
				for (const form of Object.values(forms))
					for (const each of placeholders(form)) assert.ok(placeholders(from).includes(each), form);
			}
		});

	test(`every text of ${tag} passes the check`, () => {
		const passed = sanitizeCatalogue(catalogue) as Readonly<Record<string, unknown>>;
		for (const name of names) {
			const text = catalogue[name];
			assert.deepEqual(passed[name], typeof text === 'string' ? { other: text } : text, name);
		}
	});
}

/** What a native editor would strike out, by language. */
const mistakes: Readonly<Record<string, RegExp>> = {
	ar: /[\p{sc=Arab}}][,;?]|["']/u,
	de: /\S…|["'“](?=\p{L})/u,
	es: /["'“]|\.{3}/u,
	fr: /[ \S][:;?!](?!\S)|['"]/u,
	ja: /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}][,.?!;]|["']/u,
	pt: /["']|\.{3}/u,
};
/** Every text of a catalogue: its strings, plural forms and labels. */
const allTexts = (catalogue: object): string[] =>
	Object.values(catalogue).flatMap((each) => (typeof each === 'string' ? each : allTexts(each)));

for (const tag of locales)
	test(`the punctuation of ${tag} is that of its language`, () => {
		const wrong = allTexts(read(tag)).filter((text) => mistakes[tag]?.test(text));
		assert.deepEqual(wrong, []);
		if (tag !== 'es') return;
		for (const text of allTexts(read(tag)))
			assert.equal(text.split('?').length, text.split('¿').length, text);
	});

test('a hostile catalogue can only change texts', () => {
	const hostile = JSON.parse(`{
		"__proto__": { "polluted": "yes" }, "constructor": "x", "toString": { "other": "x" },
		"dismiss": "<img src=x onerror=alert(1)>", "updated": "{ago} {constructor} {__proto__}", "affected": 7,
		"position": { "one": ["x"], "other": "{index}/{count}" }, "earlier": { "one": "{count}" }, "close": null,
		"support": "${'x'.repeat(500)}", "phases": { "__proto__": "x", "resolved": "Over", "identified": { "a": 1 } },
		"pills": "text", "unknownName": "x"
	}`);
	const passed = sanitizeCatalogue(hostile);
	const { phases: list, ...texts } = passed;
	assert.deepEqual(texts, {
		dismiss: { other: '<img src=x onerror=alert(1)>' },
		position: { other: '{index}/{count}' },
	});
	assert.equal(list?.resolved, 'Over');
	assert.equal(list?.identified, undefined);
	assert.equal(Object.getPrototypeOf(passed), Object.prototype);
	assert.equal((passed as { polluted?: unknown }).polluted, undefined);
	assert.equal(({} as { polluted?: unknown }).polluted, undefined);
});

for (const given of [null, undefined, 7, 'text', [], [['dismiss', 'x']], { dismiss: [] }])
	test(`${JSON.stringify(given)} is an empty catalogue`, () => {
		assert.deepEqual(sanitizeCatalogue(given), {} satisfies Catalogue);
	});

test('the hashes of the catalogues are those of the files that the build writes', () => {
	assert.equal(
		readFileSync('src/elements/i18n/locale-hashes.ts', 'utf8'),
		localeHashesSource(),
		'Run `npm run build` and commit src/elements/i18n/locale-hashes.ts.',
	);
});
