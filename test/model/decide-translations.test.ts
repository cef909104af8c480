/** Translations keep in step with the words. */
import { test } from 'node:test';
import type { Command, CommandOf } from '../../src/model/commands/command.ts';
import type { NoticeValue } from '../../src/model/records/notice.ts';
import { commits, given, say } from './given.ts';

type Words = NoticeValue['translations'][string];
const german = (more: Partial<Words> = {}): Words => ({
	title: 'Bezahlen ist gestört',
	workaround: null,
	actions: [],
	checklist: [],
	notAffected: null,
	...more,
});
const open = (more: Partial<CommandOf<'open-notice'>> = {}): Command => ({
	type: 'open-notice',
	id: 'n',
	kind: 'incident',
	title: 'Checkout is failing',
	...more,
});
const edit = (more: Partial<CommandOf<'edit-notice'>>): Command => ({
	type: 'edit-notice',
	notice: 'n',
	...more,
});
const full = german({ workaround: say('Bitte überweisen.'), actions: ['Wir tauschen das Zertifikat'] });
const translated = open({
	workaround: say('Pay by transfer.'),
	actions: ['We change the certificate'],
	translations: { de: full },
});

test('a notice is opened in several languages, its first update too', () => {
	given()
		.when(translated)
		.thenNotice('n', { translations: { de: full } });
	const translations = { de: { ...german(), body: say('Wir sehen nach.') }, fr: german() };
	const both = open({ body: say('We are looking.'), translations });
	given()
		.when(both)
		.thenNotice('n', { translations: { de: german(), fr: german() } });
	given()
		.when(both)
		.thenUpdate({ translations: { de: say('Wir sehen nach.') } });
});

test('a translation says as much as the original, and no more', () => {
	given()
		.when(open({ workaround: say('Pay by transfer.'), translations: { de: german() } }))
		.thenRefused('invalid', /leaves out some of "workaround"/, 'translations.de.workaround');
	given()
		.when(open({ actions: ['A', 'B'], translations: { de: german({ actions: ['A'] }) } }))
		.thenRefused('invalid', /leaves out some of "actions"/, 'translations.de.actions');
	given()
		.when(open({ translations: { de: german({ notAffected: 'Nicht betroffen.' }) } }))
		.thenRefused('invalid', /says more in "notAffected"/, 'translations.de.notAffected');
});

test('nothing is translated into the language it is in', () => {
	given()
		.when(open({ translations: { en: german() } }))
		.thenRefused('invalid', /language of the original/, 'translations.en');
	given()
		.when(open({ language: 'pt-BR', translations: { 'pt-br': german() } }))
		.thenRefused('invalid', /language of the original/, 'translations.pt-br');
	given()
		.when(open({ language: 'de', translations: { en: german() } }))
		.thenNotice('n', { language: 'de', translations: { en: german() } });
	const update: Command = {
		type: 'post-update',
		notice: 'n',
		body: say('x'),
		translations: { en: say('y') },
	};
	given(commits(open()))
		.when(update)
		.thenRefused('invalid', /language of the original/, 'translations.en');
	given(commits(open({ language: 'de' })))
		.when(update)
		.thenUpdate({ translations: { en: say('y') } });
});

test('words that change without new translations lose those they had', () => {
	const before = commits(translated);
	given(before)
		.when(edit({ title: 'Payments fail' }))
		.thenNotice('n', { translations: {} });
	given(before)
		.when(edit({ language: 'fr' }))
		.thenNotice('n', { translations: {} });
	given(before)
		.when({ type: 'post-update', notice: 'n', body: say('News.'), workaround: say('Pay in cash.') })
		.thenNotice('n', { translations: {} });
	const changed = { de: german({ ...full, title: 'Zahlungen scheitern' }) };
	given(before)
		.when(edit({ title: 'Payments fail', translations: changed }))
		.thenNotice('n', { translations: changed });
});

test('what changes no words keeps the translations, and what is taken away goes in every language', () => {
	const before = commits(translated);
	given(before)
		.when(edit({ impact: 'major', title: 'Checkout is failing' }))
		.thenNotice('n', { translations: { de: full } });
	given(before)
		.when({ type: 'post-update', notice: 'n', body: say('News.') })
		.thenNotice('n', { translations: { de: full } });
	given(before)
		.when({ type: 'resolve', notice: 'n' })
		.thenNotice('n', { translations: { de: full } });
	given(before)
		.when(edit({ workaround: null }))
		.thenNotice('n', { translations: { de: { ...full, workaround: null } } });
	given(before)
		.when(edit({ actions: [] }))
		.thenNotice('n', { translations: { de: { ...full, actions: [] } } });
	given(before)
		.when(edit({ translations: {} }))
		.thenNotice('n', { translations: {} });
});
