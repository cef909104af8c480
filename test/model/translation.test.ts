import assert from 'node:assert/strict';
import { test } from 'node:test';
import { remedyInLanguage } from '../../src/model/views/remedies.ts';
import { bestLanguage, bodyInLanguage, inLanguage } from '../../src/model/views/translation.ts';
import { noticeLike, remedyLike, say } from './given.ts';

const words = (title: string) => ({
	title,
	workaround: null,
	actions: [],
	checklist: [],
	notAffected: null,
});
const best = (wanted: string[], there: string[], language: string | null = null) =>
	bestLanguage({ language, translations: Object.fromEntries(there.map((tag) => [tag, null])) }, wanted);

test('the first wanted language that there is, each first whole and then without its last parts', () => {
	for (const [wanted, there, tag] of [
		[['de'], ['de', 'fr'], 'de'],
		[['de-CH'], ['de', 'fr'], 'de'],
		[['de-CH'], ['de', 'de-CH'], 'de-CH'],
		[['DE-ch'], ['de-CH'], 'de-CH'],
		[['zh-Hant-TW'], ['zh-Hans', 'zh-Hant'], 'zh-Hant'],
		[['pt'], ['pt-BR'], 'pt-BR'],
		[['pt'], ['pt-BR', 'pt'], 'pt'],
		[['pt-PT'], ['pt-BR'], 'pt-BR'],
		[['fr-CA', 'de'], ['de', 'fr'], 'fr'],
		[['es', 'de'], ['de', 'fr'], 'de'],
		[['en-GB', 'de'], ['de'], 'en'],
		[['es'], ['de'], 'en'],
		[['d'], ['de'], 'en'],
		[['dex'], ['de'], 'en'],
		[[], ['de'], 'en'],
		[['', '-', '*'], ['de'], 'en'],
		[['de'], [], 'en'],
	] as const)
		assert.equal(best([...wanted], [...there]), tag, `${wanted} of ${there}`);
});

test('the original has the language that it says, and wins where it is what is wanted', () => {
	assert.equal(best(['ja'], ['en'], 'de'), 'de');
	assert.equal(best(['de-AT'], ['en', 'fr'], 'de'), 'de');
	assert.equal(best(['en'], ['en'], 'de'), 'en');
	assert.equal(best(['de'], ['de'], 'de-CH'), 'de-CH');
});

test('a notice is in one language whole', () => {
	const original = noticeLike({ title: 'Down', workaround: say('Wait.'), actions: ['We repair it'] });
	const german = { ...words('Gestört'), workaround: say('Bitte warten.'), actions: ['Wir reparieren es'] };
	const value = { ...original, translations: { de: german } };
	assert.deepEqual(inLanguage(value, ['de-CH', 'en']), { value: { ...value, ...german }, language: 'de' });
	assert.deepEqual(inLanguage(value, ['fr']), { value, language: 'en' });
	const sparse = { ...value, translations: { de: words('Gestört') } };
	assert.equal(inLanguage(sparse, ['de']).value.workaround, null);
});

test('an update is in the language of its notice, or in another', () => {
	const update = { body: say('Found.'), translations: { fr: say('Trouvé.') } };
	assert.deepEqual(bodyInLanguage(update, null, ['fr-CA']), { value: say('Trouvé.'), language: 'fr' });
	assert.deepEqual(bodyInLanguage(update, 'de', ['it']), { value: say('Found.'), language: 'de' });
});

test('a language without a translation is not found among the properties of every object', () => {
	const update = { body: say('Found.'), translations: {} };
	assert.deepEqual(bodyInLanguage(update, 'constructor', ['constructor']).value, say('Found.'));
});

test('a remedy has the summary of its offer in the same language', () => {
	const german = {
		title: 'Verzeihung',
		apology: say('Es tut uns leid.'),
		summary: '10 % Rabatt',
		terms: null,
	};
	const remedy = remedyLike({ translations: { de: german } });
	const { value, language } = remedyInLanguage(remedy, ['de']);
	assert.deepEqual(
		[value.title, value.offer, language],
		['Verzeihung', { kind: 'discount', summary: '10 % Rabatt' }, 'de'],
	);
	assert.equal('summary' in value, false);
	assert.deepEqual(remedyInLanguage(remedy, ['fr']), { value: remedy, language: 'en' });
});
